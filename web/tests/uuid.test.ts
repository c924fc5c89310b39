import { expect, test } from 'vitest';
import { uuid7 } from '@/shared/api/uuid';

test('a key is a UUIDv7 of its moment', () => {
  const key = uuid7(Date.UTC(2026, 10, 23));
  expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(key.replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 10, 23));
});

test('no two are the same', () => {
  expect(new Set(Array.from({ length: 1000 }, () => uuid7(0))).size).toBe(1000);
});
