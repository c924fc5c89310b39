import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** One booking. */
export const booking = (booking_id: string) =>
  queryOptions({
    queryKey: ['bookings', booking_id],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/bookings/{booking_id}', { params: { path: { booking_id } }, signal }),
      ),
  });
