import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';
import type { HoursRead } from '@/shared/hours';

export type Room = Omit<components['schemas']['RoomSeen'], 'opening_hours'> & {
  opening_hours: HoursRead | null;
};

/** One room with its seats and closures. */
export const room = (room_id: string) =>
  queryOptions({
    queryKey: ['rooms', room_id],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answered(client.GET('/api/queries/rooms/{room_id}', { params: { path: { room_id } }, signal })),
  });

/** The same, as far as a list that was asked for has it. */
export const roomAsListed = (queries: QueryClient, room_id: string) =>
  queries
    .getQueriesData<components['schemas']['PageOfRooms']>({ queryKey: ['rooms', 'list'] })
    .flatMap(([, page]) => page?.items ?? [])
    .find((each) => each.room_id === room_id);
