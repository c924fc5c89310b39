import { expect, test } from 'vitest';
import { calendarFile } from '@/features/booking/calendar-file';
import type { Booking } from '@/shared/booking/booking';

const booking = {
  booking_id: '0190f0c0-0000-7000-8000-000000000000',
  version: 2,
  status: 'confirmed',
  title: `Budget; costs, and\r\nEND:VEVENT ${'й'.repeat(80)}`,
  starts_at: '2026-11-23T09:00:00+01:00',
  ends_at: '2026-11-23T10:30:00+01:00',
  room_name: 'Don',
  seat_name: null,
  building_name: 'Embankment House',
} as Booking;

const file = calendarFile(booking, 'https://book.example.org/bookings/1');

test('times are in UTC', () => {
  expect(file).toContain('DTSTART:20261123T080000Z\r\n');
  expect(file).toContain('DTEND:20261123T093000Z\r\n');
});

test('what people write can end no line and begin no property', () => {
  expect(file).toContain('SUMMARY:Budget\\; costs\\, and\\nEND:VEVENT');
  expect(file.split('\r\n').filter((line) => line === 'END:VEVENT')).toHaveLength(1);
});

test('no line is longer than 75 bytes', () => {
  const longest = Math.max(...file.split('\r\n').map((line) => new TextEncoder().encode(line).length));
  expect(longest).toBeLessThanOrEqual(75);
});
