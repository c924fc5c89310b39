import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { search } from '@/shared/router';

/**
 * A booking on its way: what the booking drawer is filled with. It stands in the address of whatever page is open, so
 * that it can be shared, reloaded and walked back.
 */
export interface Draft {
  room?: string;
  seat?: string;
  /** Instants, RFC 3339. */
  from?: string;
  to?: string;
  people?: number;
  /** A booking that is being moved instead of a new one. */
  moves?: string;
}

/** Reads a draft out of search parameters. */
export function draftOf(value: unknown): Draft | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = value as Record<string, unknown>;
  return search.some({
    room: search.uuid(found.room),
    seat: search.uuid(found.seat),
    from: search.instant(found.from),
    to: search.instant(found.to),
    people: search.count(found.people),
    moves: search.uuid(found.moves),
  });
}

/** The draft that is open, and how to open, change and close one; the ways to do so stay the same while it changes. */
export function useDraft() {
  const navigate = useNavigate();
  const { draft } = useSearch({ strict: false }) as { draft?: Draft };
  const acts = useMemo(() => {
    const write = (next: (before?: Draft) => Draft | undefined, replace: boolean) =>
      void navigate({
        to: '.',
        search: ((before: { draft?: Draft }) => ({ ...before, draft: next(before.draft) })) as never,
        replace,
        resetScroll: false,
      });
    return {
      open: (next: Draft) => write(() => next, false),
      change: (changes: Draft) => write((before) => ({ ...before, ...changes }), true),
      close: () => write(() => undefined, true),
    };
  }, [navigate]);
  return { draft, ...acts };
}
