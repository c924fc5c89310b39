import { Group, Text } from '@mantine/core';
import { IconMapPin } from '@tabler/icons-react';
import {
  type Booking,
  CheckInButton,
  canCheckIn,
  canFinish,
  FinishButton,
  isRunning,
  placeOf,
} from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { ButtonLink, Status } from '@/shared/ui';
import classes from './NextUp.module.css';

/** What runs now, or comes next today, and what to do about it. */
export function NextUp({ booking, now }: { booking: Booking; now: Date }) {
  const { t } = useI18n();
  const times = useTimes();
  const zone = booking.time_zone;
  const foreign = times.foreignZone(booking.starts_at, zone);
  const isNow = isRunning(booking, now);
  const words = isNow
    ? t('today.now', { time: times.time(booking.ends_at, zone) })
    : t('today.next', { when: times.relative(booking.starts_at, now) });

  return (
    <section className={classes.card} aria-label={words}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Text className={classes.words}>{words}</Text>
        <Status of={booking.status} />
      </Group>
      <Text className={`${classes.time} tabular`}>
        {times.period(booking.starts_at, booking.ends_at, zone)}
        {foreign && <span className={classes.zone}>{foreign}</span>}
      </Text>
      <Text className={classes.title}>{booking.title || placeOf(booking)}</Text>
      <Group gap={6} wrap="nowrap" c="dimmed">
        <IconMapPin size={16} aria-hidden className={classes.pin} />
        <Text size="sm" truncate>
          {[booking.title ? placeOf(booking) : '', booking.building_name].filter(Boolean).join(' · ')}
        </Text>
      </Group>
      <Group gap="sm" className={classes.acts}>
        {canCheckIn(booking, now) && <CheckInButton booking={booking} />}
        {canFinish(booking, now) && <FinishButton booking={booking} />}
        <ButtonLink
          to="/bookings/$bookingId"
          params={{ bookingId: booking.booking_id }}
          variant={canCheckIn(booking, now) || canFinish(booking, now) ? 'subtle' : 'default'}
        >
          {t('act.open')}
        </ButtonLink>
      </Group>
      {booking.check_in_by && canCheckIn(booking, now) && (
        <Text size="xs" c="dimmed">
          {t('today.check-in-by', { time: times.time(booking.check_in_by, zone) })}
        </Text>
      )}
    </section>
  );
}
