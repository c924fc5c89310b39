import type { components } from '@/api/schema';
import { joined, runFrom, type Span, spanOf, without } from '@/shared/places';
import { localDay, type Times } from '@/shared/time';

type Room = components['schemas']['RoomAvailability'];

export interface Coming extends Span {
  /** Not booked: nobody may have it. */
  isClosed: boolean;
}

export interface State {
  is: 'free' | 'busy' | 'closed';
  /** When that ends; null when it lasts as far as is known. */
  until: number | null;
  /** Free seats of all, where people book seats. */
  seats: { free: number; all: number } | null;
  /** What comes later, the next first. */
  next: Coming[];
}

const at = (spans: Span[], moment: number) => spans.some((each) => each.from <= moment && moment < each.to);

/** How it stands with a room at a moment, of what is known until `known`. */
export function stateOf(room: Room, now: Date, known: string): State {
  const moment = now.getTime();
  const end = (spans: Span[]) => {
    const until = runFrom(spans, moment)?.to;
    return until === undefined || until >= Date.parse(known) ? null : until;
  };
  const closed = joined(room.closed.map(spanOf));
  const booked = closed.reduce(
    (rest, closure) => rest.flatMap((span) => without(span, closure)),
    room.busy.map(spanOf),
  );
  const free = room.free.map(spanOf);
  const freeSeats = room.seats.filter((seat) => at(seat.free.map(spanOf), moment));
  const seats = room.seats.length > 0 ? { free: freeSeats.length, all: room.seats.length } : null;
  const next = [
    ...booked.map((span) => ({ ...span, isClosed: false })),
    ...closed.map((span) => ({ ...span, isClosed: true })),
  ]
    .filter((span) => span.from > moment)
    .sort((one, other) => one.from - other.from);

  if (at(closed, moment)) return { is: 'closed', until: end(closed), seats, next };
  if (at(free, moment)) return { is: 'free', until: end(free), seats, next };
  if (freeSeats.length > 0) return { is: 'free', until: null, seats, next };
  if (at(booked, moment)) return { is: 'busy', until: end(booked), seats, next };
  if (room.seats.some((seat) => at(seat.busy.map(spanOf), moment)))
    return { is: 'busy', until: null, seats, next };
  const opens = free.find((span) => span.from > moment);
  return { is: 'closed', until: opens?.from ?? null, seats, next };
}

/** Until when, with the day where it is not today. */
export function untilOf(until: number, now: Date, zone: string, times: Times): string {
  const end = new Date(until);
  const time = times.time(end, zone);
  return localDay(end, zone) === localDay(now, zone) ? time : `${times.day(end, zone)}, ${time}`;
}
