import { useNavigate } from '@tanstack/react-router';
import { createContext, useCallback, useContext } from 'react';
import type { components } from '@/api/schema';
import { search } from '@/shared/router';

/** Weekly hours are pairs of times by weekday; the client knows them only as lists. */
export type Building = Omit<components['schemas']['BuildingSeen'], 'opening_hours'> & {
  opening_hours: Record<string, string[][]>;
};
export type RoomKind = components['schemas']['RoomKind'];

export const ROOM_KINDS = ['meeting_room', 'open_space', 'phone_booth', 'parking', 'equipment'] as const;

/**
 * What somebody looks for: one question, which the plan, the timeline and the search answer each in their way. It stands
 * in the address; what is not said has a sensible default.
 */
export interface Question {
  building?: string;
  floor?: string;
  /** A local day of the building. */
  day?: string;
  /** A local time of day: `10:00`. */
  from?: string;
  minutes?: number;
  people?: number;
  features?: string[];
  kind?: RoomKind;
}

/** Reads a question out of search parameters. */
export function questionOf(found: Record<string, unknown>): Question {
  const features = Array.isArray(found.features) ? found.features : [];
  const named = features.flatMap((each) => search.text(each, 60) ?? []);
  return search.some({
    building: search.uuid(found.building),
    floor: search.uuid(found.floor),
    day: search.day(found.day),
    from: search.timeOfDay(found.from),
    minutes: search.count(found.minutes, 31 * 24 * 60),
    people: search.count(found.people),
    features: named.length > 0 ? named : undefined,
    kind: search.oneOf(found.kind, ROOM_KINDS),
  });
}

/** A question with nothing left open, about one building. */
export interface Asked {
  building: Building;
  zone: string;
  floor?: string;
  day: string;
  from: string;
  minutes: number;
  people: number;
  features: string[];
  kind?: RoomKind;
  /** The period asked for, as instants. */
  starts: Date;
  ends: Date;
}

export const AskedContext = createContext<Asked | null>(null);

/** What is asked for, below the page that asks. */
export function useAsked(): Asked {
  const asked = useContext(AskedContext);
  if (!asked) throw new Error('useAsked outside of the page that asks');
  return asked;
}

/** Asks otherwise: what is named changes, the rest stays. Going back returns to the question before, unless it is replaced. */
export function useAsk() {
  const navigate = useNavigate();
  return useCallback(
    (changes: Question, replace = false) =>
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => ({ ...before, ...changes })) as never,
        replace,
        resetScroll: false,
      }),
    [navigate],
  );
}
