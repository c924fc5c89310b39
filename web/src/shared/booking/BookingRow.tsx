import { Text } from '@mantine/core';
import { IconRepeat } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { Status } from '@/shared/ui';
import classes from './BookingRow.module.css';
import { type Booking, placeOf } from './booking';

interface Props {
  booking: Booking;
  /** What can be done with it here. */
  acts?: ReactNode;
}

/** A booking in a list: when, what, where, how it stands. All of it leads to its page. */
export function BookingRow({ booking, acts }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const zone = booking.time_zone;
  const foreign = times.foreignZone(booking.starts_at, zone);
  return (
    <div className={classes.row}>
      <div className={classes.when}>
        <Text fw={650} className="tabular">
          {times.time(booking.starts_at, zone)}
        </Text>
        <Text size="xs" c="dimmed" className="tabular">
          {times.length(booking.starts_at, booking.ends_at)}
        </Text>
      </div>
      <div className={classes.what}>
        <Link to="/bookings/$bookingId" params={{ bookingId: booking.booking_id }} className={classes.link}>
          {booking.title || placeOf(booking)}
        </Link>
        <Text size="sm" c="dimmed" truncate>
          {[booking.title ? placeOf(booking) : '', booking.building_name, foreign]
            .filter(Boolean)
            .join(' · ')}
          {booking.series_id && (
            <IconRepeat size={14} className={classes.repeat} aria-label={t('booking.of-series')} />
          )}
        </Text>
      </div>
      <div className={classes.end}>
        <Status of={booking.status} />
        {acts && <div className={classes.acts}>{acts}</div>}
      </div>
    </div>
  );
}
