import { useNavigate } from '@tanstack/react-router';
import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useRef,
  useState,
} from 'react';
import type { Place, Span, Stay } from '@/shared/places';
import { useAsked } from '@/shared/question';
import type { Row } from './rows';
import { HEAD, ROW, type Scale, snapped } from './scale';
import { type Gesture, useGesture } from './useGesture';

interface Board {
  ref: RefObject<HTMLElement | null>;
  rows: Row[];
  scale: Scale;
  /** How wide the names before the hours are. */
  label: number;
}

/** What a hand is on: time of a row, or a stay of the reader's, or an edge of one. */
interface Held {
  element: Element;
  row: Row;
  kind: Gesture['kind'];
  stay?: Stay;
}

const STEP = 15;
const SLOP = 4;
const MINUTE = 60_000;

/**
 * What is done on the board by pointer and keys: a time is chosen, a stay is moved or stretched. The board itself hears
 * all of it, so that its rows only draw.
 */
export function useHands({ ref, rows, scale, label }: Board) {
  const asked = useAsked();
  const navigate = useNavigate();
  const { gesture, setGesture, settle } = useGesture();
  const [current, setCurrent] = useState(rows[0]?.id);
  const pressed = useRef({ isDown: false, hasMoved: false, x: 0, y: 0 });

  const grid = (place: Place) => Math.max(STEP, place.rules.grid_minutes);
  const dayOf = (at: number) =>
    scale.days.find((day) => day.from <= at && at <= day.to)?.from ?? scale.days[0]?.from ?? at;
  const snap = (place: Place, at: number) => snapped(at, grid(place), dayOf(at));

  const timeUnder = (event: MouseEvent) => {
    const box = ref.current?.getBoundingClientRect();
    return box ? scale.timeAt(event.clientX - box.left - label + (ref.current?.scrollLeft ?? 0)) : 0;
  };
  const rowUnder = (event: MouseEvent) => {
    const box = ref.current?.getBoundingClientRect();
    const top = box ? event.clientY - box.top - HEAD + (ref.current?.scrollTop ?? 0) : 0;
    return rows[Math.max(0, Math.min(rows.length - 1, Math.floor(top / ROW)))];
  };

  const onPointerDown = (event: PointerEvent) => {
    const held = heldBy(event, rows);
    pressed.current = { isDown: false, hasMoved: false, x: event.clientX, y: event.clientY };
    // Fingers scroll; they choose by tapping.
    if (!held || event.pointerType === 'touch' || event.button !== 0) return;
    event.preventDefault();
    held.element.setPointerCapture(event.pointerId);
    pressed.current.isDown = true;
    const { row, kind, stay } = held;
    const at = timeUnder(event);
    const from = snap(row.place, at);
    const span = stay ? { from: stay.from, to: stay.to } : { from, to: from + asked.minutes * MINUTE };
    setGesture({ kind, row: row.id, place: row.place, span, stay, grip: at, before: span });
  };

  const onPointerMove = (event: PointerEvent) => {
    if (!gesture || !isCaptured(event)) return;
    const { hasMoved, x, y } = pressed.current;
    // A hand that trembles does not drag.
    if (!hasMoved && Math.hypot(event.clientX - x, event.clientY - y) < SLOP) return;
    pressed.current.hasMoved = true;
    const at = timeUnder(event);
    const step = grid(gesture.place) * MINUTE;
    const { before } = gesture;
    if (gesture.kind === 'new') {
      const one = snap(gesture.place, gesture.grip);
      const other = snap(gesture.place, at);
      const span = { from: Math.min(one, other), to: Math.max(one, other, Math.min(one, other) + step) };
      become({ ...gesture, span });
    } else if (gesture.kind === 'move') {
      const row = rowUnder(event) ?? rows[0];
      const place = row && isAlike(row.place, gesture.place) ? row.place : gesture.place;
      const from = snap(place, before.from + at - gesture.grip);
      become({ ...gesture, place, row: idOf(place), span: { from, to: from + before.to - before.from } });
    } else {
      const edge = snap(gesture.place, at);
      const span =
        gesture.kind === 'start'
          ? { from: Math.min(edge, before.to - step), to: before.to }
          : { from: before.from, to: Math.max(edge, before.from + step) };
      become({ ...gesture, span });
    }
  };

  /** A pointer moves more often than what it chooses. */
  const become = (next: Gesture) => {
    const { row, span } = next;
    if (gesture?.row === row && gesture.span.from === span.from && gesture.span.to === span.to) return;
    setGesture(next);
  };

  const onPointerUp = (event: PointerEvent) => {
    if (!gesture || !isCaptured(event)) return;
    if (!pressed.current.hasMoved && gesture.stay) setGesture(null);
    else settle(gesture);
  };

  const onClick = (event: MouseEvent) => {
    const held = heldBy(event, rows);
    const { isDown, hasMoved } = pressed.current;
    pressed.current.isDown = false;
    if (!held || hasMoved || event.detail === 0) return;
    if (held.stay) {
      if (held.kind === 'move') open(held.stay);
    } else if (!isDown && !gesture) {
      const from = snap(held.row.place, timeUnder(event));
      const span = { from, to: from + asked.minutes * MINUTE };
      settle({ kind: 'new', row: held.row.id, place: held.row.place, span, before: span, grip: 0 });
    }
  };

  const open = (stay: Stay) => {
    if (stay.id) void navigate({ to: '/bookings/$bookingId', params: { bookingId: stay.id } });
  };

  /** The gesture that keys go on with: the one that is there, or one at the time asked for. */
  const fromKeys = (row: Row, stay?: Stay): Gesture => {
    if (gesture && gesture.stay?.id === stay?.id && (stay || gesture.row === row.id)) return gesture;
    const { from, to }: Span = stay ?? { from: asked.starts.getTime(), to: asked.ends.getTime() };
    const span = { from, to };
    return { kind: stay ? 'move' : 'new', row: row.id, place: row.place, span, before: span, stay, grip: 0 };
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const held = heldBy(event, rows);
    if (!held) return;
    const { row, stay } = held;
    const was = fromKeys(row, stay);
    const step = grid(was.place) * MINUTE;
    const along = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0;
    const down = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (along && event.shiftKey) {
      setGesture({
        ...was,
        span: { from: was.span.from, to: Math.max(was.span.to + along, was.span.from + step) },
      });
    } else if (along) {
      setGesture({ ...was, span: { from: was.span.from + along, to: was.span.to + along } });
    } else if (down && stay) {
      const alike = rows.filter((each) => isAlike(each.place, was.place));
      const next = alike[alike.findIndex((each) => each.id === was.row) + down];
      if (next) setGesture({ ...was, row: next.id, place: next.place });
    } else if (down) {
      const next = rows[rows.indexOf(row) + down];
      if (!next) return;
      if (gesture) setGesture({ ...was, row: next.id, place: next.place });
      walkTo(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (stay && !gesture) open(stay);
      else settle(was);
    } else if (event.key === 'Escape' && gesture) {
      setGesture(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const walkTo = (row: Row) => {
    setCurrent(row.id);
    ref.current?.scrollTo({ top: Math.max(0, rows.indexOf(row) * ROW - ref.current.clientHeight / 2) });
    requestAnimationFrame(() => ref.current?.querySelector<HTMLElement>(`[data-track="${row.id}"]`)?.focus());
  };

  const onFocus = (event: FocusEvent) => {
    const held = heldBy(event, rows);
    if (held?.kind === 'new') setCurrent(held.row.id);
  };

  const onBlur = (event: FocusEvent) => {
    const held = heldBy(event, rows);
    if (!held || !gesture || gesture.stay?.id !== held.stay?.id) return;
    // A gesture that keys took to another row goes on there.
    if (held.stay || gesture.row === held.row.id) setGesture(null);
  };

  return {
    gesture,
    current,
    handlers: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: () => setGesture(null),
      onClick,
      onKeyDown,
      onFocus,
      onBlur,
    },
  };
}

function heldBy({ target }: { target: EventTarget }, rows: Row[]): Held | undefined {
  const element = (target as Element).closest<HTMLElement>('[data-track], [data-grip]');
  const id = element?.closest<HTMLElement>('[data-row]')?.dataset.row;
  const row = rows.find((each) => each.id === id);
  if (!element || !row) return undefined;
  if (element.dataset.track) return { element, row, kind: 'new' };
  const stay = row.place.stays.find((each) => each.id === element.dataset.stay);
  return stay && { element, row, stay, kind: element.dataset.grip as Gesture['kind'] };
}

const isCaptured = (event: PointerEvent) => (event.target as Element).hasPointerCapture(event.pointerId);

const idOf = (place: Place) => place.seat ?? place.room;

/** Whether a stay in one can be taken to the other: seats to seats, rooms to rooms. */
const isAlike = (one: Place, other: Place) =>
  (one.seat === null) === (other.seat === null) && one.sharesPlaces === other.sharesPlaces;
