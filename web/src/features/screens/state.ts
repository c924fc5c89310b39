import type { components } from '@/api/schema';

type Room = components['schemas']['RoomAvailability'];
type Period = components['schemas']['PeriodSeen'];

export interface State {
  is: 'free' | 'busy' | 'closed';
  /** When that ends; null when it lasts as far as is known. */
  until: string | null;
  /** Free seats of all, where people book seats. */
  seats: { free: number; all: number } | null;
  /** What comes later, the next first. */
  next: Period[];
}

const ms = (at: string) => Date.parse(at);
const holds = (period: Period, now: number) => ms(period.starts_at) <= now && now < ms(period.ends_at);

/** How it stands with a room at a moment, of what is known until `known`. */
export function stateOf(room: Room, now: Date, known: string): State {
  const at = now.getTime();
  const next = room.busy.filter((period) => ms(period.starts_at) > at);
  const freeSeats = room.seats.filter((seat) => seat.free.some((period) => holds(period, at)));
  const seats = room.seats.length > 0 ? { free: freeSeats.length, all: room.seats.length } : null;
  const end = (period: Period) => (ms(period.ends_at) >= ms(known) ? null : period.ends_at);

  const free = room.free.find((period) => holds(period, at));
  if (free) return { is: 'free', until: end(free), seats, next };
  if (freeSeats.length > 0) return { is: 'free', until: null, seats, next };
  const busy = room.busy.find((period) => holds(period, at));
  if (busy || (seats && room.seats.some((seat) => seat.busy.some((period) => holds(period, at))))) {
    return { is: 'busy', until: busy ? endOfRow(busy, room.busy) : null, seats, next };
  }
  const opens = room.free.find((period) => ms(period.starts_at) > at);
  return { is: 'closed', until: opens?.starts_at ?? null, seats, next };
}

/** Where bookings follow each other without a gap, the room is taken until the last of them ends. */
function endOfRow(first: Period, all: Period[]): string {
  let until = first.ends_at;
  for (const period of all) {
    if (ms(period.starts_at) <= ms(until) && ms(period.ends_at) > ms(until)) until = period.ends_at;
  }
  return until;
}
