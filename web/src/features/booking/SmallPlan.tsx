import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { floorPlan, type PlaceOnPlan } from '@/requests/plan';
import { room as roomQuery } from '@/requests/room';
import type { Booking } from '@/shared/booking';
import { useI18n } from '@/shared/i18n';
import { localDay, localTime } from '@/shared/time';
import classes from './SmallPlan.module.css';

/** Where on its floor a booking is, where there is a plan; it leads to the plan at that time. */
export function SmallPlan({ booking }: { booking: Booking }) {
  const { t } = useI18n();
  const { data: room } = useQuery(roomQuery(booking.room_id));
  const floor_id = room?.floor_id ?? '';
  const { data: plan } = useQuery({ ...floorPlan(floor_id), enabled: floor_id !== '' });
  const here = plan?.rooms.find((each) => each.room_id === booking.room_id);
  const place = here?.seats.find((each) => each.seat_id === booking.seat_id)?.place ?? here?.place;
  if (!plan?.drawing || !place) return null;

  const { width, height, background_url } = plan.drawing;
  const starts = new Date(booking.starts_at);
  const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
  return (
    <Link
      to="/book/plan"
      search={{
        building: booking.building_id,
        floor: floor_id,
        day: localDay(starts, booking.time_zone),
        from: localTime(starts, booking.time_zone),
      }}
      className={classes.plan}
      aria-label={t('booking.on-plan', { name: plan.name })}
    >
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.drawing} aria-hidden>
        {background_url && (
          <image
            href={background_url}
            width={width}
            height={height}
            preserveAspectRatio="none"
            className={classes.background}
          />
        )}
        {plan.rooms.map((each) => each.place && <Outline key={each.room_id} of={each.place} />)}
        <Outline of={place} isHere />
        <circle cx={x} cy={y} r={Math.min(width, height) / 14} className={classes.ring} />
      </svg>
      {plan.name}
    </Link>
  );
}

function Outline({ of: place, isHere = false }: { of: PlaceOnPlan; isHere?: boolean }) {
  const { x, y, width, height, turn } = place;
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height}
      transform={turn ? `rotate(${turn} ${x + width / 2} ${y + height / 2})` : undefined}
      className={classes.place}
      data-here={isHere || undefined}
    />
  );
}
