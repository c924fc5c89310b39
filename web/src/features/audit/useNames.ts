import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { buildings } from '@/requests/buildings';
import { floors } from '@/requests/floors';
import { people } from '@/requests/people';
import { rooms } from '@/requests/rooms';

/** What everything that has a name is called: buildings, floors, rooms, seats and people. */
export function useNames(): (id: string) => string | undefined {
  const houses = useQuery(buildings).data;
  const levels = useQuery(floors()).data;
  const places = useQuery(rooms()).data;
  const everybody = useQuery(people).data;
  return useMemo(() => {
    const names = new Map(everybody);
    for (const each of houses?.items ?? []) names.set(each.building_id, each.name);
    for (const each of levels?.items ?? []) names.set(each.floor_id, each.name);
    for (const room of places?.items ?? []) {
      names.set(room.room_id, room.name);
      for (const seat of room.seats) names.set(seat.seat_id, seat.name);
    }
    return (id) => names.get(id);
  }, [houses, levels, places, everybody]);
}
