import { expect, test } from 'vitest';
import { timeOf } from '@/shared/dates/time-of';

test.each([
  ['9', '09:00'],
  ['09', '09:00'],
  ['930', '09:30'],
  ['9:30', '09:30'],
  ['18.45', '18:45'],
  ['24:00', '00:00'],
  ['0', '00:00'],
])('%s is %s', (typed, time) => {
  expect(timeOf(typed)).toBe(time);
});

test.each(['', 'noon', '25', '12:60', '9:3', '12345'])('%s is no time', (typed) => {
  expect(timeOf(typed)).toBeNull();
});
