import { memo } from 'react';
import type { RoomOnPlan, SeatOnPlan } from '@/requests/plan';
import type { Standing } from '@/shared/places';
import { tableFor } from './geometry';
import classes from './plan.module.css';

interface Shown {
  standing: Standing;
  isChosen?: boolean;
  /** Whether it is the one that takes the focus when one comes by keys. */
  isCurrent?: boolean;
}

/** What makes a drawing a button; the stage hears what is done with it. */
const asButton = (id: string, says: string, isCurrent = false) => ({
  role: 'button',
  'data-id': id,
  'aria-label': says,
  tabIndex: isCurrent ? 0 : -1,
});

/** A room with what stands in it; the one that has seats is only their ground, and no button: it says nothing. */
export const RoomShape = memo(function RoomShape({
  room,
  standing,
  says,
  words,
  isChosen,
  isCurrent,
}: Shown & { room: RoomOnPlan; says?: string; words: string }) {
  const place = room.place;
  if (!place) return null;
  const { width, height } = place;
  const isHall = room.made_of.length > 0;
  const hasSeats = room.seats.length > 0;
  return (
    <g
      {...(says === undefined ? {} : asButton(room.room_id, says, isCurrent))}
      className={classes.room}
      data-place={standing}
      data-kind={isHall ? 'hall' : hasSeats ? 'ground' : 'room'}
      data-chosen={isChosen || undefined}
      transform={`translate(${place.x} ${place.y}) rotate(${place.turn} ${width / 2} ${height / 2})`}
    >
      <rect width={width} height={height} rx={isHall ? 20 : 4} className={classes.fill} />
      {!isHall && !hasSeats && (
        <>
          <rect
            width={width}
            height={height}
            rx={4}
            className={classes.pattern}
            fill={`url(#pattern-${standing})`}
          />
          <Furniture room={room} width={width} height={height} />
        </>
      )}
      <Label
        name={room.name}
        words={words}
        width={width}
        height={height}
        at={isHall || hasSeats ? 'top' : 'middle'}
      />
    </g>
  );
});

interface LabelProps {
  name: string;
  words: string;
  width: number;
  height: number;
  at: 'top' | 'middle';
}

/** Letters of the same size at every scale, smaller where the room is narrow. */
function Label({ name, words, width, height, at }: LabelProps) {
  const most = (text: string) => (width * 1.66) / Math.max(text.length, 4);
  const size = (pixels: number, text: string) =>
    `min(calc(${pixels}px * var(--px)), ${Math.round(most(text))}px)`;
  if (at === 'top') {
    const line = words ? `${name} · ${words}` : name;
    return (
      <g className={classes.label} transform={`translate(${width / 2} 0)`}>
        <text className={classes.name} dy="1.2em" style={{ fontSize: size(11, line) }}>
          {line}
        </text>
      </g>
    );
  }
  return (
    <g className={classes.label} transform={`translate(${width / 2} ${height / 2})`}>
      <text className={classes.name} dy={words ? '-0.1em' : '0.35em'} style={{ fontSize: size(13, name) }}>
        {name}
      </text>
      {words && (
        <text className={classes.words} dy="1.25em" style={{ fontSize: size(11, words) }}>
          {words}
        </text>
      )}
    </g>
  );
}

function Furniture({ room, width, height }: { room: RoomOnPlan; width: number; height: number }) {
  switch (room.kind) {
    case 'parking':
      return <Stalls count={room.capacity} width={width} height={height} />;
    case 'equipment':
      return <Shelves width={width} height={height} />;
    case 'phone_booth':
      return (
        <g className={classes.furniture}>
          <rect x={width * 0.2} y={height * 0.12} width={width * 0.6} height={36} rx={6} />
          <circle cx={width / 2} cy={height * 0.84} r={20} />
        </g>
      );
    case 'open_space':
      return <Sofas width={width} height={height} />;
    default: {
      const { table, chairs } = tableFor(room.capacity, width, height);
      return (
        <g className={classes.furniture}>
          {chairs.map((chair) => (
            <circle key={`${chair.x} ${chair.y}`} cx={chair.x} cy={chair.y} r={22} />
          ))}
          <rect x={table.x} y={table.y} width={table.width} height={table.height} rx={24} />
        </g>
      );
    }
  }
}

