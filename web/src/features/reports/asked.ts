import { getRouteApi } from '@tanstack/react-router';
import type { components } from '@/api/schema';
import type { ReportWanted } from '@/requests/report';
import { addDays, localDay, myZone, useNow } from '@/shared/time';

export type Kind = components['schemas']['RoomKind'];
export const KINDS = [
  'meeting_room',
  'open_space',
  'phone_booth',
  'parking',
  'equipment',
] as const satisfies Kind[];

const route = getRouteApi('/signed-in/reports');
const USUAL_DAYS = 84;
const MOST_SINGLE_DAYS = 35;
const MOST_WEEKS_IN_DAYS = 400;

/** What the page is about, as the address has it. */
export interface Asked {
  /** The first local day. */
  from: string;
  /** The last, which counts. */
  until: string;
  building?: string | undefined;
  kind?: Kind | undefined;
}

export function useAsked(): [Asked, (changes: Partial<Asked>) => void] {
  const now = useNow();
  const navigate = route.useNavigate();
  const found = route.useSearch();
  const until = found.until ?? localDay(now, myZone());
  const from = found.from && found.from <= until ? found.from : addDays(until, 1 - USUAL_DAYS);
  const change = (changes: Partial<Asked>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  return [{ from, until, building: found.building, kind: found.kind }, change];
}

export const wanted = ({ from, until, building, kind }: Asked, group_by?: string[]): ReportWanted => ({
  from,
  to: addDays(until, 1),
  group_by,
  building_id: building ? [building] : undefined,
  kind,
});

/** By what to group, so that a trend has few enough steps to be read. */
export function stepOf({ from, until }: Asked): 'day' | 'week' | 'month' {
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
  if (days <= MOST_SINGLE_DAYS) return 'day';
  return days <= MOST_WEEKS_IN_DAYS ? 'week' : 'month';
}

type Cell = string | number | boolean | null | undefined;
export type Row = Record<string, Cell>;

/** A figure of a row; what is empty counts nothing. */
export const figure = (row: Row | undefined, name: string): number => {
  const value = row?.[name];
  return typeof value === 'number' ? value : 0;
};
