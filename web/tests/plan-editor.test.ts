import { expect, test } from 'vitest';
import {
  aligned,
  allPlaced,
  inRows,
  numbered,
  type Piece,
  repeated,
  resized,
  turnedTo,
  withDesks,
  within,
} from '@/features/plan-editor/pieces';
import { step } from '@/features/plan-editor/useEdits';

const SIZE = { width: 2000, height: 1000 };
const piece = (id: string, x: number, y = 0, width = 100): Piece => ({
  id,
  room: 'room',
  seat: id,
  name: id,
  box: { x, y, width, height: 50, turn: 0 },
});

test('nothing leaves the plan', () => {
  expect(within({ x: -30, y: 990, width: 100, height: 50, turn: -90 }, SIZE)).toEqual({
    x: 0,
    y: 950,
    width: 100,
    height: 50,
    turn: 270,
  });
});

test('pieces of different size are spread at equal distances, the outer ones staying', () => {
  const spread = aligned([piece('c', 900), piece('a', 0), piece('b', 150, 0, 200)], 'across');
  expect(Object.fromEntries(Object.entries(spread).map(([id, box]) => [id, box?.x]))).toEqual({
    a: 0,
    b: 400,
    c: 900,
  });
});

test('desks stand in rows by their names, two rows face each other', () => {
  const desks = ['1', '2', '3', '4'].map((name) => piece(name, 0));
  const ground = { x: 100, y: 100, width: 800, height: 600, turn: 0 };
  const placed = inRows(ground, desks, { perRow: 2, aisle: 100, isFacing: true }, SIZE);
  expect(placed['1']).toMatchObject({ x: 160, y: 220, turn: 180 });
  expect(placed['2']).toMatchObject({ x: 300, y: 220 });
  expect(placed['3']).toMatchObject({ x: 160, y: 290, turn: 0 });
});

test('undo and redo walk all steps', () => {
  let state = { past: [], now: {}, future: [] } as ReturnType<typeof step>;
  const box = { x: 1, y: 1, width: 1, height: 1, turn: 0 };
  state = step(state, { type: 'change', edits: { a: box } });
  state = step(state, { type: 'change', edits: { a: null } });
  state = step(state, { type: 'undo' });
  expect(state.now).toEqual({ a: box });
  state = step(state, { type: 'redo' });
  expect(state.now).toEqual({ a: null });
  state = step(step(state, { type: 'undo' }), { type: 'change', edits: { b: box } });
  expect(state.future).toEqual([]);
});

test('pieces of different size are brought to one right edge, or to one middle', () => {
  const pieces = [piece('a', 0), piece('b', 500, 0, 300)];
  expect(aligned(pieces, 'right')).toMatchObject({ a: { x: 700 }, b: { x: 500 } });
  expect(aligned(pieces, 'centre')).toMatchObject({ a: { x: 350 }, b: { x: 250 } });
});

test('a row of desks is repeated by those of its room that wait, as many as there are', () => {
  const waiting = (id: string, room = 'room'): Piece => ({ ...piece(id, 0), room, box: null });
  const row = [piece('a', 100), piece('b', 200), piece('c', 300)];
  const all = [...row, waiting('d'), waiting('x', 'elsewhere'), waiting('e')];
  expect(repeated(row, all, 'below', SIZE)).toMatchObject({ d: { x: 100, y: 210 }, e: { x: 200, y: 210 } });
  expect(Object.keys(repeated(row, all, 'right', SIZE))).toEqual(['d', 'e']);
  expect(repeated(row, row, 'below', SIZE)).toEqual({});
});

test('desks are numbered as one reads, though their row is not quite straight', () => {
  const desks = [piece('c', 0, 200), piece('b', 100, 10), piece('a', 0, 0)];
  expect(numbered(desks, 'D-', 9)).toEqual({ a: 'D-09', b: 'D-10', c: 'D-11' });
});

test('what is turned grows where it is dragged, its other corner staying', () => {
  const box = { x: 100, y: 100, width: 200, height: 100, turn: 0 };
  expect(resized(box, 50, 20)).toEqual({ ...box, width: 250, height: 120 });
  const turned = resized({ ...box, turn: 180 }, -50, -20);
  expect(turned.width).toBe(250);
  expect(turned.x + turned.width).toBeCloseTo(300);
  expect(turned.y + turned.height).toBeCloseTo(200);
});

test('the upper edge turns to where one points, in steps', () => {
  const box = { x: 100, y: 100, width: 100, height: 100, turn: 0 };
  expect(turnedTo(box, { x: 400, y: 155 }, 15).turn).toBe(90);
  expect(turnedTo(box, { x: 150, y: 0 }, 15).turn).toBe(0);
});

test('a new room finds a free spot and brings its desks along in rows', () => {
  const room: Piece = { id: 'new', room: 'new', seat: null, name: 'Bay', box: null };
  const there: Piece = {
    ...room,
    id: 'old',
    room: 'old',
    box: { x: 0, y: 0, width: 900, height: 900, turn: 0 },
  };
  const desk: Piece = { ...room, id: 'd', seat: 'd' };
  const placed = withDesks(room, [there, room, desk], SIZE);
  expect(placed.new?.x).toBeGreaterThanOrEqual(900);
  expect(placed.d?.x).toBeGreaterThan(placed.new?.x ?? 0);
});

test('seats that were added are placed beside each other in their room, where nothing is yet', () => {
  const ground = {
    id: 'bay',
    room: 'bay',
    seat: null,
    name: 'Bay',
    box: { x: 0, y: 0, width: 600, height: 400, turn: 0 },
  };
  const seat = (id: string, box: Piece['box']) => ({ id, room: 'bay', seat: id, name: id, box });
  const there = seat('1', { x: 60, y: 120, width: 140, height: 70, turn: 0 });
  const added = [seat('2', null), seat('3', null), seat('4', null)];
  const placed = allPlaced(added, [ground, there, ...added], SIZE);
  expect(placed['2']).toMatchObject({ x: 200, y: 120 });
  expect(placed['3']).toMatchObject({ x: 340, y: 120 });
  expect(placed['4']).toMatchObject({ x: 60, y: 190 });
  const narrow = { ...ground, box: { ...ground.box, width: 220, height: 200 } };
  expect(allPlaced(added.slice(0, 1), [narrow, there, ...added], SIZE)['2']).toMatchObject({ x: 60, y: 200 });
});
