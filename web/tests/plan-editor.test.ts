import { expect, test } from 'vitest';
import { aligned, inRows, type Piece, within } from '@/features/plan-editor/pieces';
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
  expect(placed['1']).toMatchObject({ x: 160, y: 160, turn: 180 });
  expect(placed['2']).toMatchObject({ x: 300, y: 160 });
  expect(placed['3']).toMatchObject({ x: 160, y: 230, turn: 0 });
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
