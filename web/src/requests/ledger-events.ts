import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type LedgerWanted = NonNullable<paths['/api/queries/ledger/events']['get']['parameters']['query']>;
const PAGE = 50;

/** Events as they were recorded, the newest first. Each question is put on record: never asked by itself. */
export const ledgerEvents = (wanted: LedgerWanted) =>
  infiniteQueryOptions({
    queryKey: ['ledger', 'events', wanted],
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answered(
        client.GET('/api/queries/ledger/events', {
          params: { query: { ...wanted, order: 'newest', cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
