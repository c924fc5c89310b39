import { useEffect, useState } from 'react';
import { addDays, instantOf, localDay, localTime, useNow } from '@/shared/time';

const LOST_AFTER_MS = 60_000;
const RENEW_AT = '04';
const SHIFTS = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
] as const;

/** The local day that a screen shows, a day ahead included, as instants that change once a day. */
export function useDays(zone: string): { from: string; to: string } {
  const day = localDay(useNow(), zone);
  return {
    from: instantOf(`${day}T00:00`, zone).toISOString(),
    to: instantOf(`${addDays(day, 2)}T00:00`, zone).toISOString(),
  };
}

/** Whether the server was heard of lately. */
export function useContact(heardAt: number): boolean {
  const now = useNow();
  return heardAt === 0 || now.getTime() - heardAt < LOST_AFTER_MS;
}

/** Begin anew each night while there is contact: newer versions come, and nothing gathers over the months. */
export function useRenewal(zone: string, inContact: boolean): void {
  const now = useNow();
  const [begun] = useState(() => localDay(now, zone));
  const isDue = inContact && localDay(now, zone) !== begun && localTime(now, zone).startsWith(RENEW_AT);
  useEffect(() => {
    if (isDue) window.location.reload();
  }, [isDue]);
}

/** Move everything a little each minute, so that nothing burns into the glass. */
export function useShift(): { transform: string } {
  const minute = Math.floor(useNow().getTime() / 60_000);
  const [x, y] = SHIFTS[minute % SHIFTS.length] ?? SHIFTS[0];
  return { transform: `translate(${x}px, ${y}px)` };
}
