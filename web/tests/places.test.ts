import { expect, test } from 'vitest';
import { joined, type Place, takenOf } from '../src/shared/places';

const seat = (busy: [number, number][], free: [number, number][]): Place => ({
  room: 'bay',
  seat: 'desk',
  name: 'D1',
  capacity: 1,
  sharesPlaces: false,
  busy: busy.map(([from, to]) => ({ from, to })),
  free: free.map(([from, to]) => ({ from, to })),
  taken: [],
  closures: [],
  stays: [],
  rules: { grid_minutes: 15, min_minutes: 15, max_minutes: 480 },
});

test('stretches that touch or overlap become one, in order', () => {
  const spans = [
    { from: 5, to: 6 },
    { from: 1, to: 3 },
    { from: 2, to: 4 },
    { from: 4, to: 5 },
    { from: 8, to: 9 },
  ];
  expect(joined(spans)).toEqual([
    { from: 1, to: 6 },
    { from: 8, to: 9 },
  ]);
});

test('a room with seats is taken by as many as are busy at the same time', () => {
  const seats = [
    seat(
      [
        [1, 3],
        [3, 4],
      ],
      [[4, 9]],
    ),
    seat([[2, 5]], [[0, 2]]),
    seat([], [[0, 9]]),
  ];
  expect(takenOf(seats)).toEqual({
    capacity: 3,
    free: [{ from: 0, to: 9 }],
    taken: [
      { from: 1, to: 2, places: 1 },
      { from: 2, to: 4, places: 2 },
      { from: 4, to: 5, places: 1 },
    ],
  });
});
