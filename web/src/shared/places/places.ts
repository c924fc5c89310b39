import type { components } from '@/api/schema';
import { covers, joined, overlaps, runFrom, type Span, spanOf, without } from './spans';

type RoomAvailability = components['schemas']['RoomAvailability'];

/** A booking as a list tells it: one that the reader may not see has no id. */
interface Booking {
  booking_id?: string | null;
  room_id: string;
  seat_id: string | null;
  starts_at: string;
  ends_at: string;
  member_id: string | null;
  member_name: string | null;
  title: string | null;
  status: string;
}
type Closure = components['schemas']['ClosureSeen'];

/** How it stands with a place. */
export type Standing = 'free' | 'busy' | 'mine' | 'pending' | 'closed';

/** A booking as far as the reader may know it. */
export interface Stay extends Span {
  /** Null for one that the reader may not see. */
  id: string | null;
  room: string;
  seat: string | null;
  isMine: boolean;
  isPending: boolean;
  who: string | null;
  title: string | null;
  status: string;
}

/** What is known of a room or seat over the time that was asked for. */
export interface Place {
  room: string;
  seat: string | null;
  name: string;
  capacity: number;
  sharesPlaces: boolean;
  busy: Span[];
  /** What may be booked now. */
  free: Span[];
  taken: (Span & { places: number })[];
  closures: (Span & { reason: string })[];
  stays: Stay[];
  rules: { grid_minutes: number; min_minutes: number; max_minutes: number };
}

export interface Told {
  standing: Standing;
  /** Until when it stands so, where that is known. */
  until?: number;
  stay?: Stay;
  /** Why it is closed: words of whoever closed it. */
  reason?: string;
  /** How many places are left, where they are shared by number. */
  left?: number;
}

const LIVE = new Set(['pending', 'confirmed', 'checked_in', 'busy']);

export function stayOf(booking: Booking, me: string): Stay {
  return {
    id: booking.booking_id ?? null,
    room: booking.room_id,
    seat: booking.seat_id,
    ...spanOf(booking),
    isMine: booking.booking_id != null && booking.member_id === me,
    isPending: booking.status === 'pending',
    who: booking.member_name,
    title: booking.title,
    status: booking.status,
  };
}

interface RoomKnown {
  room_id: string;
  made_of: string[];
  closures?: Closure[];
}

/** Rooms and seats by id, each with the stays that keep it busy: its own, those of its room, of the hall it is a part of. */
export function placesOf(
  availability: RoomAvailability[],
  rooms: RoomKnown[],
  bookings: Booking[],
  me: string,
): Map<string, Place> {
  const stays = new Map<string, Stay[]>();
  for (const booking of bookings) {
    if (!LIVE.has(booking.status)) continue;
    const unit = booking.seat_id ?? booking.room_id;
    stays.set(unit, [...(stays.get(unit) ?? []), stayOf(booking, me)]);
  }
  const known = new Map(rooms.map((room) => [room.room_id, room]));
  const halls = new Map<string, string[]>();
  for (const room of rooms) {
    for (const part of room.made_of) halls.set(part, [...(halls.get(part) ?? []), room.room_id]);
  }
  const of = (units: string[]) => units.flatMap((unit) => stays.get(unit) ?? []);
  const places = new Map<string, Place>();
  for (const room of availability) {
    const about = known.get(room.room_id);
    const closures = (about?.closures ?? []).map((closure) => ({ ...spanOf(closure), ...closure }));
    const ofAll = closures.filter((closure) => closure.seat_id === null);
    const related = [...(halls.get(room.room_id) ?? []), ...(about?.made_of ?? [])];
    places.set(room.room_id, {
      room: room.room_id,
      seat: null,
      name: room.name,
      capacity: room.capacity,
      sharesPlaces: room.shares_places,
      busy: room.busy.map(spanOf),
      free: room.free.map(spanOf),
      taken: room.taken_places.map((each) => ({ ...spanOf(each), places: each.places })),
      closures: [...ofAll, ...closedOtherwise(room.closed.map(spanOf), ofAll)],
      stays: of([room.room_id, ...related]),
      rules: room.rules,
    });
    for (const seat of room.seats) {
      places.set(seat.seat_id, {
        room: room.room_id,
        seat: seat.seat_id,
        name: seat.name,
        capacity: 1,
        sharesPlaces: false,
        busy: seat.busy.map(spanOf),
        free: seat.free.map(spanOf),
        taken: [],
        closures: closures.filter((closure) => closure.seat_id === null || closure.seat_id === seat.seat_id),
        stays: of([seat.seat_id, room.room_id]),
        rules: room.rules,
      });
    }
  }
  return places;
}

