import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const MOST = 50;

/** Who asked what of the ledger, the latest first. */
export const ledgerReadings = queryOptions({
  queryKey: ['ledger', 'readings'],
  staleTime: 60_000,
  queryFn: ({ signal }) =>
    answered(client.GET('/api/queries/ledger/readings', { params: { query: { limit: MOST } }, signal })),
});
