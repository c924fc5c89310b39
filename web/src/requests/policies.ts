import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { answered, client } from '@/shared/api';

export type RoomKind = components['schemas']['RoomKind'];
export type Level = components['schemas']['Level'];

/** Where rules are looked at: a room, or a level above rooms. */
export interface Where {
  building?: string;
  kind?: RoomKind;
  room?: string;
}

/** Every rule that holds there, with the levels that it comes from. */
export const policies = ({ building, kind, room }: Where) =>
  queryOptions({
    queryKey: ['policies', { building, kind, room }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      room
        ? answered(
            client.GET('/api/queries/rooms/{room_id}/policy', {
              params: { path: { room_id: room } },
              signal,
            }),
          )
        : answered(
            client.GET('/api/queries/policies', {
              params: { query: { building_id: building, kind } },
              signal,
            }),
          ),
  });

export type Rules = Awaited<ReturnType<NonNullable<ReturnType<typeof policies>['queryFn']>>>;
