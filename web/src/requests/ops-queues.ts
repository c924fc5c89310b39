import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** What waits in each queue, and how far the ledger was looked through for jobs. */
export const opsQueues = queryOptions({
  queryKey: ['ops', 'queues'],
  refetchInterval: 2_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/queues', { signal })),
});
