import type { Span } from '@/shared/places';
import { type Building, openOn } from '@/shared/question';
import { addDays, instantOf } from '@/shared/time';

const MINUTE = 60_000;

/** How high a row is, and the head above all of them. */
export const ROW = 48;
export const HEAD = 44;

/** A day as far as the timeline shows it: its opening hours and a little around them. */
export interface Day extends Span {
  day: string;
  left: number;
}

/** Turns time into pixels and back: days stand side by side, the nights between them are left out. */
export interface Scale {
  days: Day[];
  width: number;
  /** Pixels for a minute. */
  pace: number;
  /** Hours that get a mark. */
  hours: { left: number; at: number }[];
  piecesOf: (span: Span) => { left: number; width: number }[];
  timeAt: (left: number) => number;
}

export function scaleOf(building: Building, first: string, count: number, room: number): Scale {
  const names = Array.from({ length: count }, (_, index) => addDays(first, index));
  const open = names.flatMap((day) => openOn(building, day));
  const starts = Math.max(0, Math.floor(Math.min(...open.map(([from]) => from), 9 * 60) / 60) * 60 - 60);
  const ends = Math.min(1440, Math.ceil(Math.max(...open.map(([, to]) => to), 18 * 60) / 60) * 60 + 60);
  const least = count === 1 ? 0.9 : 0.42;
  const pace = Math.max(least, room / ((ends - starts) * count));
  const width = (ends - starts) * pace;
  const at = (day: string, minutes: number) =>
    instantOf(`${day}T00:00`, building.time_zone).getTime() + minutes * MINUTE;
  const days = names.map((day, index) => ({
    day,
    left: index * width,
    from: at(day, starts),
    to: at(day, ends),
  }));
  const every = pace < 0.7 ? 180 : 60;
  return {
    days,
    pace,
    width: width * count,
    hours: days.flatMap((day) => {
      const marks = [];
      for (let minute = Math.ceil(starts / every) * every; minute < ends; minute += every) {
        marks.push({ left: day.left + (minute - starts) * pace, at: at(day.day, minute) });
      }
      return marks;
    }),
    piecesOf: (span) =>
      days.flatMap((day) => {
        const [from, to] = [Math.max(span.from, day.from), Math.min(span.to, day.to)];
        if (from >= to) return [];
        return [
          { left: day.left + ((from - day.from) / MINUTE) * pace, width: ((to - from) / MINUTE) * pace },
        ];
      }),
    timeAt: (left) => {
      const day = days[Math.max(0, Math.min(days.length - 1, Math.floor(left / width)))];
      if (!day) return 0;
      return Math.min(day.to, day.from + ((left - day.left) / pace) * MINUTE);
    },
  };
}

/** The nearest time that is a multiple of so many minutes after a moment. */
export function snapped(at: number, minutes: number, from: number): number {
  const step = minutes * MINUTE;
  return from + Math.round((at - from) / step) * step;
}