/** When a room is closed without a closure of its own: what it is a part of is closed, or each of its seats. */
function closedOtherwise(closed: Span[], own: Span[]): Place['closures'] {
  const rest = own.reduce((left, closure) => left.flatMap((span) => without(span, closure)), closed);
  return rest.map((span) => ({ ...span, reason: '' }));
}

/** What a room with seats has of them: when one of them is free, and how many are taken when. */
export function takenOf(seats: Place[]): Pick<Place, 'free' | 'taken' | 'capacity'> {
  const changes = new Map<number, number>();
  for (const { from, to } of seats.flatMap(({ busy }) => joined(busy))) {
    changes.set(from, (changes.get(from) ?? 0) + 1);
    changes.set(to, (changes.get(to) ?? 0) - 1);
  }
  const edges = [...changes.keys()].sort((one, other) => one - other);
  const taken: Place['taken'] = [];
  let places = 0;
  for (const [index, from] of edges.entries()) {
    places += changes.get(from) ?? 0;
    const to = edges[index + 1];
    if (places > 0 && to !== undefined) taken.push({ from, to, places });
  }
  return { free: joined(seats.flatMap(({ free }) => free)), taken, capacity: seats.length };
}

/** How it stands with a place over a period. What has begun counts from now on. */
export function standingOf(place: Place, asked: Span, now: number): Told {
  const span = { from: Math.min(Math.max(asked.from, now), asked.to - 1), to: asked.to };
  const here = place.stays.filter((stay) => overlaps(stay, span)).sort((one, other) => one.from - other.from);
  const mine = here.find((stay) => stay.isMine);
  if (mine) return { standing: mine.isPending ? 'pending' : 'mine', until: mine.to, stay: mine };
  const closure = place.closures.find((each) => overlaps(each, span));
  if (closure) return { standing: 'closed', until: closure.to, reason: closure.reason };
  const busy = place.busy.find((each) => overlaps(each, span));
  if (busy) {
    const stay = here[0];
    const until = runFrom(place.busy, Math.max(busy.from, span.from))?.to ?? busy.to;
    return { standing: stay?.isPending ? 'pending' : 'busy', until, stay };
  }
  const left = place.sharesPlaces ? leftOf(place, span) : undefined;
  const free = place.free.find((each) =>
    covers(each, { from: Math.ceil(span.from / 60_000) * 60_000, to: span.to }),
  );
  return free ? { standing: 'free', until: free.to, left } : { standing: 'closed', left };
}

/** How many places are left all the time. */
function leftOf(place: Place, span: Span): number {
  const taken = place.taken.filter((each) => overlaps(each, span)).map((each) => each.places);
  return place.capacity - Math.max(0, ...taken);
}

export type Verdict = 'free' | 'taken' | 'closed' | 'too-short' | 'too-long';

/** What would be said at once to somebody who wants a place for a time, perhaps with a stay that gives its own up. */
export function verdictOn(place: Place, wanted: Span, leaving?: Stay): Verdict {
  const minutes = (wanted.to - wanted.from) / 60_000;
  if (minutes < place.rules.min_minutes) return 'too-short';
  if (minutes > place.rules.max_minutes) return 'too-long';
  const isHere = leaving !== undefined && leaving.room === place.room && leaving.seat === place.seat;
  const others = isHere ? place.busy.flatMap((busy) => without(busy, leaving)) : place.busy;
  if (others.some((busy) => overlaps(busy, wanted))) return 'taken';
  const free = isHere ? [...place.free, { from: leaving.from, to: leaving.to }] : place.free;
  const run = runFrom(free, wanted.from);
  return run && run.to >= wanted.to ? 'free' : 'closed';
}
