import type { components } from '@/api/schema';
import { useI18n } from '@/shared/i18n';
import classes from './audit.module.css';

type OccupancyThen = components['schemas']['OccupancyThen'];
type Place = components['schemas']['PlaceSeen'];

const turned = ({ x, y, width, height, turn }: Place) =>
  turn ? `rotate(${turn} ${x + width / 2} ${y + height / 2})` : undefined;
const rectangle = ({ x, y, width, height }: Place) => ({ x, y, width, height });

/** A floor as it was drawn at that moment, with what was taken; the list below it says the same in words. */
export function PlanOfThen({ then }: { then: OccupancyThen }) {
  const { t } = useI18n();
  const { drawing } = then;
  if (!drawing) return null;
  return (
    <svg
      className={classes.plan}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={t('then.plan')}
    >
      <rect width={drawing.width} height={drawing.height} className={classes.paper} />
      {drawing.background_url && (
        <image
          href={drawing.background_url}
          width={drawing.width}
          height={drawing.height}
          preserveAspectRatio="none"
          className={classes.drawing}
        />
      )}
      {drawing.fixtures.map((fixture, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: fixtures have no other name
          key={index}
          {...rectangle(fixture)}
          transform={turned(fixture)}
          className={classes.fixture}
          data-kind={fixture.kind}
        />
      ))}
      {then.rooms.map(
        (room) =>
          room.place && (
            <Shape
              key={room.room_id}
              place={room.place}
              name={room.name}
              state={room.closures.length > 0 ? 'closed' : room.bookings.length > 0 ? 'busy' : 'free'}
              isGround={room.seats.length > 0}
            />
          ),
      )}
      {then.rooms
        .flatMap((room) => room.seats)
        .map(
          (seat) =>
            seat.place && (
              <Shape
                key={seat.seat_id}
                place={seat.place}
                name={seat.name}
                state={seat.bookings.length > 0 ? 'busy' : 'free'}
              />
            ),
        )}
    </svg>
  );
}

interface ShapeProps {
  place: Place;
  name: string;
  state: 'free' | 'busy' | 'closed';
  isGround?: boolean;
}

function Shape({ place, name, state, isGround = false }: ShapeProps) {
  const size = Math.min(56, (place.width * 1.5) / Math.max(3, name.length));
  return (
    <g data-state={isGround && state === 'free' ? undefined : state} className={classes.spot}>
      <rect {...rectangle(place)} rx={8} transform={turned(place)} />
      <text
        x={place.x + place.width / 2}
        y={isGround ? place.y + size : place.y + place.height / 2}
        style={{ fontSize: size }}
      >
        {name}
      </text>
    </g>
  );
}
