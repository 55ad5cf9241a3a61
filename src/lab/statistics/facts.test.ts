/** Every figure that shared/research/facts.md prints in its section 4, from the functions here. */
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { expect, test } from 'vitest';
import { itemsNeeded, itemsPerArm } from './items-needed.ts';
import { mcnemar } from './mcnemar.ts';
import { smallestDifference } from './power.ts';
import { atMost } from './rule-of-three.ts';
import { uniqueOutputRate } from './unique-output-rate.ts';
import { wilson } from './wilson.ts';

const percents = ({ low, high }: { low: number; high: number }) => [Math.round(100 * low), Math.round(100 * high)];

test.each([[18, 20, 70, 97], [45, 50, 79, 96], [180, 200, 85, 93]])('Wilson: %i/%i → %i–%i%%', (count, n, low, high) => {
  expect(percents(wilson(count, n))).toEqual([low, high]);
});

test('Wilson: 90/100 → 83–94%, where the text prints 83–95 (the upper end is 94.48)', () => {
  expect(percents(wilson(90, 100))).toEqual([83, 94]);
  expect(wilson(90, 100).high).toBeCloseTo(0.94477, 5);
});

test.each([[20, 20, 84], [100, 100, 96]])('Wilson: %i/%i → at least %i%%', (count, n, low) => {
  expect(percents(wilson(count, n))).toEqual([low, 100]);
});

test.each([20, 50, 100, 1000])('rule of three: no failures in %i → at most about 3/n', (n) => {
  expect(atMost(n) * n).toBeGreaterThan(2.75);
  expect(atMost(n) * n).toBeLessThan(3);
  expect(binomialCdf(0, n, atMost(n))).toBeCloseTo(0.05, 12);
});

test.each([[12, 3, 0.035], [8, 2, 0.109], [20, 10, 0.099], [6, 0, 0.031]])('McNemar, exact: (%i,%i) p = %f', (b, c, p) => {
  expect(Math.round(1000 * mcnemar(b, c)) / 1000).toBe(p);
});

test('McNemar: .099 for (20,10) is the exact p too, although the text leaves 25 and more to χ², which would say .068', () => {
  expect(2 * normalCdf(-10 / Math.sqrt(30), 0, 1)).toBeCloseTo(0.068, 3);
});

test.each([[0.8, 0.9, 199], [0.7, 0.8, 294], [0.85, 0.9, 686], [0.9, 0.93, 1356]])('unpaired: %f to %f needs %i per arm', (p1, p2, n) => {
  expect(itemsPerArm(p1, p2)).toBe(n);
  expect(itemsPerArm(p2, p1)).toBe(n);
});

test.each([[12.5, 2.5, 116], [8, 3, 343], [10, 5, 469], [5, 2, 609]])('paired: %f%%/%f%% needs %i', (a, b, n) => {
  expect(itemsNeeded(a, b, 100)).toBe(n);
  expect(itemsNeeded(b, a, 100)).toBe(n);
});

test('about 1,000 questions for a 3-point gap at 80% power, where the two disagree about one in nine (Miller 2024)', () => {
  expect(itemsNeeded(100 / 9 / 2 + 1.5, 100 / 9 / 2 - 1.5, 100)).toBeGreaterThan(930);
  expect(itemsNeeded(100 / 9 / 2 + 1.5, 100 / 9 / 2 - 1.5, 100)).toBeLessThan(1000);
});

test('ten tickets can detect only a huge difference: 62 points at best, 78 where the two disagree about all', () => {
  expect(smallestDifference(10)).toBeCloseTo(0.62, 2);
  expect(smallestDifference(10, 1)).toBeCloseTo(0.78, 2);
  expect(mcnemar(5, 0)).toBeGreaterThan(0.05);
});

test('80 different outputs of 1,000 are a unique-output rate of 8%', () => {
  const answers = Array.from({ length: 1000 }, (_, sample) => String(sample % 80));
  expect(uniqueOutputRate([answers]).value).toBe(0.08);
});
