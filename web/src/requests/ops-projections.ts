import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The read models: how far and how fast, rebuilds included. */
export const opsProjections = queryOptions({
  queryKey: ['ops', 'projections'],
  refetchInterval: 2_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/projections', { signal })),
});
