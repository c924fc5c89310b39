import { expect, test } from 'vitest';
import { shadesOf } from '@/shared/theme/shades';

function luminance(hex: string): number {
  const number = Number.parseInt(hex.slice(1), 16);
  const [r = 0, g = 0, b = 0] = [number >> 16, (number >> 8) & 255, number & 255].map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

test('white can be read on what buttons are filled with, whatever the accent', () => {
  for (const accent of [
    '#3550c4',
    '#ffd400',
    '#00ff66',
    '#ff0000',
    '#0b7285',
    '#888888',
    '#000000',
    '#ffffff',
  ]) {
    const filled = shadesOf(accent)[7] ?? '';
    expect(1.05 / (luminance(filled) + 0.05), accent).toBeGreaterThan(4.5);
  }
});

test('shades go from light to dark', () => {
  const shades = shadesOf('#3550c4').map(luminance);
  expect(shades).toHaveLength(10);
  expect(shades).toEqual(shades.toSorted((a, b) => b - a));
});
