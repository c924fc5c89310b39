import type { Times } from '@/shared/time';

/** Weekly, local; each period is a start and an end. The client reads pairs as lists. */
export type HoursRead = Record<string, string[][]>;

/** Opening hours by weekday, local; an end at or before its start runs over midnight. */
export type Hours = Record<string, [string, string][]>;

export const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEK)[number];

/** A moment of that weekday, to name it. */
const noonOf = (day: Weekday) => `2024-01-0${WEEK.indexOf(day) + 1}T12:00:00Z`;

export const shortName = (day: Weekday, times: Times) => times.weekday(noonOf(day), 'UTC');
export const longName = (day: Weekday, times: Times) => times.longWeekday(noonOf(day), 'UTC');

/** Whether it goes on after midnight. */
export const isOverMidnight = ([from, to]: [string, string]) => to <= from && to !== '00:00';

/** Fields for times know no 24:00; an end at midnight means the same. */
export function forFields(hours: HoursRead): Hours {
  return Object.fromEntries(
    WEEK.map((day) => [
      day,
      (hours[day] ?? []).map(([from = '', to = '']): [string, string] => [
        from,
        to === '24:00' ? '00:00' : to,
      ]),
    ]),
  );
}

/** Lines such as "Mon–Fri 08:00–20:00"; days that are alike stand together, closed days are left out. */
export function inLines(hours: HoursRead, times: Times): string[] {
  const told = (day: Weekday) => (hours[day] ?? []).map(([from, to]) => `${from}–${to}`).join(', ');
  const lines: { first: Weekday; last: Weekday; words: string }[] = [];
  for (const day of WEEK) {
    const before = lines.at(-1);
    if (before && before.words === told(day)) before.last = day;
    else lines.push({ first: day, last: day, words: told(day) });
  }
  return lines
    .filter(({ words }) => words)
    .map(({ first, last, words }) =>
      first === last
        ? `${shortName(first, times)} ${words}`
        : `${shortName(first, times)}–${shortName(last, times)} ${words}`,
    );
}
