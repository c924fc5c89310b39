import type { PlaceOnPlan } from '@/requests/plan';

export interface Point {
  x: number;
  y: number;
}

export const middleOf = (place: PlaceOnPlan): Point => ({
  x: place.x + place.width / 2,
  y: place.y + place.height / 2,
});

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const AHEAD: Record<Direction, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** What lies nearest in a direction: what is aside counts as twice as far. */
export function nearestIn<T extends { at: Point }>(
  from: Point,
  direction: Direction,
  all: T[],
): T | undefined {
  const ahead = AHEAD[direction];
  let best: T | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const each of all) {
    const [dx, dy] = [each.at.x - from.x, each.at.y - from.y];
    const forward = dx * ahead.x + dy * ahead.y;
    const aside = Math.abs(dx * ahead.y) + Math.abs(dy * ahead.x);
    if (forward <= 1 || aside > 3 * forward) continue;
    const distance = forward + 2 * aside;
    if (distance < least) [best, least] = [each, distance];
  }
  return best;
}

/** Where chairs stand about a table for so many, and how large the table is, within a room of this size. */
export function tableFor(
  count: number,
  width: number,
  height: number,
): { table: PlaceOnPlan; chairs: Point[] } {
  const isWide = width >= height;
  const [along, across] = isWide ? [width, height] : [height, width];
  const seats = Math.min(count, 24);
  const ends = seats > 2 ? 2 : 0;
  const perSide = Math.ceil((seats - ends) / 2);
  const length = Math.min(along * 0.62, Math.max(120, perSide * 75));
  const depth = Math.min(across * 0.34, 130);
  const [cx, cy] = [width / 2, height / 2];
  const chairs: Point[] = [];
  const put = (a: number, b: number) =>
    chairs.push(isWide ? { x: cx + a, y: cy + b } : { x: cx + b, y: cy + a });
  for (let seat = 0; seat < seats - ends; seat++) {
    const place = Math.floor(seat / 2);
    const a = perSide > 1 ? (place / (perSide - 1) - 0.5) * (length - 60) : 0;
    put(a, (seat % 2 === 0 ? -1 : 1) * (depth / 2 + 32));
  }
  if (ends) {
    put(-length / 2 - 32, 0);
    put(length / 2 + 32, 0);
  }
  const [tw, th] = isWide ? [length, depth] : [depth, length];
  return { table: { x: cx - tw / 2, y: cy - th / 2, width: tw, height: th, turn: 0 }, chairs };
}
