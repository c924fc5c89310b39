import type { PlaceOnPlan, Plan } from '@/requests/plan';

/** A rectangle in centimetres, perhaps turned. */
export type Box = PlaceOnPlan;

/** A room or a seat as the editor handles it. */
export interface Piece {
  id: string;
  room: string;
  seat: string | null;
  name: string;
  box: Box | null;
}

/** What was moved and not saved yet; null takes off the plan. */
export type Edits = Record<string, Box | null>;

export interface Size {
  width: number;
  height: number;
}

/** Everything snaps to tens of centimetres. */
const GRID = 10;
const ROOM: Size = { width: 400, height: 300 };
const DESK: Size = { width: 140, height: 70 };
/** Between a wall and the desks. */
const MARGIN = 60;
/** Of a room's name, above its desks. */
const CAPTION = 60;
/** Wide enough to walk between two rows. */
export const AISLE = 160;

export const snap = (centimetres: number) => Math.round(centimetres / GRID) * GRID;

/** Every room and seat of a floor, the rooms first, so that seats lie on top of them. */
export function piecesOf(plan: Plan, edits: Edits): Piece[] {
  const box = (id: string, place: Box | null) => (id in edits ? (edits[id] ?? null) : place);
  return [
    ...plan.rooms.map((room) => ({
      id: room.room_id,
      room: room.room_id,
      seat: null,
      name: room.name,
      box: box(room.room_id, room.place),
    })),
    ...plan.rooms.flatMap((room) =>
      room.seats.map((seat) => ({
        id: seat.seat_id,
        room: room.room_id,
        seat: seat.seat_id,
        name: seat.name,
        box: box(seat.seat_id, seat.place),
      })),
    ),
  ];
}

/** On the plan, in whole centimetres. */
export function within(box: Box, size: Size): Box {
  const width = Math.max(GRID, Math.min(Math.round(box.width), size.width));
  const height = Math.max(GRID, Math.min(Math.round(box.height), size.height));
  return {
    x: Math.max(0, Math.min(Math.round(box.x), size.width - width)),
    y: Math.max(0, Math.min(Math.round(box.y), size.height - height)),
    width,
    height,
    turn: ((Math.round(box.turn) % 360) + 360) % 360,
  };
}

/**
 * Where something new goes: where nothing of its kind is yet, else to the middle; a desk for which its room is too full
 * goes right below it, and a room is as large as its desks need.
 */
function placeFor(piece: Piece, all: Piece[], size: Size): Box {
  const ground = all.find((each) => each.id === piece.room)?.box;
  const desks = all.filter((each) => each.seat && each.room === piece.id).length;
  const { width, height } = piece.seat ? DESK : desks > 0 ? groundFor(desks) : ROOM;
  const around = piece.seat && ground ? ground : { x: 0, y: 0, ...size };
  const taken = all.flatMap((each) =>
    each.box && Boolean(each.seat) === Boolean(piece.seat) ? [each.box] : [],
  );
  const middle = {
    x: snap(around.x + (around.width - width) / 2),
    y: snap(around.y + (around.height - height) / 2),
  };
  const below = { ...around, y: around.y + around.height - MARGIN - CAPTION, height: size.height };
  const spot =
    spotIn(around, { width, height }, taken) ?? (ground && spotIn(below, { width, height }, taken));
  return within({ ...(spot ?? middle), width, height, turn: 0 }, size);
}

/** The first spot, in reading order, where it would cover nothing. */
function spotIn(around: Omit<Box, 'turn'>, { width, height }: Size, taken: Box[]) {
  for (let y = around.y + MARGIN + CAPTION; y + height <= around.y + around.height; y += height) {
    for (let x = around.x + MARGIN; x + width <= around.x + around.width; x += width) {
      const isFree = taken.every(
        (box) =>
          x >= box.x + box.width || box.x >= x + width || y >= box.y + box.height || box.y >= y + height,
      );
      if (isFree) return { x: snap(x), y: snap(y) };
    }
  }
  return null;
}

/** A room with its desks in rows, none of which had a place. */
export function withDesks(room: Piece, all: Piece[], size: Size): Edits {
  const box = placeFor(room, all, size);
  const desks = all.filter((each) => each.seat && each.room === room.id && !each.box);
  const rows = { perRow: perRowOf(desks.length), aisle: AISLE, isFacing: true };
  return { [room.id]: box, ...inRows(box, desks, rows, size) };
}

/** Some that had no place, each where nothing is yet, and rooms with their desks. */
export function allPlaced(some: Piece[], all: Piece[], size: Size): Edits {
  const edits: Edits = {};
  for (const piece of some) {
    const now = all.map((each) => ({ ...each, box: edits[each.id] ?? each.box }));
    Object.assign(
      edits,
      piece.seat ? { [piece.id]: placeFor(piece, now, size) } : withDesks(piece, now, size),
    );
  }
  return edits;
}

/** So many desks stand in a row, unless somebody says otherwise. */
export const perRowOf = (desks: number) => Math.max(1, Math.min(6, desks));

function groundFor(desks: number): Size {
  const perRow = perRowOf(desks);
  const rows = Math.ceil(desks / perRow);
  return {
    width: 2 * MARGIN + perRow * DESK.width,
    height: 2 * MARGIN + rows * DESK.height + Math.floor((rows - 1) / 2) * AISLE + CAPTION,
  };
}

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'across' | 'down';

