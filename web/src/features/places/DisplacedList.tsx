import { Text } from '@mantine/core';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import classes from './DisplacedList.module.css';

interface Props {
  bookings: Booking[];
  hasMore: boolean;
  zone: string;
}

/** Whom a closure would displace. */
export function DisplacedList({ bookings, hasMore, zone }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  return (
    <div className={classes.displaced} data-any={bookings.length > 0 || undefined} aria-live="polite">
      <Text fw={600}>{t('manage.displaces', { count: bookings.length })}</Text>
      {bookings.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
        <ul className={classes.list} tabIndex={0}>
          {bookings.map((booking) => (
            <li key={booking.booking_id}>
              <span className="tabular">
                {times.day(booking.starts_at, zone)}, {times.period(booking.starts_at, booking.ends_at, zone)}
              </span>
              <span>
                {[booking.member_name, placeOf(booking), booking.title].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Text size="sm" c="dimmed">
          {t('manage.displaces-more')}
        </Text>
      )}
    </div>
  );
}
