import { expect, test } from 'vitest';
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
  expect(verdictOf(tried)).toMatchObject({ verdict: 'cannot tell', p: 3 * mcnemar(12, 3) });
  expect(verdictOf({ ...compared(8, 3, 100), tries: [0.4, 0.8] })).toHaveProperty('moreItems', expect.toSatisfy((more: number) => more > 243));
});

test('beside one clearly better try, the other keeps its own p (Holm, not Bonferroni)', () => {
  expect(verdictOf({ ...compared(12, 3, 100), tries: [0.001] })).toMatchObject({ verdict: 'A', p: mcnemar(12, 3) });
});

test('with several samples an item, the interval decides, and one at a time', () => {
  expect(verdictOf({ difference: { value: 0.1, low: 0.02, high: 0.18 }, n: 50 })).toEqual({ verdict: 'A' });
  expect(verdictOf({ difference: { value: -0.1, low: -0.18, high: -0.02 }, n: 50 })).toEqual({ verdict: 'B' });
  expect(verdictOf({ difference: { value: 0.1, low: -0.02, high: 0.18 }, n: 50 })).toEqual({ verdict: 'cannot tell' });
  expect(() => verdictOf({ difference: { value: 0.1, low: 0.02, high: 0.18 }, n: 50, tries: [0.2] })).toThrow('this one has none');
});