/** Put in one line, or at equal distances. */
export function aligned(pieces: Piece[], how: Alignment): Edits {
  const placed = pieces.flatMap((piece) => (piece.box ? [{ id: piece.id, box: piece.box }] : []));
  const isAcross = how === 'left' || how === 'centre' || how === 'right' || how === 'across';
  const [axis, extent] = isAcross ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const least = Math.min(...placed.map(({ box }) => box[axis]));
  const most = Math.max(...placed.map(({ box }) => box[axis] + box[extent]));
  if (how !== 'across' && how !== 'down') {
    const share = how === 'left' || how === 'top' ? 0 : how === 'right' || how === 'bottom' ? 1 : 0.5;
    return Object.fromEntries(
      placed.map(({ id, box }) => [
        id,
        { ...box, [axis]: Math.round(least + (most - least - box[extent]) * share) },
      ]),
    );
  }
  const inOrder = placed.toSorted((one, other) => one.box[axis] - other.box[axis]);
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (!first || !last || inOrder.length < 3) return {};
  const filled = inOrder.reduce((sum, { box }) => sum + box[extent], 0);
  const gap = (last.box[axis] + last.box[extent] - first.box[axis] - filled) / (inOrder.length - 1);
  let at = first.box[axis];
  return Object.fromEntries(
    inOrder.map(({ id, box }) => {
      const moved = { ...box, [axis]: Math.round(at) };
      at += box[extent] + gap;
      return [id, moved];
    }),
  );
}

/** Larger or smaller by dragging its lower right corner, which is elsewhere when it is turned; the opposite one stays. */
export function resized(box: Box, dx: number, dy: number): Box {
  const angle = (box.turn * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const width = Math.max(GRID, snap(box.width + dx * cos + dy * sin));
  const height = Math.max(GRID, snap(box.height - dx * sin + dy * cos));
  const [grownX, grownY] = [(width - box.width) / 2, (height - box.height) / 2];
  const middle = {
    x: box.x + box.width / 2 + grownX * cos - grownY * sin,
    y: box.y + box.height / 2 + grownX * sin + grownY * cos,
  };
  return { ...box, x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

/** Turned so that its upper edge looks at a point; in steps, unless one wants it free. */
export function turnedTo(box: Box, at: { x: number; y: number }, step: number): Box {
  const angle = Math.atan2(at.x - (box.x + box.width / 2), box.y + box.height / 2 - at.y);
  return { ...box, turn: Math.round((angle * 180) / Math.PI / step) * step };
}

export type Way = 'right' | 'below';

/**
 * The chosen desks once more, beside them or after an aisle: the next desks of their room that have no place yet take
 * the same pattern. Empty when the chosen ones are not all desks of one room, or when no desk waits.
 */
export function repeated(chosen: Piece[], all: Piece[], way: Way, size: Size): Edits {
  const room = chosen[0]?.room;
  if (!chosen.every((piece) => piece.seat && piece.box && piece.room === room)) return {};
  const boxes = chosen.flatMap(({ box }) => (box ? [box] : []));
  const span = (axis: 'x' | 'y', extent: 'width' | 'height') =>
    Math.max(...boxes.map((box) => box[axis] + box[extent])) - Math.min(...boxes.map((box) => box[axis]));
  const [dx, dy] = way === 'right' ? [span('x', 'width'), 0] : [0, span('y', 'height') + AISLE];
  const waiting = all.filter((piece) => piece.seat && piece.room === room && !piece.box);
  return Object.fromEntries(
    boxes
      .slice(0, waiting.length)
      .map((box, index) => [
        waiting[index]?.id ?? '',
        within({ ...box, x: box.x + dx, y: box.y + dy }, size),
      ]),
  );
}

/** Numbers in the order in which one reads: row by row, from left to right. */
export function numbered(pieces: Piece[], prefix: string, first: number): Record<string, string> {
  const digits = String(first + pieces.length - 1).length;
  const rows = pieces
    .flatMap((piece) => (piece.box ? [{ id: piece.id, box: piece.box }] : []))
    .toSorted((one, other) => one.box.y - other.box.y)
    .reduce<{ id: string; box: Box }[][]>((rows, piece) => {
      const row = rows.at(-1);
      const head = row?.[0]?.box;
      if (row && head && piece.box.y < head.y + head.height / 2) row.push(piece);
      else rows.push([piece]);
      return rows;
    }, []);
  const inOrder = rows.flatMap((row) => row.toSorted((one, other) => one.box.x - other.box.x));
  return Object.fromEntries(
    inOrder.map(({ id }, index) => [id, prefix + String(first + index).padStart(digits, '0')]),
  );
}

/** Whether a rectangle that somebody drew touches it. */
export const touches = (box: Box, drawn: Omit<Box, 'turn'>) =>
  box.x < drawn.x + drawn.width &&
  drawn.x < box.x + box.width &&
  box.y < drawn.y + drawn.height &&
  drawn.y < box.y + box.height;

export interface RowsWanted {
  /** Desks in a row. */
  perRow: number;
  /** Between rows, for people to walk. */
  aisle: number;
  /** Every second row faces the one before. */
  isFacing: boolean;
}

/** All desks of a room in rows within it, in the order of their names. */
export function inRows(
  ground: Box,
  desks: Piece[],
  { perRow, aisle, isFacing }: RowsWanted,
  size: Size,
): Edits {
  return Object.fromEntries(
    desks.map((desk, index) => {
      const [row, column] = [Math.floor(index / perRow), index % perRow];
      const aisles = isFacing ? Math.floor(row / 2) : row;
      return [
        desk.id,
        within(
          {
            x: ground.x + MARGIN + column * DESK.width,
            y: ground.y + MARGIN + CAPTION + row * DESK.height + aisles * aisle,
            ...DESK,
            // Whoever sits at a desk that is turned looks the other way.
            turn: isFacing && row % 2 === 0 ? 180 : 0,
          },
          size,
        ),
      ];
    }),
  );
}
