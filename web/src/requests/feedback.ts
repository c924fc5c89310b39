import { infiniteQueryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

const PAGE = 50;

/** How stays were in what I manage, the latest first. */
export const feedback = (building_id: string | undefined, room_id: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['bookings', 'feedback', building_id, room_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      answered(
        client.GET('/api/queries/feedback', {
          params: { query: { building_id, room_id, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
