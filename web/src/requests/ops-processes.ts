import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The processes of this organisation, and when each was last heard of. */
export const opsProcesses = queryOptions({
  queryKey: ['ops', 'processes'],
  refetchInterval: 5_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/processes', { signal })),
});
