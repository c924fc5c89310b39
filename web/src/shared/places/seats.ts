import type { components } from '@/api/schema';

type Room = components['schemas']['RoomOnPlan'];

/** Whether a room may have numbered seats: one whose places are booked by number, or that is made of others, may not. */
export const takesSeats = (room: Pick<Room, 'made_of' | 'shares_places'>) =>
  room.made_of.length === 0 && !room.shares_places;
