import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '@/api/schema';
import { answered, client } from '@/shared/api';

type Wish = paths['/api/queries/rooms/{room_id}/check']['get']['parameters']['query'];

/** What booking would be answered at this moment: confirmed, pending, or refused and why. */
export const check = (room_id: string, query: Wish) =>
  queryOptions({
    queryKey: ['rooms', room_id, 'check', query],
    staleTime: 5_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/queries/rooms/{room_id}/check', { params: { path: { room_id }, query }, signal }),
      ),
  });
