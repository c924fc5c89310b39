import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The size of the database and of each table. */
export const opsStorage = queryOptions({
  queryKey: ['ops', 'storage'],
  refetchInterval: 60_000,
  queryFn: ({ signal }) => answered(client.GET('/api/queries/ops/storage', { signal })),
});
