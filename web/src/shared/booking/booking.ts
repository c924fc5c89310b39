import type { components } from '@/api/schema';

export type Booking = components['schemas']['BookingSeen'];

/** The statuses in which a booking holds its place. */
export const LIVE: readonly Booking['status'][] = ['pending', 'confirmed', 'checked_in'];

/** Check-in opens so many minutes before the start where no rule says otherwise. */
const CHECK_IN_BEFORE_MINUTES = 15;

const ms = (at: string) => Date.parse(at);

export const isLive = (booking: Booking) => LIVE.includes(booking.status);
export const hasBegun = (booking: Booking, now: Date) => ms(booking.starts_at) <= now.getTime();
export const isOver = (booking: Booking, now: Date) => ms(booking.ends_at) <= now.getTime();
export const isRunning = (booking: Booking, now: Date) => hasBegun(booking, now) && !isOver(booking, now);

export function canCheckIn(booking: Booking, now: Date): boolean {
  const opens = booking.check_in_from
    ? ms(booking.check_in_from)
    : ms(booking.starts_at) - CHECK_IN_BEFORE_MINUTES * 60_000;
  return booking.status === 'confirmed' && opens <= now.getTime() && !isOver(booking, now);
}

export const canFinish = (booking: Booking, now: Date) =>
  (booking.status === 'confirmed' || booking.status === 'checked_in') && isRunning(booking, now);

export const canChange = (booking: Booking, now: Date) => isLive(booking) && !isOver(booking, now);

/** Where it is, from the narrowest: Desk 4, River side. */
export function placeOf(booking: Pick<Booking, 'room_name' | 'seat_name'>): string {
  return [booking.room_name, booking.seat_name].filter(Boolean).join(' · ');
}

/** Which dates of a series an act is about. */
export type Scope = 'this' | 'following' | 'all';
export const SCOPES: readonly Scope[] = ['this', 'following', 'all'];
