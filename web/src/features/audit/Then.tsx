import { Text } from '@mantine/core';
import type { components } from '@/api/schema';
import { useI18n } from '@/shared/i18n';
import { useTimes } from '@/shared/time';
import { AnchorLink, Status } from '@/shared/ui';
import classes from './audit.module.css';
import { MemberName } from './Member';

type Booking = components['schemas']['BookingThen'];
type CalendarThen = components['schemas']['CalendarThen'];
type OccupancyThen = components['schemas']['OccupancyThen'];

/** The bookings of a day, room by room, as they stood. */
export function CalendarOfThen({ then }: { then: CalendarThen }) {
  const { t } = useI18n();
  const times = useTimes();
  return (
    <>
      {then.closed && <Text fw={600}>{t('then.closed', { reason: then.closed })}</Text>}
      <ul className={classes.rooms}>
        {then.rooms.map((room) => (
          <li key={room.room_id}>
            <Text fw={600}>{room.name}</Text>
            {room.bookings.length + room.closures.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('then.nothing')}
              </Text>
            )}
            {room.closures.map((closure) => (
              <Text key={closure.closure_id} size="sm">
                {t('then.closed', { reason: closure.reason })} ·{' '}
                {times.period(closure.starts_at, closure.ends_at, then.time_zone)}
              </Text>
            ))}
            {room.bookings.map((booking) => (
              <Stay key={booking.booking_id} of={booking} zone={then.time_zone} />
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Who had what on a floor at that moment. */
export function OccupancyOfThen({ then, zone }: { then: OccupancyThen; zone: string }) {
  const { t } = useI18n();
  return (
    <ul className={classes.rooms}>
      {then.rooms.map((room) => {
        const seated = room.seats.filter(({ bookings }) => bookings.length > 0);
        return (
          <li key={room.room_id}>
            <Text fw={600}>
              {room.name}{' '}
              <Text span size="sm" c="dimmed">
                {t('then.places', { taken: room.places_taken, capacity: room.capacity })}
              </Text>
            </Text>
            {room.bookings.length + seated.length === 0 && (
              <Text size="sm" c="dimmed">
                {t('then.free')}
              </Text>
            )}
            {room.bookings.map((booking) => (
              <Stay key={booking.booking_id} of={booking} zone={zone} />
            ))}
            {seated.map((seat) => (
              <div key={seat.seat_id} className={classes.seat}>
                <Text size="sm" fw={550}>
                  {seat.name}
                </Text>
                {seat.bookings.map((booking) => (
                  <Stay key={booking.booking_id} of={booking} zone={zone} />
                ))}
              </div>
            ))}
          </li>
        );
      })}
    </ul>
  );
}

function Stay({ of: booking, zone }: { of: Booking; zone: string }) {
  const times = useTimes();
  return (
    <div className={classes.stay}>
      <span className="tabular">{times.period(booking.starts_at, booking.ends_at, zone)}</span>
      <AnchorLink
        to="/audit"
        search={{ part: 'history', of: 'bookings', id: booking.booking_id }}
        c="var(--ink)"
        underline="always"
      >
        {booking.title ?? <MemberName id={booking.member_id} />}
      </AnchorLink>
      {booking.title && (
        <Text span size="sm" c="dimmed">
          <MemberName id={booking.member_id} />
        </Text>
      )}
      <Status of={booking.status} />
    </div>
  );
}
