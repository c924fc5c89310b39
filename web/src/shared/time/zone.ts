/** Wall time in a zone and instants, by what the browser's Intl knows of zones. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function partsOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** The zone of the reader's browser. */
export const myZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What a clock on the wall shows there: `2026-11-23T10:00`. */
export function wallTime(at: Date, zone: string): string {
  const part = Object.fromEntries(
    partsOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/** The local day: `2026-11-23`. */
export const localDay = (at: Date, zone: string): string => wallTime(at, zone).slice(0, 10);

/** The local time of day: `10:00`. */
export const localTime = (at: Date, zone: string): string => wallTime(at, zone).slice(11);

function offsetMs(at: Date, zone: string): number {
  const shown = new Date(`${wallTime(at, zone)}:00Z`).getTime();
  return shown - Math.floor(at.getTime() / 60_000) * 60_000;
}

/**
 * The instant at which a clock on the wall shows this. Of a time that comes twice, the first; one that is skipped
 * when clocks go forward moves on by as much as they do.
 */
export function instantOf(wall: string, zone: string): Date {
  const asUtc = new Date(`${wall.slice(0, 16)}:00Z`).getTime();
  const before = offsetMs(new Date(asUtc - 86_400_000), zone);
  const after = offsetMs(new Date(asUtc + 86_400_000), zone);
  const candidates = [asUtc - before, asUtc - after].filter(
    (ms) => wallTime(new Date(ms), zone) === wall.slice(0, 16),
  );
  return new Date(candidates.length > 0 ? Math.min(...candidates) : asUtc - before);
}

/** Whether clocks in two zones show the same at that moment. */
export function sameClock(at: Date, one: string, other: string): boolean {
  return one === other || wallTime(at, one) === wallTime(at, other);
}

/** A calendar day some days later: days are days, however long. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** The Monday of the week. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

export function firstOfMonth(day: string): string {
  return `${day.slice(0, 7)}-01`;
}

/** The same day of a later month, or its last day. */
export function addMonths(day: string, count: number): string {
  const first = new Date(`${firstOfMonth(day)}T00:00:00Z`);
  first.setUTCMonth(first.getUTCMonth() + count);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(day.slice(8, 10)), last));
  return first.toISOString().slice(0, 10);
}
