import type { ImportKind } from '@/requests/import-rows';

/** What a file of each kind has; those that are needed come first. */
export const COLUMNS: Record<ImportKind, { needed: string[]; more: string[] }> = {
  rooms: { needed: ['name', 'kind', 'capacity'], more: ['building', 'floor', 'features', 'seats'] },
  seats: { needed: ['room', 'seat'], more: ['building', 'floor', 'kind', 'features'] },
  members: { needed: ['email'], more: ['name', 'groups', 'left'] },
  bookings: {
    needed: ['room', 'starts_at', 'ends_at'],
    more: ['uid', 'building', 'seat', 'booked_for', 'title', 'attendees', 'guests'],
  },
};

/** A file with nothing but the names of its columns, to be filled in a spreadsheet. */
export function emptyFile(kind: ImportKind): string {
  const { needed, more } = COLUMNS[kind];
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${[...needed, ...more].join(',')}\r\n`)}`;
}
