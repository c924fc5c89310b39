import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useI18n } from '@/shared/i18n';
import type { Place, Span, Stay } from '@/shared/places';
import { useAsked } from '@/shared/question';
import { useNow, useTimes } from '@/shared/time';
import { Bars } from './Bars';
import { Ghost } from './Ghost';
import type { Row } from './rows';
import { scaleOf, snapped } from './scale';
import classes from './timeline.module.css';
import { type Gesture, useGesture } from './useGesture';
import { useWindow } from './useWindow';

interface Props {
  rows: Row[];
  first: string;
  count: number;
  onToggle: (id: string) => void;
}

const ROW = 48;
const HEAD = 44;
const LABEL = 184;
const NARROW = { width: 560, label: 124 };
const AROUND = 4;
const STEP = 15;
const SLOP = 4;
const MINUTE = 60_000;

/** The board of rooms and hours. Only the rows in sight are drawn; heads stay in place. */
export function Board({ rows, first, count, onToggle }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const asked = useAsked();
  const navigate = useNavigate();
  const now = useNow().getTime();
  const { ref, seen } = useWindow(ROW);
  const label = seen.width < NARROW.width ? NARROW.label : LABEL;
  const scale = useMemo(
    () => scaleOf(asked.building, first, count, Math.max(320, seen.width - label - 2)),
    [asked.building, first, count, seen.width, label],
  );
  const { gesture, setGesture, settle } = useGesture();
  const looked = useRef('');

  // What is asked for comes into sight when there is more than fits.
  useEffect(() => {
    const what = `${first} ${count} ${asked.starts.getTime()}`;
    const [piece] = scale.piecesOf({ from: asked.starts.getTime(), to: asked.ends.getTime() });
    if (!piece || looked.current === what || scale.width < seen.width) return;
    looked.current = what;
    ref.current?.scrollTo({ left: Math.max(0, piece.left - (seen.width - label) / 3) });
  }, [scale, seen.width, first, count, asked.starts, asked.ends, ref, label]);
  const [current, setCurrent] = useState(rows[0]?.id);
  const dragged = useRef(false);
  const gripped = useRef({ x: 0, y: 0 });

  const start = Math.max(0, Math.floor(seen.top / ROW) - AROUND);
  const end = Math.min(rows.length, Math.ceil((seen.top + seen.height) / ROW) + AROUND);
  const grid = (place: Place) => Math.max(STEP, place.rules.grid_minutes);
  const dayOf = (at: number) =>
    scale.days.find((day) => day.from <= at && at <= day.to)?.from ?? scale.days[0]?.from ?? at;
  const snap = (place: Place, at: number) => snapped(at, grid(place), dayOf(at));

  const timeUnder = (event: PointerEvent) => {
    const box = ref.current?.getBoundingClientRect();
    return box ? scale.timeAt(event.clientX - box.left - label + (ref.current?.scrollLeft ?? 0)) : 0;
  };
  const rowUnder = (event: PointerEvent) => {
    const box = ref.current?.getBoundingClientRect();
    const top = box ? event.clientY - box.top - HEAD + (ref.current?.scrollTop ?? 0) : 0;
    return rows[Math.max(0, Math.min(rows.length - 1, Math.floor(top / ROW)))];
  };

  const begin = (event: PointerEvent, row: Row, kind: Gesture['kind'], stay?: Stay) => {
    // Fingers scroll; they choose by tapping.
    if (event.pointerType === 'touch' || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    dragged.current = false;
    gripped.current = { x: event.clientX, y: event.clientY };
    const at = timeUnder(event);
    const from = snap(row.place, at);
    const span = stay ? { from: stay.from, to: stay.to } : { from, to: from + asked.minutes * MINUTE };
    setGesture({ kind, row: row.id, place: row.place, span, stay, grip: at, before: span });
  };

  const drag = (event: PointerEvent) => {
    if (!gesture || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { x, y } = gripped.current;
    // A hand that trembles does not drag.
    if (!dragged.current && Math.hypot(event.clientX - x, event.clientY - y) < SLOP) return;
    dragged.current = true;
    const at = timeUnder(event);
    const step = grid(gesture.place) * MINUTE;
    const { before } = gesture;
    if (gesture.kind === 'new') {
      const one = snap(gesture.place, gesture.grip);
      const other = snap(gesture.place, at);
      const span = { from: Math.min(one, other), to: Math.max(one, other, Math.min(one, other) + step) };
      setGesture({ ...gesture, span });
    } else if (gesture.kind === 'move') {
      const row = rowUnder(event) ?? rows[0];
      const place = row && isAlike(row.place, gesture.place) ? row.place : gesture.place;
      const from = snap(place, before.from + at - gesture.grip);
      setGesture({ ...gesture, place, row: idOf(place), span: { from, to: from + before.to - before.from } });
    } else {
      const edge = snap(gesture.place, at);
      const span =
        gesture.kind === 'start'
          ? { from: Math.min(edge, before.to - step), to: before.to }
          : { from: before.from, to: Math.max(edge, before.from + step) };
      setGesture({ ...gesture, span });
    }
  };

  /** A click on what is mine, with nothing dragged, opens it. */
  const open = (stay: Stay) => {
    if (!dragged.current && stay.id) {
      void navigate({ to: '/bookings/$bookingId', params: { bookingId: stay.id } });
    }
    dragged.current = false;
  };

  const drop = () => {
    if (!gesture) return;
    if (!dragged.current && gesture.stay) setGesture(null);
    else settle(gesture);
  };

  /** The gesture that keys go on with: the one that is there, or one at the time asked for. */
  const fromKeys = (row: Row, stay?: Stay): Gesture => {
    if (gesture && gesture.stay?.id === stay?.id && (stay || gesture.row === row.id)) return gesture;
    const span: Span = stay ?? { from: asked.starts.getTime(), to: asked.ends.getTime() };
    const kept = { from: span.from, to: span.to };
    return {
      kind: stay ? 'move' : 'new',
      row: row.id,
      place: row.place,
      span: kept,
      before: kept,
      stay,
      grip: 0,
    };
  };

  const onKeys = (event: KeyboardEvent, row: Row, stay?: Stay) => {
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
      const next = rows[rows.findIndex((each) => each.id === row.id) + down];
      if (!next) return;
      setCurrent(next.id);
      if (gesture) setGesture({ ...was, row: next.id, place: next.place });
      ref.current?.scrollTo({ top: Math.max(0, rows.indexOf(next) * ROW - seen.height / 2) });
      requestAnimationFrame(() =>
        ref.current?.querySelector<HTMLElement>(`[data-track="${next.id}"]`)?.focus(),
      );
    } else if (event.key === 'Enter' || event.key === ' ') {
      if (stay && !gesture) open(stay);
      else settle(was);
    } else if (event.key === 'Escape' && gesture) {
      setGesture(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const past = scale.piecesOf({ from: 0, to: now });
  const nowPieces = scale.piecesOf({ from: now, to: now + MINUTE });

  return (
    <section
      ref={ref}
      className={classes.board}
      aria-label={t('timeline.label', { day: times.fullDay(`${first}T12:00:00Z`, 'UTC') })}
    >
      <div className={classes.sheet} style={{ width: scale.width + label, height: rows.length * ROW + HEAD }}>
        <div className={classes.head} style={{ height: HEAD }} aria-hidden>
          <div className={classes.corner} style={{ width: label }} />
          {scale.hours.map((hour) => (
            <span key={hour.at} className={classes.hour} style={{ left: label + hour.left }}>
              {times.time(new Date(hour.at), asked.zone)}
            </span>
          ))}
          {count > 1 &&
            scale.days.map((day) => (
              <span key={day.day} className={classes.day} style={{ left: label + day.left }}>
                {times.day(`${day.day}T12:00:00Z`, 'UTC')}
              </span>
            ))}
        </div>
        {rows.slice(start, end).map((row, index) => (
          <div
            key={row.id}
            className={classes.row}
            style={{ top: HEAD + (start + index) * ROW, height: ROW }}
          >
            <div className={classes.label} style={{ width: label }} data-seat={row.isSeat || undefined}>
              {row.seats ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  aria-label={row.name}
                  aria-expanded={row.seats.isOpen}
                  onClick={() => onToggle(row.id)}
                >
                  {row.seats.isOpen ? <IconChevronDown size={16} /> : <IconChevronRight size={16} />}
                </ActionIcon>
              ) : null}
              <span className={classes.names}>
                <span className={classes.name}>{row.name}</span>
                {!row.isSeat && (
                  <span className={classes.about}>
                    {[row.about, t('room.capacity', { count: row.place.capacity })]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                )}
              </span>
            </div>
            <div className={classes.lane} style={{ left: label, width: scale.width }}>
              {past.map((piece) => (
                <div key={piece.left} className={classes.past} style={piece} />
              ))}
              {row.place.free.flatMap((free) =>
                scale
                  .piecesOf(free)
                  .map((piece) => (
                    <div key={`${free.from} ${piece.left}`} className={classes.free} style={piece} />
                  )),
              )}
              {scale.hours.map((hour) => (
                <i key={hour.at} className={classes.mark} style={{ left: hour.left }} />
              ))}
              <button
                type="button"
                className={classes.track}
                data-track={row.id}
                tabIndex={row.id === current ? 0 : -1}
                aria-label={t('timeline.row', { name: row.name })}
                onPointerDown={(event) => begin(event, row, 'new')}
                onPointerMove={drag}
                onPointerUp={drop}
                onPointerCancel={() => setGesture(null)}
                onClick={(event) => {
                  if (event.detail === 0 || gesture) return;
                  const from = snap(row.place, timeUnder(event as unknown as PointerEvent));
                  const span = { from, to: from + asked.minutes * MINUTE };
                  settle({ kind: 'new', row: row.id, place: row.place, span, before: span, grip: 0 });
                }}
                onFocus={() => setCurrent(row.id)}
                onBlur={() => gesture && !gesture.stay && !dragged.current && setGesture(null)}
                onKeyDown={(event) => onKeys(event, row)}
              />
              <Bars
                row={row}
                scale={scale}
                gesture={gesture}
                onGrip={(event, kind, stay) => begin(event, row, kind, stay)}
                onDrag={drag}
                onDrop={drop}
                onKeys={(event, stay) => onKeys(event, row, stay)}
                onLeave={() => setGesture(null)}
                onOpen={open}
              />
              {gesture?.row === row.id && <Ghost gesture={gesture} scale={scale} />}
            </div>
          </div>
        ))}
        {nowPieces.map((piece) => (
          <div
            key={piece.left}
            className={classes.now}
            style={{ left: label + piece.left, top: HEAD, height: rows.length * ROW }}
            aria-hidden
          />
        ))}
      </div>
    </section>
  );
}

const idOf = (place: Place) => place.seat ?? place.room;

/** Whether a stay in one can be taken to the other: seats to seats, rooms to rooms. */
const isAlike = (one: Place, other: Place) =>
  (one.seat === null) === (other.seat === null) && one.sharesPlaces === other.sharesPlaces;
