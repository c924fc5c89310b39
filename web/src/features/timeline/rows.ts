import type { components } from '@/api/schema';
import { type Place, takenOf } from '@/shared/places';
import type { Asked } from '@/shared/question';

type Room = Pick<
  components['schemas']['RoomSeen'],
  'room_id' | 'floor_id' | 'name' | 'capacity' | 'features' | 'seats'
>;
type Floor = components['schemas']['FloorSeen'];

export interface Row {
  id: string;
  name: string;
  /** What stands below the name, or the floor above the first of its rooms. */
  about: string;
  place: Place;
  /** A room whose seats can be shown, and whether they are. */
  seats?: { count: number; isOpen: boolean };
  isSeat: boolean;
  isFirstOfFloor: boolean;
}

/** The rooms of a building by floor and name, as far as they fit the question; the seats of those that are opened. */
export function rowsOf(
  rooms: Room[],
  floors: Floor[],
  places: Map<string, Place>,
  asked: Asked,
  opened: Set<string>,
): Row[] {
  const levels = new Map(floors.map((floor) => [floor.floor_id, floor]));
  const level = (room: Room) => (room.floor_id ? levels.get(room.floor_id)?.level : undefined) ?? 999;
  const fitting = rooms
    .filter(
      (room) =>
        room.capacity >= asked.people && asked.features.every((feature) => room.features.includes(feature)),
    )
    .sort((one, other) => level(one) - level(other) || one.name.localeCompare(other.name));
  let before: string | null | undefined;
  return fitting.flatMap((room) => {
    const place = places.get(room.room_id);
    if (!place) return [];
    const isFirstOfFloor = room.floor_id !== before;
    before = room.floor_id;
    const isOpen = opened.has(room.room_id);
    const units = room.seats.flatMap(({ seat_id }) => places.get(seat_id) ?? []);
    const row: Row = {
      id: room.room_id,
      name: room.name,
      about: (room.floor_id && levels.get(room.floor_id)?.name) || '',
      place: units.length > 0 ? { ...place, ...takenOf(units) } : place,
      seats: room.seats.length > 0 ? { count: room.seats.length, isOpen } : undefined,
      isSeat: false,
      isFirstOfFloor,
    };
    const seats = isOpen ? room.seats : [];
    return [
      row,
      ...seats.flatMap((seat) => {
        const of = places.get(seat.seat_id);
        return of
          ? [{ id: seat.seat_id, name: seat.name, about: '', place: of, isSeat: true, isFirstOfFloor: false }]
          : [];
      }),
    ];
  });
}
