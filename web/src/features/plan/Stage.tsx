import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { PlaceOnPlan } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import type { Place, Told } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { type Times, useTimes } from '@/shared/time';
import { Fixtures } from './Fixtures';
import { type Direction, middleOf, nearestIn, type Point } from './geometry';
import { PlaceCard } from './PlaceCard';
import classes from './plan.module.css';
import { Patterns, RoomShape, SeatShape } from './shapes';
import type { Floor } from './useFloor';
import { usePanZoom } from './usePanZoom';
import { usePlaceWords } from './words';

interface Props {
  floor: Floor;
  told: Map<string, Told>;
  chosen: string | null;
  onChoose: (id: string | null) => void;
  onPick: (place: Place, told: Told) => void;
}

interface Drawn {
  id: string;
  name: string;
  place: PlaceOnPlan;
  at: Point;
}

const UNKNOWN: Told = { standing: 'closed' };
const NO_SIZE = { width: 3000, height: 2000 };
const PAN = 60;

/** The plan itself: moved by wheel, drag, pinch and keys; what is below the pointer or has the focus tells about itself. */
export function Stage({ floor, told, chosen, onChoose, onPick }: Props) {
  const { t } = useI18n();
  const words = usePlaceWords();
  const times = useTimes();
  const { zone } = useAsked();
  const stage = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<{ id: string; rect: DOMRect } | null>(null);
  const drawing = floor.plan.drawing;
  const view = usePanZoom(drawing ?? NO_SIZE);

  const rooms = useMemo(() => floor.plan.rooms.filter((room) => room.place), [floor.plan.rooms]);
  const all = useMemo<Drawn[]>(
    () =>
      rooms.flatMap((room) => [
        ...(room.place && room.seats.length === 0
          ? [{ id: room.room_id, name: room.name, place: room.place, at: middleOf(room.place) }]
          : []),
        ...room.seats.flatMap((seat) =>
          seat.place
            ? [
                {
                  id: seat.seat_id,
                  name: `${room.name} ${seat.name}`,
                  place: seat.place,
                  at: middleOf(seat.place),
                },
              ]
            : [],
        ),
      ]),
    [rooms],
  );
  const current = all.find((each) => each.id === chosen)?.id ?? all[0]?.id;

  const show = (id: string, element: Element) => {
    setShown({ id, rect: element.getBoundingClientRect() });
    onChoose(id);
  };
  const hide = () => setShown(null);
  const pick = (id: string) => {
    const place = floor.places.get(id);
    if (place && !view.hasMoved()) onPick(place, told.get(id) ?? UNKNOWN);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const focused = (event.target as Element).getAttribute('data-id');
    if (event.key === '+' || event.key === '=') view.zoomIn();
    else if (event.key === '-') view.zoomOut();
    else if (event.key === '0') view.showAll();
    else if (event.key.startsWith('Arrow') && event.shiftKey) {
      const [dx, dy] = PANS[event.key as Direction];
      view.pan(dx * PAN, dy * PAN);
    } else if (event.key.startsWith('Arrow')) {
      const here = all.find((each) => each.id === (focused ?? current));
      const next = here && nearestIn(here.at, event.key as Direction, all);
      if (next) view.svg.current?.querySelector<SVGGElement>(`[data-id="${next.id}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && focused) {
      const place = floor.places.get(focused);
      if (place) onPick(place, told.get(focused) ?? UNKNOWN);
    } else return;
    event.preventDefault();
  };

  const place = (id: string, name: string) => ({
    role: 'button',
    className: classes.place,
    'data-id': id,
    tabIndex: id === current ? 0 : -1,
    'aria-label': `${name}: ${words(told.get(id) ?? UNKNOWN)}`,
    onClick: () => pick(id),
    onFocus: (event: { currentTarget: Element }) => show(id, event.currentTarget),
    onBlur: hide,
    onPointerEnter: (event: PointerEvent) => event.pointerType === 'mouse' && show(id, event.currentTarget),
    onPointerLeave: hide,
  });

  return (
    <div className={classes.stage} ref={stage}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        ref={view.svg}
        className={classes.svg}
        role="group"
        aria-label={t('plan.label', { name: floor.plan.name })}
        onKeyDown={onKeyDown}
        {...view.handlers}
      >
        <Patterns />
        <g ref={view.layer}>
          {drawing && (
            <rect
              x={100}
              y={100}
              width={drawing.width - 200}
              height={drawing.height - 200}
              className={classes.floor}
            />
          )}
          {drawing?.background_url && (
            <image
              href={drawing.background_url}
              width={drawing.width}
              height={drawing.height}
              preserveAspectRatio="none"
              className={classes.background}
            />
          )}
          {rooms
            .filter((room) => room.seats.length === 0 && room.made_of.length === 0)
            .map((room) => (
              <g key={room.room_id} {...place(room.room_id, room.name)}>
                <RoomShape
                  room={room}
                  standing={(told.get(room.room_id) ?? UNKNOWN).standing}
                  isChosen={room.room_id === chosen}
                  words={shortWords(told.get(room.room_id), times, zone)}
                />
              </g>
            ))}
          {rooms
            .filter((room) => room.seats.length > 0)
            .map((room) => (
              <g key={room.room_id}>
                <RoomShape
                  room={room}
                  standing="free"
                  isChosen={false}
                  words={deskWords(room.seats, told, t)}
                />
                {room.seats.map((seat) => (
                  <g key={seat.seat_id} {...place(seat.seat_id, `${room.name} ${seat.name}`)}>
                    <SeatShape
                      seat={seat}
                      standing={(told.get(seat.seat_id) ?? UNKNOWN).standing}
                      isChosen={seat.seat_id === chosen}
                    />
                  </g>
                ))}
              </g>
            ))}
          {drawing && <Fixtures fixtures={drawing.fixtures} />}
          {rooms
            .filter((room) => room.made_of.length > 0)
            .map((room) => (
              <g key={room.room_id} {...place(room.room_id, room.name)}>
                <RoomShape
                  room={room}
                  standing={(told.get(room.room_id) ?? UNKNOWN).standing}
                  isChosen={room.room_id === chosen}
                  words=""
                />
              </g>
            ))}
        </g>
      </svg>
      <div className={classes.zoom}>
        <ActionIcon variant="default" size={40} aria-label={t('plan.closer')} onClick={view.zoomIn}>
          <IconPlus size={18} />
        </ActionIcon>
        <ActionIcon variant="default" size={40} aria-label={t('plan.farther')} onClick={view.zoomOut}>
          <IconMinus size={18} />
        </ActionIcon>
        <ActionIcon variant="default" size={40} aria-label={t('plan.whole')} onClick={view.showAll}>
          <IconFocusCentered size={18} />
        </ActionIcon>
      </div>
      {shown && (
        <PlaceCard
          id={shown.id}
          rect={shown.rect}
          stage={stage.current}
          floor={floor}
          told={told.get(shown.id) ?? UNKNOWN}
        />
      )}
    </div>
  );
}

const PANS: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Until when, as far as a room has place for it. */
function shortWords(told: Told | undefined, times: Times, zone: string): string {
  return told?.until === undefined || told.standing === 'closed'
    ? ''
    : `→ ${times.time(new Date(told.until), zone)}`;
}

function deskWords(
  seats: { seat_id: string }[],
  told: Map<string, Told>,
  t: ReturnType<typeof useI18n>['t'],
): string {
  const free = seats.filter((seat) => told.get(seat.seat_id)?.standing === 'free').length;
  return t('place.free-of', { count: free, all: seats.length });
}
