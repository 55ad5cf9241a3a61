import { expect, test } from 'vitest';
import { intervalP } from './interval-p.ts';
import { itemsForInterval } from './items-needed.ts';
import { mcnemar } from './mcnemar.ts';
import { pairedDifference } from './paired-difference.ts';
import { verdictOf, type Comparison } from './verdict.ts';

const compared = (onlyA: number, onlyB: number, n: number): Comparison & { p: number } => ({
  difference: pairedDifference(onlyA, onlyB, n), n, p: mcnemar(onlyA, onlyB), onlyA, onlyB,
});

test('the data settle for the arm that is better, or cannot tell', () => {
  expect(verdictOf(compared(12, 3, 100))).toEqual({ verdict: 'A', p: mcnemar(12, 3) });
  expect(verdictOf(compared(3, 12, 100))).toEqual({ verdict: 'B', p: mcnemar(12, 3) });
  expect(verdictOf(compared(8, 2, 100))).toMatchObject({ verdict: 'cannot tell' });
});

test('what cannot be told says how many more items would, if any number would', () => {
  expect(verdictOf(compared(8, 3, 100))).toMatchObject({ moreItems: 343 - 100 });
  expect(verdictOf(compared(4, 4, 100))).not.toHaveProperty('moreItems');
  const { onlyA: _a, onlyB: _b, ...bare } = compared(8, 3, 100);
  expect(verdictOf(bare)).not.toHaveProperty('moreItems');
});

test('a p of 0.035 settles alone, but not as the best of three tries, and then needs more items', () => {
  const tried = { ...compared(12, 3, 100), tries: [0.4, 0.8] };
  // At 5% over 3: (2.394 √0.15 + 0.842 √(0.15 − 0.09²))² / 0.09² = 191.1 items in all.
  expect(verdictOf(tried)).toEqual({ verdict: 'cannot tell', p: 3 * mcnemar(12, 3), moreItems: 192 - 100 });
  expect(verdictOf({ ...compared(8, 3, 100), tries: [0.4, 0.8] })).toHaveProperty('moreItems', expect.toSatisfy((more: number) => more > 243));
});

test('beside one clearly better try, the other keeps its own p (Holm, not Bonferroni)', () => {
  expect(verdictOf({ ...compared(12, 3, 100), tries: [0.001] })).toMatchObject({ verdict: 'A', p: mcnemar(12, 3) });
});

test('with several samples an item, the interval decides', () => {
  expect(verdictOf({ difference: { value: 0.1, low: 0.02, high: 0.18 }, n: 50 })).toEqual({ verdict: 'A' });
  expect(verdictOf({ difference: { value: -0.1, low: -0.18, high: -0.02 }, n: 50 })).toEqual({ verdict: 'B' });
  // As far from zero as its half-width: ((1.960 + 0.842) / 1.960)² = 2.043 times 50 items in all.
  expect(verdictOf({ difference: { value: 0.1, low: -0.02, high: 0.18 }, n: 50 })).toEqual({ verdict: 'cannot tell', moreItems: 103 - 50 });
  expect(verdictOf({ difference: { value: 0, low: -0.1, high: 0.1 }, n: 50 })).toEqual({ verdict: 'cannot tell' });
});

test('an interval that leaves out zero settles alone, but not as one of many', () => {
  // 0.1 is 0.1 / 0.08 × 1.960 = 2.45 standard errors: p = 0.0143.
  const drawn = { difference: { value: 0.1, low: 0.02, high: 0.18 }, n: 50 };
  expect(verdictOf({ ...drawn, tries: [0.2, 0.3] })).toMatchObject({ verdict: 'A', p: expect.closeTo(3 * 0.0143, 3) });
  // ((2.498 + 0.842) / 2.450)² = 1.858 times 50 items in all, at 5% over 4.
  expect(verdictOf({ ...drawn, tries: [0.2, 0.3, 0.4] })).toEqual({ verdict: 'cannot tell', p: expect.closeTo(4 * 0.0143, 3), moreItems: 93 - 50 });
});

test('the p of an interval is below 5% just where it leaves out zero', () => {
  expect(intervalP({ value: 0.1, low: 0, high: 0.2 })).toBeGreaterThanOrEqual(0.05);
  expect(intervalP({ value: -0.1, low: -0.3, high: -0.0001 })).toBeLessThan(0.05);
  expect(intervalP({ value: 0, low: -0.1, high: 0.1 })).toBe(1);
  expect(intervalP({ value: 0.1, low: 0.1, high: 0.1 })).toBe(0);
});

test('half the interval needs a quarter of the items', () => {
  const of = (half: number) => itemsForInterval({ value: 0.05, low: 0.05 - half, high: 0.05 + half }, 100);
  expect([of(0.1), of(0.05)]).toEqual([818, 205]);
});
