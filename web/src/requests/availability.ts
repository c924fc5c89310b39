import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type AvailabilityWanted = paths['/api/queries/availability']['get']['parameters']['query'];

/** When the rooms and seats of a building, of a floor, or of some rooms are busy and free. */
export const availability = (query: AvailabilityWanted) =>
  queryOptions({
    queryKey: ['bookings', 'availability', query],
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answered(client.GET('/api/queries/availability', { params: { query }, signal })),
  });
