import type { components } from '@/api/schema';

export type FileKind = components['schemas']['FileKind'];

interface Limit {
  mostBytes: number;
  maySvg: boolean;
}

const MEGABYTE = 1_000_000;

/** What the server takes (docs/files.md), known here so that nobody waits for twenty megabytes to be refused. */
export const LIMITS: Record<FileKind, Limit> = {
  'room-photo': { mostBytes: 10 * MEGABYTE, maySvg: false },
  'floor-background': { mostBytes: 20 * MEGABYTE, maySvg: true },
  logo: { mostBytes: 2 * MEGABYTE, maySvg: true },
  avatar: { mostBytes: 5 * MEGABYTE, maySvg: false },
  'feedback-picture': { mostBytes: 10 * MEGABYTE, maySvg: false },
};

const PIXELS = ['image/jpeg', 'image/png', 'image/webp'];

/** The types that a picker offers. */
export const typesOf = (kind: FileKind) => (LIMITS[kind].maySvg ? [...PIXELS, 'image/svg+xml'] : PIXELS);
