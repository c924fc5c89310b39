import { infiniteQueryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

export type HistoryOf = 'bookings' | 'rooms' | 'members' | 'series' | 'streams';
const PAGE = 50;

/** Every event of one thing, in words, with what changed; the oldest first. */
export const history = (of: HistoryOf, id: string) =>
  infiniteQueryOptions({
    queryKey: ['ledger', 'history', of, id],
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const query = { cursor: pageParam, limit: PAGE };
      switch (of) {
        case 'bookings':
          return answered(
            client.GET('/api/queries/bookings/{booking_id}/history', {
              params: { path: { booking_id: id }, query },
              signal,
            }),
          );
        case 'rooms':
          return answered(
            client.GET('/api/queries/rooms/{room_id}/history', {
              params: { path: { room_id: id }, query },
              signal,
            }),
          );
        case 'members':
          return answered(
            client.GET('/api/queries/members/{member_id}/history', {
              params: { path: { member_id: id }, query },
              signal,
            }),
          );
        case 'series':
          return answered(
            client.GET('/api/queries/series/{series_id}/history', {
              params: { path: { series_id: id }, query },
              signal,
            }),
          );
        case 'streams':
          return answered(
            client.GET('/api/queries/ledger/streams/{stream_id}/history', {
              params: { path: { stream_id: id }, query },
              signal,
            }),
          );
      }
    },
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
