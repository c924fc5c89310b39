import { useQuery, useQueryClient } from '@tanstack/react-query';
import { buildings } from '@/requests/buildings';
import { room, roomAsListed } from '@/requests/room';
import { rooms } from '@/requests/rooms';
import { myZone } from '@/shared/time';

/** The rooms one can choose from, the one that is chosen, and the zone of its clocks. */
export function usePlace(roomId: string | undefined) {
  const queries = useQueryClient();
  const all = useQuery(rooms());
  const houses = useQuery(buildings);
  const chosen = useQuery({
    ...room(roomId ?? ''),
    enabled: roomId !== undefined,
    placeholderData: () => roomAsListed(queries, roomId ?? ''),
  });
  const here = roomId === undefined ? undefined : chosen.data;
  const building = houses.data?.items.find((each) => each.building_id === here?.building_id);
  return {
    choices:
      houses.data?.items.map((house) => ({
        group: house.name,
        items: (all.data?.items ?? [])
          .filter((each) => each.building_id === house.building_id)
          .map((each) => ({ value: each.room_id, label: each.name })),
      })) ?? [],
    room: here,
    building,
    zone: building?.time_zone ?? myZone(),
    isReady: roomId === undefined || (here !== undefined && building !== undefined),
  };
}
