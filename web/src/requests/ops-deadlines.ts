import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** Deadlines: what time will do by itself. */
export const opsDeadlines = queryOptions({
  queryKey: ['ops', 'deadlines'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/deadlines', { signal })),
});
