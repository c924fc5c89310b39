import { Paper, Text } from '@mantine/core';
import {
  IconAlertCircle,
  IconClock,
  IconDoor,
  IconHourglass,
  IconRepeat,
  IconUser,
  IconUserCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useMe } from '@/requests/me';
import { type Booking, placeOf } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { myZone, sameClock, useTimes } from '@/shared/time';
import classes from './Facts.module.css';

/** What, when, where and who, one line each. */
export function Facts({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const times = useTimes();
  const who = useMe();
  const zone = booking.time_zone;
  const foreign = times.foreignZone(booking.starts_at, zone);
  const isMine = booking.member_id === who.member_id;
  return (
    <Paper withBorder radius="lg" className={classes.facts}>
      <Fact icon={IconClock} name={t('booking.when')}>
        <span className="tabular">
          {times.period(booking.starts_at, booking.ends_at, zone)}
          {foreign && ` ${foreign}`}
        </span>{' '}
        <Text span c="dimmed" size="sm">
          {times.length(booking.starts_at, booking.ends_at)}
        </Text>
        {!sameClock(new Date(booking.starts_at), zone, myZone()) && (
          <Text size="sm" c="dimmed">
            {t('booking.your-time', { period: times.period(booking.starts_at, booking.ends_at) })}
          </Text>
        )}
      </Fact>
      <Fact icon={IconDoor} name={t('booking.where')}>
        {placeOf(booking)}
        <Text size="sm" c="dimmed">
          {booking.building_name}
          {booking.places !== null && ` · ${t('booking.places', { count: booking.places })}`}
        </Text>
      </Fact>
      <Fact icon={IconUser} name={t('booking.who')}>
        {isMine ? t('booking.you') : (booking.member_name ?? t('history.somebody'))}
      </Fact>
      {(booking.attendees !== null || booking.guests.length > 0) && (
        <Fact icon={IconUsers} name={t('booking.with')}>
          {booking.attendees !== null && t('booking.people', { count: booking.attendees })}
          {booking.guests.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('booking.guests', { names: booking.guests.join(', ') })}
            </Text>
          )}
        </Fact>
      )}
      {booking.series_id && (
        <Fact icon={IconRepeat} name={t('booking.series')}>
          {t('booking.of-series')}
        </Fact>
      )}
      {booking.status === 'pending' && booking.decide_by && (
        <Fact icon={IconHourglass} name={t('booking.decision')}>
          {t('booking.decide-by', {
            at: times.day(booking.decide_by, zone),
            time: times.time(booking.decide_by, zone),
          })}
        </Fact>
      )}
      {booking.status === 'confirmed' && booking.check_in_by && (
        <Fact icon={IconUserCheck} name={t('booking.check-in')}>
          {t('booking.check-in-between', {
            from: times.time(booking.check_in_from ?? booking.starts_at, zone),
            to: times.time(booking.check_in_by, zone),
          })}
        </Fact>
      )}
      {booking.reason && (
        <Fact icon={IconAlertCircle} name={t('booking.reason')}>
          {booking.reason}
        </Fact>
      )}
    </Paper>
  );
}

interface FactProps {
  icon: ComponentType<{ size?: number; stroke?: number; className?: string }>;
  name: string;
  children: ReactNode;
}

function Fact({ icon: Icon, name, children }: FactProps) {
  return (
    <div className={classes.fact}>
      <Icon size={20} stroke={1.6} className={classes.icon} />
      <div>
        <Text size="xs" c="dimmed" fw={550}>
          {name}
        </Text>
        <div>{children}</div>
      </div>
    </div>
  );
}