function Stalls({ count, width, height }: { count: number; width: number; height: number }) {
  const perRow = Math.ceil(count / 2);
  const pitch = width / perRow;
  const depth = Math.min(height * 0.36, 480);
  return (
    <g className={classes.furniture}>
      {Array.from({ length: count }, (_, index) => {
        const [row, place] = [Math.floor(index / perRow), index % perRow];
        const y = row === 0 ? 0 : height - depth;
        return (
          <path
            key={`${row} ${place}`}
            d={`M${place * pitch} ${y}v${depth}M${(place + 1) * pitch} ${y}v${depth}`}
          />
        );
      })}
    </g>
  );
}

function Shelves({ width, height }: { width: number; height: number }) {
  return (
    <g className={classes.furniture}>
      {[0.12, 0.74].map((at) => (
        <rect key={at} x={width * 0.1} y={height * at} width={width * 0.8} height={height * 0.14} rx={4} />
      ))}
    </g>
  );
}

function Sofas({ width, height }: { width: number; height: number }) {
  const places = [0.2, 0.5, 0.8].flatMap((x) => [0.2, 0.8].map((y) => [x * width, y * height] as const));
  return (
    <g className={classes.furniture}>
      {places.map(([x, y]) => (
        <g key={`${x} ${y}`}>
          <circle cx={x} cy={y} r={34} />
          <rect x={x - 110} y={y - 40} width={44} height={80} rx={18} />
          <rect x={x + 66} y={y - 40} width={44} height={80} rx={18} />
        </g>
      ))}
    </g>
  );
}

/** A desk with its chair. */
export const SeatShape = memo(function SeatShape({
  seat,
  standing,
  says,
  isChosen,
  isCurrent,
}: Shown & { seat: SeatOnPlan; says: string }) {
  const place = seat.place;
  if (!place) return null;
  const { width, height, turn } = place;
  return (
    <g
      {...asButton(seat.seat_id, says, isCurrent)}
      className={classes.seat}
      data-place={standing}
      data-chosen={isChosen || undefined}
      transform={`translate(${place.x + width / 2} ${place.y + height / 2})`}
    >
      <g transform={`rotate(${turn})`}>
        <circle cy={height / 2 + 26} r={24} className={classes.chair} />
        <rect
          x={-width / 2 + 3}
          y={-height / 2 + 3}
          width={width - 6}
          height={height - 6}
          rx={10}
          className={classes.fill}
        />
        <rect
          x={-width / 2 + 3}
          y={-height / 2 + 3}
          width={width - 6}
          height={height - 6}
          rx={10}
          className={classes.pattern}
          fill={`url(#pattern-${standing})`}
        />
      </g>
      <text
        className={classes.seatName}
        dy="0.35em"
        transform={turn % 180 === 90 ? 'rotate(-90)' : undefined}
      >
        {seat.name}
      </text>
    </g>
  );
});

/** A pattern for each standing, of the same size at every scale. */
export function Patterns() {
  return (
    <defs>
      <pattern id="pattern-free" width={8} height={8} patternUnits="userSpaceOnUse" />
      <pattern id="pattern-mine" width={8} height={8} patternUnits="userSpaceOnUse" />
      <pattern id="pattern-busy" width={8} height={8} patternUnits="userSpaceOnUse">
        <path d="M-2 10L10 -2M-2 2L2 -2M6 10L10 6" className={classes.strokeBusy} />
      </pattern>
      <pattern id="pattern-pending" width={7} height={7} patternUnits="userSpaceOnUse">
        <circle cx={3.5} cy={3.5} r={1.1} className={classes.dotPending} />
      </pattern>
      <pattern id="pattern-closed" width={8} height={8} patternUnits="userSpaceOnUse">
        <path d="M0 0L8 8M8 0L0 8" className={classes.strokeClosed} />
      </pattern>
    </defs>
  );
}
