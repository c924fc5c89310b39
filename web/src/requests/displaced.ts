import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** What would be closed: a room, one seat of it, or a building; and when. */
export interface Closing {
  building?: string;
  room?: string;
  seat?: string;
  from: string;
  to: string;
}

const MOST = 200;

/** The bookings that closing would displace. */
export const displaced = ({ building, room, seat, from, to }: Closing) =>
  queryOptions({
    queryKey: ['bookings', 'displaced', { building, room, seat, from, to }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      room
        ? answered(
            client.GET('/api/queries/rooms/{room_id}/displaced', {
              params: { path: { room_id: room }, query: { from, to, seat_id: seat, limit: MOST } },
              signal,
            }),
          )
        : answered(
            client.GET('/api/queries/buildings/{building_id}/displaced', {
              params: { path: { building_id: building ?? '' }, query: { from, to, limit: MOST } },
              signal,
            }),
          ),
  });
