import { expect, test } from 'vitest';
import { agreement, meanAgreement } from './agreement.ts';
import { bootstrapMean } from './bootstrap.ts';
import { itemsNeeded } from './items-needed.ts';
import { mcnemar } from './mcnemar.ts';
import { pairedDifference } from './paired-difference.ts';
import { wilson } from './wilson.ts';

const percents = ({ low, high }: { low: number; high: number }) => [Math.round(100 * low), Math.round(100 * high)];

test.each([[18, 20, 70, 97], [45, 50, 79, 96], [90, 100, 83, 94], [180, 200, 85, 93], [20, 20, 84, 100], [100, 100, 96, 100], [0, 20, 0, 16]])(
  'Wilson: %i of %i is between %i and %i percent', (count, n, low, high) => {
    expect(percents(wilson(count, n))).toEqual([low, high]);
  });

test('Wilson knows nothing from no items', () => {
  expect(wilson(0, 0)).toEqual({ value: Number.NaN, low: 0, high: 1 });
});

test.each([[12, 3, 0.035], [8, 2, 0.109], [20, 10, 0.099], [6, 0, 0.031], [5, 5, 1], [0, 0, 1]])('McNemar: %i against %i gives p = %f', (b, c, p) => {
  expect(mcnemar(b, c)).toBeCloseTo(p, 3);
  expect(mcnemar(c, b)).toBe(mcnemar(b, c));
});

test('McNemar stays exact where powers of a half no longer fit a number', () => {
  expect(mcnemar(1000, 1000)).toBe(1);
  expect(mcnemar(950, 1050)).toBeGreaterThan(0.02);
  expect(mcnemar(950, 1050)).toBeLessThan(0.03);
});

test.each([[12.5, 2.5, 116], [8, 3, 343], [10, 5, 469], [5, 2, 609]])('items needed: %f%% against %f%% is settled by %i', (a, b, n) => {
  expect(itemsNeeded(a, b, 100)).toBeGreaterThanOrEqual(n - 1);
  expect(itemsNeeded(a, b, 100)).toBeLessThanOrEqual(n + 1);
});

test('no number of items settles a difference of nothing', () => {
  expect(itemsNeeded(4, 4, 50)).toBe(Number.POSITIVE_INFINITY);
});

test('a paired difference lies inside its interval, and turns with its arms', () => {
  const one = pairedDifference(12, 3, 100);
  const other = pairedDifference(3, 12, 100);
  expect(one.value).toBeCloseTo(0.09);
  expect(one.low).toBeGreaterThan(0);
  expect(one.low).toBeCloseTo(-other.high);
  expect(pairedDifference(0, 0, 20).low).toBeLessThan(0);
});

test('the bootstrap is seeded and covers the mean', () => {
  const values = Array.from({ length: 60 }, (_, i) => (i % 3) / 2);
  expect(bootstrapMean(values)).toEqual(bootstrapMean(values));
  const { value, low, high } = bootstrapMean(values);
  expect(value).toBeCloseTo(0.5);
  expect(low).toBeGreaterThan(0.38);
  expect(high).toBeLessThan(0.62);
});

test('pairwise agreement counts pairs of the same item, and the unreadable as one class', () => {
  expect(agreement([['a', 'a', 'b'], ['c', 'c', 'c']])).toEqual({ agreeing: 4, pairs: 6 });
  expect(agreement([[null, null, 'a', 'b']])).toEqual({ agreeing: 1, pairs: 6 });
});

test('unanimous answers leave doubt all the same', () => {
  const unanimous = Array.from({ length: 20 }, () => ['a', 'a', 'a']);
  expect(meanAgreement(unanimous)).toMatchObject({ value: 1, high: 1 });
  expect(meanAgreement(unanimous).low).toBeCloseTo(0.84, 2);
  const one = meanAgreement([Array.from({ length: 10 }, () => 'a')]);
  expect(one.value).toBe(1);
  expect(one.low).toBeLessThan(0.6);
});

test('the agreement of one prompt has an interval from its own answers', () => {
  const { value, low, high } = meanAgreement([['a', 'a', 'a', 'b', 'b', 'c', 'a', 'b', 'a', 'c']]);
  expect(value).toBeCloseTo((10 + 3 + 1) / 45);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
});
