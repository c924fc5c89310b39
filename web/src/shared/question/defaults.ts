import { addDays, instantOf, localDay, localTime } from '@/shared/time';
import type { Asked, Building, Question } from './question';

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const STEP = 15;
const MINUTES = 60;

/** Minutes since midnight: `09:30` is 570. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The time of day so many minutes after midnight. */
export function timeOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** When a building is open on a local day, in minutes since its midnight; an end after midnight is beyond 1440. */
export function openOn(building: Building, day: string): [number, number][] {
  if (day in building.closed_days) return [];
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? 'mon';
  return (building.opening_hours[weekday] ?? []).map(([start = '', end = '']) => {
    const [from, to] = [minutesOf(start), minutesOf(end)];
    return [from, to <= from ? to + 1440 : to];
  });
}

/** The next quarter of an hour at which the building is open, today or on one of the coming days. */
export function nextOpening(building: Building, now: Date): { day: string; from: string } {
  const today = localDay(now, building.time_zone);
  const minute = minutesOf(localTime(now, building.time_zone));
  for (let ahead = 0; ahead < 14; ahead++) {
    const day = addDays(today, ahead);
    for (const [opens, closes] of openOn(building, day)) {
      const from = Math.max(opens, ahead === 0 ? Math.ceil(minute / STEP) * STEP : Math.max(opens, 9 * 60));
      if (from + MINUTES <= Math.min(closes, 1440)) return { day, from: timeOf(from) };
    }
  }
  return { day: today, from: timeOf(Math.min(Math.ceil(minute / STEP) * STEP, 23 * 60)) };
}

/** The question with defaults where it says nothing: the next hour in which the building is open, for one. */
export function completed(question: Question, building: Building, now: Date): Asked {
  const next = nextOpening(building, now);
  const day = question.day ?? next.day;
  const from =
    question.from ?? (day === next.day ? next.from : timeOf(openOn(building, day)[0]?.[0] ?? 9 * 60));
  const minutes = question.minutes ?? MINUTES;
  const starts = instantOf(`${day}T${from}`, building.time_zone);
  return {
    building,
    zone: building.time_zone,
    floor: question.floor,
    day,
    from,
    minutes,
    people: question.people ?? 1,
    features: question.features ?? [],
    kind: question.kind,
    starts,
    ends: new Date(starts.getTime() + minutes * 60_000),
  };
}
