import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** The floors of a building, or of all, from the lowest level up. */
export const floors = (building_id?: string) =>
  queryOptions({
    queryKey: ['floors', building_id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/floors', { params: { query: { building_id, limit: 1000 } }, signal }),
      ),
  });
