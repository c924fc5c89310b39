import { expect, test } from 'vitest';
import { addDays, addMonths, instantOf, localDay, mondayOf, wallTime } from '@/shared/time/zone';

test('wall time and instants belong together in every zone', () => {
  for (const [wall, zone, instant] of [
    ['2026-11-23T10:00', 'Europe/Berlin', '2026-11-23T09:00:00.000Z'],
    ['2026-07-01T10:00', 'Europe/Berlin', '2026-07-01T08:00:00.000Z'],
    ['2026-11-23T10:00', 'Asia/Kolkata', '2026-11-23T04:30:00.000Z'],
    ['2026-11-23T00:00', 'Pacific/Kiritimati', '2026-11-22T10:00:00.000Z'],
  ] as const) {
    expect(instantOf(wall, zone).toISOString()).toBe(instant);
    expect(wallTime(new Date(instant), zone)).toBe(wall);
  }
});

test('a time that comes twice is the first of both', () => {
  expect(instantOf('2026-10-25T02:30', 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
});

test('a time that is skipped moves on with the clocks', () => {
  expect(instantOf('2027-03-28T02:30', 'Europe/Berlin').toISOString()).toBe('2027-03-28T01:30:00.000Z');
});

test('a day is the local one', () => {
  expect(localDay(new Date('2026-11-22T22:30:00Z'), 'Europe/Moscow')).toBe('2026-11-23');
});

test('calendar steps know weeks, months and leap years', () => {
  expect(mondayOf('2026-11-29')).toBe('2026-11-23');
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
});
