import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { addDays, localDay, mondayOf, myZone, useNow, useTimes } from '@/shared/time';
import { Failure, problemOf, Rows } from '@/shared/ui';
import { mineOf, useMine } from './mine';
import classes from './my-bookings.module.css';
import { Stepper } from './Stepper';

interface Props {
  day: string;
  onDay: (day: string) => void;
}

/** A week of mine, a column for each day. */
export function Week({ day, onDay }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const now = useNow();
  const monday = mondayOf(day);
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  const { query, byDay } = useMine(monday, addDays(monday, 7));
  const today = localDay(now, myZone());
  const noon = (each: string) => `${each}T12:00:00Z`;

  return (
    <>
      <Stepper
        words={times.days(noon(monday), noon(addDays(monday, 6)), 'UTC')}
        onBack={() => onDay(addDays(monday, -7))}
        onToday={() => onDay(today)}
        onNext={() => onDay(addDays(monday, 7))}
      />
      {query.isPending && <Rows count={4} />}
      {query.isError && <Failure problem={problemOf(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <ol className={classes.week}>
          {days.map((each) => (
            <li key={each} className={classes.day} data-today={each === today || undefined}>
              <Text className={classes.dayName}>
                {times.weekday(noon(each), 'UTC')} <span>{Number(each.slice(8))}</span>
              </Text>
              {mineOf(byDay, each).map((booking) => (
                <Block key={booking.booking_id} booking={booking} />
              ))}
              {!byDay.has(each) && <Text className={classes.none}>{t('my.free-day')}</Text>}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Block({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const times = useTimes();
  return (
    <Link
      to="/bookings/$bookingId"
      params={{ bookingId: booking.booking_id }}
      className={classes.block}
      data-status={booking.status}
    >
      <Text size="xs" fw={650} className="tabular">
        {times.period(booking.starts_at, booking.ends_at, booking.time_zone)}
      </Text>
      <Text size="sm" fw={550} lineClamp={2}>
        {booking.title || placeOf(booking)}
      </Text>
      {booking.title && (
        <Text size="xs" c="dimmed" truncate>
          {placeOf(booking)}
        </Text>
      )}
      {booking.status === 'pending' && <Text size="xs">{t('status.pending')}</Text>}
    </Link>
  );
}
