import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { homogeneity } from './homogeneity.ts';
import { trend, type Placed } from './trend.ts';

/** Items at places 1, 2, …, of which so many are right. */
const placed = (counts: readonly (readonly [right: number, n: number])[]): Placed[] =>
  counts.flatMap(([right, n], at) => Array.from({ length: n }, (_, item) => ({ place: at + 1, right: Number(item < right) })));

/** The textbook normal approximation of the Cochran-Armitage test. */
function approximate(items: readonly Placed[]): number {
  const n = items.length;
  const mean = (of: (item: Placed) => number) => items.reduce((sum, item) => sum + of(item), 0) / n;
  const [p, x] = [mean(({ right }) => right), mean(({ place }) => place)];
  const t = items.reduce((sum, { place, right }) => sum + (place - x) * (right - p), 0);
  return 2 * normalCdf(-Math.abs(t) / Math.sqrt(p * (1 - p) * items.reduce((sum, { place }) => sum + (place - x) ** 2, 0)), 0, 1);
}

test('the slope is the change from one place to the next', () => {
  expect(trend(placed([[90, 100], [80, 100], [70, 100]])).slope.value).toBeCloseTo(-0.1, 12);
  expect(trend(placed([[50, 100], [50, 100]])).slope.value).toBeCloseTo(0, 12);
});

test('p agrees with the normal approximation where that is good', () => {
  for (const counts of [[[80, 100], [75, 100], [70, 100]], [[60, 90], [70, 100], [80, 110], [77, 100]]] as const) {
    const items = placed(counts);
    expect(Math.abs(trend(items).p - approximate(items))).toBeLessThan(0.05);
  }
});

test('a hump is no trend, and differs all the same', () => {
  const items = placed([[40, 100], [90, 100], [40, 100]]);
  expect(trend(items).p).toBeGreaterThan(0.9);
  expect(homogeneity(items)).toBeLessThan(0.001);
});

test('where places make no difference, about one test in twenty says they do', () => {
  const random = new Random('null');
  const made = () => Array.from({ length: 80 }, (_, item) => ({ place: item % 4, right: Number(random.chance(0.7)) }));
  const runs = Array.from({ length: 40 }, made);
  expect(runs.filter((items) => trend(items).p < 0.05).length).toBeLessThanOrEqual(6);
  expect(runs.filter((items) => homogeneity(items) < 0.05).length).toBeLessThanOrEqual(6);
});

test('items at one place have no trend', () => {
  expect(() => trend(placed([[3, 5]]))).toThrow('A trend needs items at two places at least.');
});
