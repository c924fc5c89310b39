import { expect, test } from 'vitest';
import type { components } from '@/api/schema';
import { stateOf } from '@/features/screens/state';

type Room = components['schemas']['RoomAvailability'];
const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z`;
const during = (from: number, to: number) => ({ starts_at: at(from), ends_at: at(to) });
const room = (parts: Pick<Room, 'busy' | 'closed' | 'free'>): Room =>
  ({ ...parts, seats: [] }) as unknown as Room;
const KNOWN = '2026-11-24T00:00:00Z';
const hour = (state: { until: number | null }) => state.until && new Date(state.until).getUTCHours();

test('a closure right after a booking is not a part of it', () => {
  const seen = room({ busy: [during(9, 12)], closed: [during(10, 12)], free: [during(12, 18)] });
  const before = stateOf(seen, new Date(at(9)), KNOWN);
  expect([before.is, hour(before)]).toEqual(['busy', 10]);
  expect(before.next.map((each) => each.isClosed)).toEqual([true]);
  const then = stateOf(seen, new Date(at(11)), KNOWN);
  expect([then.is, hour(then)]).toEqual(['closed', 12]);
});

test('what lasts as far as is known has no end', () => {
  const all = [{ starts_at: at(8), ends_at: KNOWN }];
  expect(stateOf(room({ busy: all, closed: all, free: [] }), new Date(at(9)), KNOWN).until).toBeNull();
  expect(stateOf(room({ busy: all, closed: [], free: [] }), new Date(at(9)), KNOWN).until).toBeNull();
});
