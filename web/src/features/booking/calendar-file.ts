import { type Booking, placeOf } from '@/shared/booking';

const LONGEST_LINE = 75;
const bytes = new TextEncoder();

/** One stay as an iCalendar file (RFC 5545), in UTC so that no zone has to be described. */
export function calendarFile(booking: Booking, address: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//BookIT//Web//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${booking.booking_id}@bookit`,
    `SEQUENCE:${booking.version - 1}`,
    `DTSTAMP:${utc(new Date())}`,
    `DTSTART:${utc(new Date(booking.starts_at))}`,
    `DTEND:${utc(new Date(booking.ends_at))}`,
    `SUMMARY:${escaped(booking.title || placeOf(booking))}`,
    `LOCATION:${escaped([placeOf(booking), booking.building_name].filter(Boolean).join(', '))}`,
    `STATUS:${booking.status === 'pending' ? 'TENTATIVE' : 'CONFIRMED'}`,
    `URL:${address}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}

const utc = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');

const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');

/** No line is longer than 75 bytes; the next begins with a space. */
function folded(line: string): string {
  let result = '';
  let room = LONGEST_LINE;
  for (const character of line) {
    const size = bytes.encode(character).length;
    if (size > room) {
      result += '\r\n ';
      room = LONGEST_LINE - 1;
    }
    result += character;
    room -= size;
  }
  return result;
}
