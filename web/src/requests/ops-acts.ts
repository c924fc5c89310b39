import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const MOST = 20;

/** What operators did, the latest first. */
export const opsActs = queryOptions({
  queryKey: ['ops', 'acts'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) =>
    answered(client.GET('/api/queries/ops/acts', { params: { query: { limit: MOST } }, signal })),
});
