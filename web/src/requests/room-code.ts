import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

/** What hangs at the door of a room; for its managers. */
export const roomCode = (room_id: string) =>
  queryOptions({
    queryKey: ['rooms', room_id, 'code'],
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/rooms/{room_id}/code', { params: { path: { room_id } }, signal })),
  });
