import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** What failed for good: events of read models, and jobs, each by its cause. */
export const opsParked = queryOptions({
  queryKey: ['ops', 'parked'],
  refetchInterval: 5_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/parked', { signal })),
});
