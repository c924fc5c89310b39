import { queryOptions } from '@tanstack/react-query';
import { answered, client } from '@/shared/api';

export type PlaceKind = 'rooms' | 'buildings';

/** Where calendar programs find what is held of a room or building, as I may see it. */
export const placeCalendar = (kind: PlaceKind, place_id: string) =>
  queryOptions({
    queryKey: ['calendar-feed', kind, place_id],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/calendar/{kind}/{place_id}', { params: { path: { kind, place_id } }, signal }),
      ),
  });
