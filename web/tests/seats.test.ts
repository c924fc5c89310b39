import { expect, test } from 'vitest';
import { goingOn, seatNames } from '@/features/places/seats';

test('seats are numbered on from those that are there, in as many digits', () => {
  expect(goingOn(['A-01', 'A-02'])).toEqual({ prefix: 'A-', first: 3, digits: 2 });
  expect(seatNames(2, goingOn(['A-01', 'A-02']))).toEqual(['A-03', 'A-04']);
  expect(goingOn(['9', '10', '8'])).toEqual({ prefix: '', first: 11, digits: 1 });
});

test('names without numbers, or none at all, begin with one', () => {
  expect(seatNames(1, goingOn([]))).toEqual(['1']);
  expect(goingOn(['Window'])).toEqual({ prefix: 'Window', first: 1, digits: 1 });
});

test('as many digits as the last of them needs', () => {
  expect(seatNames(3, { prefix: ' L-', first: 8 })).toEqual(['L-08', 'L-09', 'L-10']);
});
