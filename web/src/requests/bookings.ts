import { queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type BookingsWanted = NonNullable<paths['/api/queries/bookings']['get']['parameters']['query']>;

/** Bookings by their start: mine, of a room, of a period. */
export const bookings = (query: BookingsWanted) =>
  queryOptions({
    queryKey: ['bookings', query],
    queryFn: ({ signal }) => answered(client.GET('/api/queries/bookings', { params: { query }, signal })),
  });
