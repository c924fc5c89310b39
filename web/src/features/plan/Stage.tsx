import { ActionIcon } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { PlaceOnPlan, RoomOnPlan } from '@/requests/plan';
import { type Say, useI18n } from '@/shared/i18n';
import type { Told } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { type Times, useTimes } from '@/shared/time';
import { Fixtures } from './Fixtures';
import { type Direction, middleOf, nearestIn, type Point } from './geometry';
import { PlaceCard } from './PlaceCard';
import classes from './plan.module.css';
import { Patterns, RoomShape, SeatShape } from './shapes';
import type { Floor } from './useFloor';
import { usePanZoom } from './usePanZoom';
import type { Tell } from './useTold';

interface Props {
  floor: Floor;
  tell: Tell;
  chosen: string | null;
  onChoose: (id: string) => void;
  onPick: (id: string) => void;
}

interface Drawn {
  id: string;
  at: Point;
}

const NO_SIZE = { width: 3000, height: 2000 };
const PAN = 60;

/** The plan itself: moved by wheel, drag, pinch and keys; what is below the pointer or has the focus tells about itself. */
export const Stage = memo(function Stage({ floor, tell, chosen, onChoose, onPick }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const { zone } = useAsked();
  const stage = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<{ id: string; rect: DOMRect } | null>(null);
  const hide = useCallback(() => setShown(null), []);
  const drawing = floor.plan.drawing;
  const view = usePanZoom(drawing ?? NO_SIZE, hide);

  const rooms = useMemo(() => floor.plan.rooms.filter((room) => room.place), [floor.plan.rooms]);
  const all = useMemo<Drawn[]>(
    () =>
      rooms.flatMap((room) =>
        room.seats.length > 0
          ? room.seats.flatMap(({ seat_id, place }) => drawn(seat_id, place))
          : drawn(room.room_id, room.place),
      ),
    [rooms],
  );
  const current = all.find((each) => each.id === chosen)?.id ?? all[0]?.id;

  const show = (place: SVGElement | null) => {
    const id = place?.dataset.id;
    if (!place || !id) return hide();
    setShown({ id, rect: place.getBoundingClientRect() });
    onChoose(id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const focused = placeAt(event)?.dataset.id;
    if (event.key === '+' || event.key === '=') view.zoomIn();
    else if (event.key === '-') view.zoomOut();
    else if (event.key === '0') view.showAll();
    else if (event.key.startsWith('Arrow') && event.shiftKey) {
      const [dx, dy] = PANS[event.key as Direction];
      view.pan(dx * PAN, dy * PAN);
    } else if (event.key.startsWith('Arrow')) {
      const here = all.find((each) => each.id === (focused ?? current));
      const next = here && nearestIn(here.at, event.key as Direction, all);
      if (next) view.svg.current?.querySelector<SVGElement>(`[data-id="${next.id}"]`)?.focus();
    } else if ((event.key === 'Enter' || event.key === ' ') && focused) onPick(focused);
    else return;
    event.preventDefault();
  };

  const onClick = (event: MouseEvent) => {
    const id = placeAt(event)?.dataset.id;
    if (id && !view.hasMoved()) onPick(id);
  };

  const onPointerOver = (event: PointerEvent) => {
    if (event.pointerType !== 'mouse' || event.buttons !== 0) return;
    const place = placeAt(event);
    if (place?.dataset.id !== shown?.id) show(place);
  };

  const shape = (room: RoomOnPlan, words: string) => {
    const told = tell(room.room_id);
    return (
      <RoomShape
        key={room.room_id}
        room={room}
        standing={told.standing}
        says={`${room.name}: ${told.words}`}
        words={words}
        isChosen={room.room_id === chosen}
        isCurrent={room.room_id === current}
      />
    );
  };

  return (
    <div className={classes.stage} ref={stage}>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        ref={view.svg}
        className={classes.svg}
        role="group"
        aria-label={t('plan.label', { name: floor.plan.name })}
        {...view.handlers}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => show(placeAt(event))}
        onBlur={hide}
        onPointerOver={onPointerOver}
        onPointerLeave={(event) => {
          view.handlers.onPointerLeave(event);
          hide();
        }}
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
            .map((room) => shape(room, shortWords(tell(room.room_id), times, zone)))}
          {rooms
            .filter((room) => room.seats.length > 0)
            .map((room) => (
              <g key={room.room_id}>
                <RoomShape room={room} standing="free" words={deskWords(room.seats, tell, t)} />
                {room.seats.map((seat) => {
                  const { standing, words } = tell(seat.seat_id);
                  return (
                    <SeatShape
                      key={seat.seat_id}
                      seat={seat}
                      standing={standing}
                      says={`${room.name} ${seat.name}: ${words}`}
                      isChosen={seat.seat_id === chosen}
                      isCurrent={seat.seat_id === current}
                    />
                  );
                })}
              </g>
            ))}
          {drawing && <Fixtures fixtures={drawing.fixtures} />}
          {rooms.filter((room) => room.made_of.length > 0).map((room) => shape(room, ''))}
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
          plan={floor.plan}
          told={tell(shown.id)}
        />
      )}
    </div>
  );
});

/** The place that something happens to; null beside all of them. */
const placeAt = (event: { target: EventTarget }) =>
  (event.target as Element).closest<SVGElement>('[data-id]');

const drawn = (id: string, place: PlaceOnPlan | null): Drawn[] =>
  place ? [{ id, at: middleOf(place) }] : [];

const PANS: Record<Direction, readonly [number, number]> = {
  ArrowLeft: [1, 0],
  ArrowRight: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Until when, as far as a room has place for it. */
function shortWords(told: Told, times: Times, zone: string): string {
  return told.until === undefined || told.standing === 'closed'
    ? ''
    : `→ ${times.time(new Date(told.until), zone)}`;
}

function deskWords(seats: { seat_id: string }[], tell: Tell, t: Say): string {
  const free = seats.filter((seat) => tell(seat.seat_id).standing === 'free').length;
  return t('place.free-of', { count: free, all: seats.length });
}
