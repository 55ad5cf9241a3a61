import { expect, test } from 'vitest';
import { thinned, type LossPoint } from './loss-curve.ts';

const run = Array.from({ length: 1000 }, (_, n): LossPoint => [1000 * (n + 1), 6 / Math.sqrt(n + 1)]);
const area = (points: readonly LossPoint[]) => points.slice(1).reduce((sum, [tokens, loss], n) => sum + (tokens - points[n]![0]) * loss, 0);

test('a thinned curve starts and ends where the run does, finer where it falls fast', () => {
  const few = thinned(run, 20);
  expect(few.length).toBeLessThanOrEqual(20);
  expect(few[0]).toEqual(run[0]);
  expect(few.at(-1)![0]).toBe(1_000_000);
  const steps = few.slice(1).map(([tokens], n) => tokens - few[n]![0]);
  expect(steps.at(-1)!).toBeGreaterThan(3 * steps[1]!);
});

test('thinning again neither loses the beginning nor counts a token twice', () => {
  const longer = [...thinned(run, 50), ...Array.from({ length: 500 }, (_, n): LossPoint => [1_000_000 + 2000 * (n + 1), 0.2])];
  const again = thinned(longer, 50);
  expect(again[0]).toEqual(run[0]);
  expect(area(thinned(run, 50))).toBeCloseTo(area(run), 3);
  expect(area(again)).toBeCloseTo(area(longer), 3);
});

test('nothing, one point and fewer than asked stay as they are', () => {
  expect(thinned([], 20)).toEqual([]);
  expect(thinned([[5, 2]], 20)).toEqual([[5, 2]]);
  expect(thinned([[5, 2], [10, 1]], 20)).toEqual([[5, 2], [10, 1]]);
});
