import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** All buildings, by name. */
export const buildings = queryOptions({
  queryKey: ['buildings'],
  staleTime: 60_000,
  queryFn: ({ signal }) =>
    answered(client.GET('/api/queries/buildings', { params: { query: { limit: 1000 } }, signal })),
});
