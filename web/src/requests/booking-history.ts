import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** Every event of a booking. */
export const bookingHistory = (booking_id: string) =>
  queryOptions({
    queryKey: ['bookings', booking_id, 'history'],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/bookings/{booking_id}/history', {
          params: { path: { booking_id }, query: { limit: 200 } },
          signal,
        }),
      ),
  });
