import { useMemo } from 'react';
import { useI18n } from '@/shared/i18n';
import { localDay, myZone, sameClock } from './zone';

type Instant = Date | string;

const asDate = (at: Instant): Date => (typeof at === 'string' ? new Date(at) : at);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Times as the reader's language writes them; each takes the zone in which to tell them. */
export function timesIn(language: string) {
  const made = new Map<string, Intl.DateTimeFormat>();
  function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = `${zone} ${JSON.stringify(options)}`;
    let formatter = made.get(key);
    if (!formatter) {
      formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
      made.set(key, formatter);
    }
    return formatter;
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const upperFirst = (text: string) => text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
  const dayIn = (zone: string, at: Instant, options: Intl.DateTimeFormatOptions) =>
    format(zone, options).format(asDate(at));

  const times = {
    /** 10:00 */
    time: (at: Instant, zone = myZone()) =>
      dayIn(zone, at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** Mon, 23 Nov */
    day: (at: Instant, zone = myZone()) =>
      dayIn(zone, at, { weekday: 'short', day: 'numeric', month: 'short' }),
    /** Monday, 23 November */
    fullDay: (at: Instant, zone = myZone()) =>
      upperFirst(dayIn(zone, at, { weekday: 'long', day: 'numeric', month: 'long' })),
    /** Monday, 23 November 2026, 10:00 */
    exactly: (at: Instant, zone = myZone()) =>
      dayIn(zone, at, {
        dateStyle: 'full',
        timeStyle: 'short',
        hourCycle: 'h23',
      } as Intl.DateTimeFormatOptions),
    month: (at: Instant, zone = myZone()) => upperFirst(dayIn(zone, at, { month: 'long', year: 'numeric' })),
    shortMonth: (at: Instant, zone = myZone()) => dayIn(zone, at, { month: 'short' }),
    weekday: (at: Instant, zone = myZone()) => dayIn(zone, at, { weekday: 'short' }),
    longWeekday: (at: Instant, zone = myZone()) => upperFirst(dayIn(zone, at, { weekday: 'long' })),
    /** 23 Nov 2026 */
    date: (at: Instant, zone = myZone()) =>
      dayIn(zone, at, { day: 'numeric', month: 'short', year: 'numeric' }),
    /** 23–29 Nov 2026 */
    days: (first: Instant, last: Instant, zone = myZone()) =>
      format(zone, { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
        asDate(first),
        asDate(last),
      ),
    /** 10:00–11:30, with the days where there are two */
    period(start: Instant, end: Instant, zone = myZone()) {
      const [from, to] = [asDate(start), asDate(end)];
      const lastMoment = new Date(to.getTime() - 1);
      if (localDay(from, zone) === localDay(lastMoment, zone)) {
        const until = localDay(to, zone) === localDay(from, zone) ? times.time(to, zone) : '24:00';
        return `${times.time(from, zone)}–${until}`;
      }
      return `${times.day(from, zone)}, ${times.time(from, zone)} – ${times.day(to, zone)}, ${times.time(to, zone)}`;
    },
    /** in 2 hours, yesterday */
    relative(at: Instant, now = new Date()) {
      const distance = asDate(at).getTime() - now.getTime();
      const size = Math.abs(distance);
      if (size < 45 * MINUTE) return relative.format(Math.round(distance / MINUTE), 'minute');
      if (size < 22 * HOUR) return relative.format(Math.round(distance / HOUR), 'hour');
      if (size < 26 * DAY) return relative.format(Math.round(distance / DAY), 'day');
      if (size < 320 * DAY) return relative.format(Math.round(distance / (30 * DAY)), 'month');
      return relative.format(Math.round(distance / (365 * DAY)), 'year');
    },
    /** Today, tomorrow, or Monday, 23 November */
    namedDay(at: Instant, zone = myZone(), now = new Date()) {
      const distance = Math.round(
        (Date.parse(localDay(asDate(at), zone)) - Date.parse(localDay(now, zone))) / DAY,
      );
      return Math.abs(distance) <= 1 ? upperFirst(relative.format(distance, 'day')) : times.fullDay(at, zone);
    },
    /** 1 h 30 min */
    length(start: Instant, end: Instant) {
      return times.minutes(Math.round((asDate(end).getTime() - asDate(start).getTime()) / MINUTE));
    },
    /** 90 is 1h 30m, or, long, 1 hour 30 minutes */
    minutes(count: number, unitDisplay: 'narrow' | 'long' = 'narrow') {
      const unit = (value: number, name: 'hour' | 'minute' | 'day') =>
        new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay }).format(value);
      const days = Math.floor(count / 1440);
      const hours = Math.floor((count % 1440) / 60);
      const minutes = count % 60;
      const parts = [
        days && unit(days, 'day'),
        hours && unit(hours, 'hour'),
        minutes && unit(minutes, 'minute'),
      ];
      return parts.filter(Boolean).join(' ') || unit(0, 'minute');
    },
    /** The zone's name where its clocks differ from the reader's: Berlin time; empty otherwise. */
    foreignZone(at: Instant, zone: string) {
      if (sameClock(asDate(at), zone, myZone())) return '';
      const city = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
      const parts = format(zone, { timeZoneName: 'shortGeneric' }).formatToParts(asDate(at));
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? city;
    },
  };
  return times;
}

export type Times = ReturnType<typeof timesIn>;

export function useTimes(): Times {
  const { locale } = useI18n();
  return useMemo(() => timesIn(locale), [locale]);
}
