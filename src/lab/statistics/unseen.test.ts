import { expect, test } from 'vitest';
import { kindOf, unseenShare } from './unseen.ts';
import { wilson } from './wilson.ts';

const kinds = (n: number, odd: number) => Array.from({ length: n }, (_, item) => (item < odd ? 'odd' : 'common'));

test('of 40 items, three unlike the others are too few to resample, and four are enough', () => {
  for (const odd of [0, 1, 3]) expect(unseenShare(kinds(40, odd))).toBe(wilson(0, 40).high);
  expect(unseenShare(kinds(40, 4))).toBe(0);
});

test('what may be unseen shrinks with items, about as 3.8/n', () => {
  expect(unseenShare(kinds(1000, 0)) * 1000).toBeCloseTo(3.83, 2);
});

test('the last bits of numbers make no kind', () => {
  expect(kindOf([0.1 + 0.2, 0])).toBe(kindOf([0.3, -1e-17]));
});
