import type { Draft } from '@/shared/draft';
import { localDay, myZone } from '@/shared/time';

const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 60 * 60_000;

/** When a draft is for: what it says, or the next full hour for an hour. */
export function periodOf(draft: Draft, now: Date): { from: string; to: string } {
  const start = draft.from
    ? new Date(draft.from)
    : new Date(Math.ceil(now.getTime() / QUARTER_MS) * QUARTER_MS);
  const end =
    draft.to && Date.parse(draft.to) > start.getTime()
      ? new Date(draft.to)
      : new Date(start.getTime() + HOUR_MS);
  return { from: start.toISOString(), to: end.toISOString() };
}

export type Frequency = 'none' | 'daily' | 'weekdays' | 'weekly' | 'fortnightly' | 'monthly';
export const FREQUENCIES: Frequency[] = ['none', 'daily', 'weekdays', 'weekly', 'fortnightly', 'monthly'];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export interface Repetition {
  frequency: Frequency;
  /** For weekly ones; the day of the first date when empty. */
  days: Weekday[];
  ends: 'count' | 'until';
  count: number;
  until: string;
}

export const ONCE: Repetition = {
  frequency: 'none',
  days: [],
  ends: 'count',
  count: 10,
  until: localDay(new Date(), myZone()),
};

const RULES: Record<Exclude<Frequency, 'none'>, string> = {
  daily: 'FREQ=DAILY',
  weekdays: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weekly: 'FREQ=WEEKLY',
  fortnightly: 'FREQ=WEEKLY;INTERVAL=2',
  monthly: 'FREQ=MONTHLY',
};

/** A repetition as a rule of RFC 5545; null for what happens once. */
export function ruleOf(repetition: Repetition): string | null {
  const { frequency, days, ends, count, until } = repetition;
  if (frequency === 'none') return null;
  const takesDays = frequency === 'weekly' || frequency === 'fortnightly';
  const byDay =
    takesDays && days.length > 0 ? `;BYDAY=${WEEKDAYS.filter((each) => days.includes(each)).join(',')}` : '';
  const end = ends === 'count' ? `COUNT=${count}` : `UNTIL=${until.replaceAll('-', '')}T235900`;
  return `${RULES[frequency]}${byDay};${end}`;
}
