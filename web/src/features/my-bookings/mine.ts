import { useQuery } from '@tanstack/react-query';
import { bookings } from '@/requests/bookings';
import { type Booking, isLive } from '@/shared/booking';
import { instantOf, localDay, myZone } from '@/shared/time';

const MOST = 500;

/** My bookings of some local days by the day on which they start; those that came to nothing are left out. */
export function useMine(from: string, to: string) {
  const zone = myZone();
  const query = useQuery(
    bookings({
      mine: true,
      from: instantOf(`${from}T00:00`, zone).toISOString(),
      to: instantOf(`${to}T00:00`, zone).toISOString(),
      limit: MOST,
    }),
  );
  const shown = query.data?.items.filter(
    (each): each is Booking => each.status !== 'busy' && (isLive(each) || each.status === 'finished'),
  );
  return {
    query,
    byDay: Map.groupBy(shown ?? [], (each) => localDay(new Date(each.starts_at), each.time_zone)),
  };
}

/** Those of one day. */
export const mineOf = (byDay: Map<string, Booking[]>, day: string): Booking[] => byDay.get(day) ?? [];
