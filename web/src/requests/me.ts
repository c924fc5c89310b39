import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, ProblemError, signedInAgain, token } from '@/shared/api';
import { keepSeen, orLastSeen, readBy } from '@/shared/offline';

export type Me = components['schemas']['Me'];

const KEY = ['me'];
const SEEN = 'me';

async function askWhoIAm(signal: AbortSignal): Promise<Me | null> {
  try {
    return await answered(client.GET('/api/session', { signal }));
  } catch (failure) {
    if (failure instanceof ProblemError && failure.problem.status === 401) return null;
    throw failure;
  }
}

/** The same of people, who read on without network; what somebody else saw here is forgotten. */
function askWhoReads(signal: AbortSignal): Promise<Me | null> {
  return orLastSeen(SEEN, async () => {
    const found = await askWhoIAm(signal);
    readBy(found?.member_id ?? null);
    return found;
  });
}

/** Who I am and what I may do; null when nobody is signed in. Who was, is asked to sign in again over the page. */
export const me = queryOptions({
  queryKey: KEY,
  staleTime: 5 * 60_000,
  queryFn: async ({ client: queries, signal }): Promise<Me | null> => {
    if (token.current()) return askWhoIAm(signal);
    for (;;) {
      const found = await askWhoReads(signal);
      if (found || !queries.getQueryData(KEY)) return found;
      await signedInAgain();
    }
  },
});

/** A session has begun, and whose it is. */
export function begin(queries: QueryClient, who: Me): void {
  readBy(who.member_id);
  keepSeen(SEEN, who);
  queries.setQueryData(me.queryKey, who);
}

/** The reader. Only below routes that need a session. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(me);
  if (!data) throw new Error('nobody is signed in');
  return data;
}

/** Whether the reader's rights to an act go further than their own things. */
export function reaches(who: Me, act: string): boolean {
  return who.may[act] === 'managed' || who.may[act] === 'everywhere';
}

/** Whether the reader may do this in that building. */
export function mayIn(who: Me, act: string, building_id: string): boolean {
  return (
    who.may[act] === 'everywhere' ||
    (who.may[act] === 'managed' && who.managed_buildings.includes(building_id))
  );
}
