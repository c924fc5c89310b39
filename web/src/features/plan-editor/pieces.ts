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

/** Where something new goes: rooms to the middle, desks into their room. */
export function placeFor(piece: Piece, all: Piece[], size: Size): Box {
  const ground = all.find((each) => each.id === piece.room)?.box;
  const { width, height } = piece.seat ? DESK : ROOM;
  const around = piece.seat && ground ? ground : { x: 0, y: 0, ...size };
  return within(
    {
      x: snap(around.x + (around.width - width) / 2),
      y: snap(around.y + (around.height - height) / 2),
      width,
      height,
      turn: 0,
    },
    size,
  );
}

export type Alignment = 'left' | 'top' | 'across' | 'down';

/** Put in one line, or at equal distances. */
export function aligned(pieces: Piece[], how: Alignment): Edits {
  const placed = pieces.flatMap((piece) => (piece.box ? [{ id: piece.id, box: piece.box }] : []));
  if (how === 'left' || how === 'top') {
    const axis = how === 'left' ? 'x' : 'y';
    const least = Math.min(...placed.map(({ box }) => box[axis]));
    return Object.fromEntries(placed.map(({ id, box }) => [id, { ...box, [axis]: least }]));
  }
  const [axis, extent] = how === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
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
  const margin = 60;
  return Object.fromEntries(
    desks.map((desk, index) => {
      const [row, column] = [Math.floor(index / perRow), index % perRow];
      const aisles = isFacing ? Math.floor(row / 2) : row;
      return [
        desk.id,
        within(
          {
            x: ground.x + margin + column * DESK.width,
            y: ground.y + margin + row * DESK.height + aisles * aisle,
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
