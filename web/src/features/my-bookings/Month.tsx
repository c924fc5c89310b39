import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import {
  addDays,
  addMonths,
  firstOfMonth,
  localDay,
  mondayOf,
  myZone,
  useNow,
  useTimes,
} from '@/shared/time';
import { Failure, problemOf, Rows } from '@/shared/ui';
import { mineOf, useMine } from './mine';
import classes from './my-bookings.module.css';
import { Stepper } from './Stepper';

const MOST_SHOWN = 3;

interface Props {
  day: string;
  onDay: (day: string) => void;
}

/** A month of mine; a day leads to its week. */
export function Month({ day, onDay }: Props) {
  const times = useTimes();
  const now = useNow();
  const first = firstOfMonth(day);
  const from = mondayOf(first);
  const to = addDays(mondayOf(addDays(addMonths(first, 1), -1)), 7);
  const { query, byDay } = useMine(from, to);
  const today = localDay(now, myZone());
  const length = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const days = Array.from({ length }, (_, index) => addDays(from, index));
  const noon = (each: string) => `${each}T12:00:00Z`;

  return (
    <>
      <Stepper
        words={times.month(noon(first), 'UTC')}
        onBack={() => onDay(addMonths(first, -1))}
        onToday={() => onDay(today)}
        onNext={() => onDay(addMonths(first, 1))}
      />
      {query.isPending && <Rows count={5} height={96} />}
      {query.isError && <Failure problem={problemOf(query.error)} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <div className={classes.weekdays} aria-hidden>
            {days.slice(0, 7).map((each) => (
              <span key={each}>{times.weekday(noon(each), 'UTC')}</span>
            ))}
          </div>
          <ol className={classes.month}>
            {days.map((each) => (
              <Day
                key={each}
                day={each}
                bookings={mineOf(byDay, each)}
                isToday={each === today}
                isOther={!each.startsWith(first.slice(0, 7))}
              />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

interface DayProps {
  day: string;
  bookings: Booking[];
  isToday: boolean;
  isOther: boolean;
}

function Day({ day, bookings, isToday, isOther }: DayProps) {
  const { t } = useI18n();
  const times = useTimes();
  const more = bookings.length - MOST_SHOWN;
  return (
    <li className={classes.cell} data-today={isToday || undefined} data-other={isOther || undefined}>
      <Link
        to="/bookings"
        search={{ view: 'week', day }}
        className={classes.number}
        aria-label={`${times.fullDay(`${day}T12:00:00Z`, 'UTC')}, ${t('my.count', { count: bookings.length })}`}
      >
        {Number(day.slice(8))}
      </Link>
      {bookings.slice(0, MOST_SHOWN).map((booking) => (
        <Text key={booking.booking_id} className={classes.chip} data-status={booking.status}>
          <span className="tabular">{times.time(booking.starts_at, booking.time_zone)}</span>{' '}
          {booking.title || placeOf(booking)}
        </Text>
      ))}
      {more > 0 && <Text className={classes.more}>{t('my.more', { count: more })}</Text>}
    </li>
  );
}
