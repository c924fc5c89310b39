import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { Fixture } from '@/requests/plan';
import { useI18n } from '@/shared/i18n';
import classes from './editor.module.css';
import {
  type Box,
  type Edits,
  type Piece,
  resized,
  type Size,
  snap,
  touches,
  turnedTo,
  within,
} from './pieces';

interface Props {
  size: Size;
  /** Where to get what lies under everything. */
  background: string | null;
  fixtures: Fixture[];
  pieces: Piece[];
  selected: ReadonlySet<string>;
  zoom: number;
  onSelect: (ids: Set<string>) => void;
  onChange: (edits: Edits) => void;
}

interface Point {
  x: number;
  y: number;
}

interface Drag {
  how: 'move' | 'size' | 'turn';
  from: Point;
  boxes: [string, Box][];
}

const FINE = 10;
const COARSE = 100;
const TURN = 15;
const HANDLE = 40;
/** From a piece's upper edge to the knob that turns it. */
const STALK = 60;
const KEYS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The plan with its rooms and seats, to be moved, sized and turned by pointer and by keys. */
export function Canvas({ size, background, fixtures, pieces, selected, zoom, onSelect, onChange }: Props) {
  const { t } = useI18n();
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<Drag | null>(null);
  // What is being dragged, until it is let go.
  const [held, setHeld] = useState<Edits>({});
  // A rectangle that is being drawn around what shall be chosen.
  const [lasso, setLasso] = useState<{ from: Point; to: Point } | null>(null);

  const hasSeats = ({ id }: Piece) => pieces.some((each) => each.seat && each.room === id);
  const boxesOf = (ids: ReadonlySet<string>) =>
    pieces.flatMap((piece): [string, Box][] =>
      piece.box && ids.has(piece.id) ? [[piece.id, piece.box]] : [],
    );

  function pointOf(event: PointerEvent) {
    const matrix = svg.current?.getScreenCTM()?.inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }

  function begin(event: PointerEvent, piece: Piece, how: Drag['how']) {
    event.stopPropagation();
    let chosen = selected;
    if (event.shiftKey) {
      const next = new Set(selected);
      if (!next.delete(piece.id)) next.add(piece.id);
      chosen = next;
    } else if (!selected.has(piece.id)) {
      chosen = new Set([piece.id]);
    }
    if (chosen !== selected) onSelect(new Set(chosen));
    // A room takes its desks along.
    const along = new Set(chosen);
    if (how === 'move') {
      for (const each of pieces) if (each.seat && chosen.has(each.room)) along.add(each.id);
    }
    drag.current = { how, from: pointOf(event), boxes: boxesOf(along) };
    svg.current?.setPointerCapture(event.pointerId);
  }

  /** By mouse; fingers move the plan instead. */
  function beginLasso(event: PointerEvent) {
    if (!event.shiftKey) onSelect(new Set());
    if (event.pointerType !== 'mouse') return;
    const from = pointOf(event);
    setLasso({ from, to: from });
    svg.current?.setPointerCapture(event.pointerId);
  }

  function move(event: PointerEvent) {
    if (lasso) {
      const drawn = { from: lasso.from, to: pointOf(event) };
      setLasso(drawn);
      const within = pieces.filter(
        (piece) => piece.box && (piece.seat || !hasSeats(piece)) && touches(piece.box, boxOf(drawn)),
      );
      onSelect(new Set([...(event.shiftKey ? selected : []), ...within.map(({ id }) => id)]));
      return;
    }
    if (!drag.current) return;
    const { how, from, boxes } = drag.current;
    const at = pointOf(event);
    const [dx, dy] = [snap(at.x - from.x), snap(at.y - from.y)];
    setHeld(
      Object.fromEntries(
        boxes.map(([id, box]) => [
          id,
          within(
            how === 'move'
              ? { ...box, x: box.x + dx, y: box.y + dy }
              : how === 'size'
                ? resized(box, at.x - from.x, at.y - from.y)
                : turnedTo(box, at, event.shiftKey ? 1 : TURN),
            size,
          ),
        ]),
      ),
    );
  }

  function end() {
    setLasso(null);
    if (drag.current && Object.keys(held).length > 0) onChange(held);
    drag.current = null;
    setHeld({});
  }

  function onKeyDown(event: KeyboardEvent) {
    const way = KEYS[event.key];
    if ((event.ctrlKey || event.metaKey) && event.code === 'KeyA') {
      onSelect(new Set(pieces.flatMap((piece) => (piece.box ? [piece.id] : []))));
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') {
      onSelect(new Set());
      return;
    }
    const boxes = boxesOf(selected);
    if (boxes.length === 0) return;
    if (way) {
      const by = event.shiftKey ? COARSE : FINE;
      onChange(
        Object.fromEntries(
          boxes.map(([id, box]) => [
            id,
            within({ ...box, x: box.x + way[0] * by, y: box.y + way[1] * by }, size),
          ]),
        ),
      );
    } else if (event.key === 'r' || event.key === 'R') {
      const by = event.shiftKey ? -TURN : TURN;
      onChange(
        Object.fromEntries(boxes.map(([id, box]) => [id, within({ ...box, turn: box.turn + by }, size)])),
      );
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onChange(Object.fromEntries(boxes.map(([id]) => [id, null])));
    } else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no fieldsets in SVG
    <svg
      ref={svg}
      role="group"
      className={classes.canvas}
      style={{ width: `${zoom * 100}%` }}
      viewBox={`0 0 ${size.width} ${size.height}`}
      aria-label={t('editor.canvas')}
      onPointerDown={beginLasso}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    >
      <rect width={size.width} height={size.height} className={classes.ground} />
      {background && (
        <image
          href={background}
          width={size.width}
          height={size.height}
          preserveAspectRatio="none"
          className={classes.background}
        />
      )}
      {fixtures.map((fixture, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: fixtures have no other name
          key={index}
          x={fixture.x}
          y={fixture.y}
          width={fixture.width}
          height={fixture.height}
          transform={turned(fixture)}
          className={classes.fixture}
          data-kind={fixture.kind}
        />
      ))}
      {pieces.map((piece) => {
        const box = held[piece.id] ?? piece.box;
        return (
          box && (
            <Shape
              key={piece.id}
              piece={piece}
              box={box}
              isSelected={selected.has(piece.id)}
              isAlone={selected.size === 1}
              onBegin={(event, how) => begin(event, piece, how)}
              onFocus={() => !selected.has(piece.id) && !drag.current && onSelect(new Set([piece.id]))}
            />
          )
        );
      })}
      {lasso && <rect {...boxOf(lasso)} className={classes.lasso} />}
    </svg>
  );
}

