import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client, ProblemError, signedInAgain, token } from '@/shared/api';

export type Me = components['schemas']['Me'];

const KEY = ['me'];

async function askWhoIAm(signal: AbortSignal): Promise<Me | null> {
  try {
    return await answered(client.GET('/api/session', { signal }));
  } catch (failure) {
    if (failure instanceof ProblemError && failure.problem.status === 401) return null;
    throw failure;
  }
}

/** Who I am and what I may do; null when nobody is signed in. Who was, is asked to sign in again over the page. */
export const me = queryOptions({
  queryKey: KEY,
  staleTime: 5 * 60_000,
  queryFn: async ({ client: queries, signal }): Promise<Me | null> => {
    for (;;) {
      const found = await askWhoIAm(signal);
      if (found || token.current() || !queries.getQueryData(KEY)) return found;
      await signedInAgain();
    }
  },
});

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
