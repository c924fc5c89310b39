import { expect, test } from 'vitest';
import { sidesOf } from '@/features/places/labels';

const pin = (x: number, y: number) => ({ x, y, width: 100, height: 24 });

test('a label stands below its pin, and elsewhere where another is', () => {
  expect(sidesOf([pin(100, 100)])).toEqual(['below']);
  expect(sidesOf([pin(100, 100), pin(160, 100)])).toEqual(['below', 'above']);
  expect(sidesOf([pin(100, 100), pin(300, 100)])).toEqual(['below', 'below']);
});

test('a label does not lie on the pin of another', () => {
  expect(sidesOf([pin(100, 100), pin(100, 124)])).toEqual(['above', 'below']);
});

test('where there is no room at all, the last goes without', () => {
  const crowd = Array.from({ length: 9 }, () => pin(100, 100));
  const sides = sidesOf(crowd);
  expect(sides.at(-1)).toBeNull();
  expect(new Set(sides.filter((side) => side !== null)).size).toBe(
    sides.filter((side) => side !== null).length,
  );
});