const boxOf = ({ from, to }: { from: Point; to: Point }) => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
});

const turned = ({ x, y, width, height, turn }: Box) => `rotate(${turn} ${x + width / 2} ${y + height / 2})`;

interface ShapeProps {
  piece: Piece;
  box: Box;
  isSelected: boolean;
  /** Nothing else is chosen. */
  isAlone: boolean;
  onBegin: (event: PointerEvent, how: Drag['how']) => void;
  onFocus: () => void;
}

function Shape({ piece, box, isSelected, isAlone, onBegin, onFocus }: ShapeProps) {
  // Inside, where there is no room above.
  const stalk = Math.min(STALK, box.y - HANDLE / 2);
  const wide = box.turn % 180 === 90 ? box.height : box.width;
  const letters = Math.min(piece.seat ? 40 : 64, (wide * 1.3) / Math.max(3, piece.name.length));
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in SVG
    <g
      role="button"
      tabIndex={0}
      aria-label={piece.name}
      aria-pressed={isSelected}
      className={classes.piece}
      data-kind={piece.seat ? 'seat' : 'room'}
      data-selected={isSelected || undefined}
      onPointerDown={(event) => onBegin(event, 'move')}
      onFocus={onFocus}
    >
      <g transform={turned(box)}>
        <rect x={box.x} y={box.y} width={box.width} height={box.height} rx={8} className={classes.fill} />
        {isSelected && isAlone && (
          <>
            <path d={`M${box.x + box.width / 2} ${box.y}v${-stalk}`} className={classes.stalk} aria-hidden />
            <circle
              cx={box.x + box.width / 2}
              cy={box.y - stalk}
              r={HANDLE / 2}
              className={classes.knob}
              onPointerDown={(event) => onBegin(event, 'turn')}
            />
          </>
        )}
        {isSelected && (
          <rect
            x={box.x + box.width - HANDLE / 2}
            y={box.y + box.height - HANDLE / 2}
            width={HANDLE}
            height={HANDLE}
            rx={8}
            className={classes.handle}
            onPointerDown={(event) => onBegin(event, 'size')}
          />
        )}
      </g>
      <text
        x={box.x + box.width / 2}
        y={piece.seat ? box.y + box.height / 2 : box.y + letters * 0.75}
        className={classes.name}
        style={{ fontSize: letters }}
      >
        {piece.name}
      </text>
    </g>
  );
}
