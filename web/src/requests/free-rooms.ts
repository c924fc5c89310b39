import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type Wanted = NonNullable<paths['/api/queries/free-rooms']['get']['parameters']['query']>;

/** What fits, the best first. */
export const freeRooms = (query: Wanted) =>
  queryOptions({
    queryKey: ['rooms', 'free', query],
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(client.GET('/api/queries/free-rooms', { params: { query }, signal })),
  });
