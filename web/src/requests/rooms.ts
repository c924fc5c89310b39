import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The rooms of a building, or of all, by name. */
export const rooms = (building_id?: string) =>
  queryOptions({
    queryKey: ['rooms', 'list', building_id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/rooms', { params: { query: { building_id, limit: 1000 } }, signal })),
  });
