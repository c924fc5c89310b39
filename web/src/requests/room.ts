import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** One room with its seats and closures. */
export const room = (room_id: string) =>
  queryOptions({
    queryKey: ['rooms', room_id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/rooms/{room_id}', { params: { path: { room_id } }, signal })),
  });
