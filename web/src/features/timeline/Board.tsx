import { useLayoutEffect, useMemo, useRef } from 'react';
import { useI18n } from '@/shared/i18n';
import { useAsked } from '@/shared/question';
import { useNow, useTimes } from '@/shared/time';
import { BoardRow } from './BoardRow';
import type { Row } from './rows';
import { HEAD, ROW, scaleOf } from './scale';
import classes from './timeline.module.css';
import { useHands } from './useHands';
import { useWindow } from './useWindow';

interface Props {
  rows: Row[];
  first: string;
  count: number;
  onToggle: (id: string) => void;
}

const LABEL = 184;
const NARROW = { width: 560, label: 124 };
const AROUND = 4;
const MINUTE = 60_000;

/** The board of rooms and hours. Only the rows in sight are drawn; heads stay in place. */
export function Board({ rows, first, count, onToggle }: Props) {
  const { t } = useI18n();
  const times = useTimes();
  const asked = useAsked();
  const now = useNow().getTime();
  const { ref, seen } = useWindow(ROW);
  const label = seen.width < NARROW.width ? NARROW.label : LABEL;
  const scale = useMemo(
    () => scaleOf(asked.building, first, count, Math.max(320, seen.width - label - 2)),
    [asked.building, first, count, seen.width, label],
  );
  const { gesture, current, handlers } = useHands({ ref, rows, scale, label });
  const looked = useRef('');

  // What is asked for comes into sight when there is more than fits.
  useLayoutEffect(() => {
    const what = `${first} ${count} ${asked.starts.getTime()}`;
    const [piece] = scale.piecesOf({ from: asked.starts.getTime(), to: asked.ends.getTime() });
    if (!piece || looked.current === what || seen.width === 0 || scale.width < seen.width) return;
    looked.current = what;
    ref.current?.scrollTo({ left: Math.max(0, piece.left - (seen.width - label) / 3) });
  }, [scale, seen.width, first, count, asked.starts, asked.ends, ref, label]);

  const start = Math.max(0, Math.floor(seen.top / ROW) - AROUND);
  const end = Math.min(rows.length, Math.ceil((seen.top + seen.height) / ROW) + AROUND);
  const past = useMemo(() => scale.piecesOf({ from: 0, to: now }), [scale, now]);
  const present = scale.piecesOf({ from: now, to: now + MINUTE });
  const held = gesture?.stay?.id ?? null;

  return (
    <section
      ref={ref}
      className={classes.board}
      aria-label={t('timeline.label', { day: times.fullDay(`${first}T12:00:00Z`, 'UTC') })}
    >
      <div
        className={classes.sheet}
        style={{ width: scale.width + label, height: rows.length * ROW + HEAD }}
        {...handlers}
      >
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
          <BoardRow
            key={row.id}
            row={row}
            index={start + index}
            scale={scale}
            past={past}
            label={label}
            isCurrent={row.id === current}
            gesture={gesture?.row === row.id ? gesture : null}
            held={held && row.place.stays.some(({ id }) => id === held) ? held : null}
            onToggle={onToggle}
          />
        ))}
        {present.map((piece) => (
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
