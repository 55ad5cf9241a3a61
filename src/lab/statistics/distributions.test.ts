/** What the statistics take from stdlib, against printed tables. */
import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { expect, test } from 'vitest';
import { Z95 } from './wilson.ts';

test.each([[1, 0.8413447461], [1.96, 0.9750021049], [2, 0.9772498681], [3, 0.9986501020]])('Φ(%f) is as in Abramowitz and Stegun, table 26.1', (x, p) => {
  expect(normalCdf(x, 0, 1)).toBeCloseTo(p, 10);
  expect(normalCdf(-x, 0, 1)).toBeCloseTo(1 - p, 10);
});

test.each([[0.9, 1.28155157], [0.95, 1.64485363], [0.975, 1.95996398], [0.995, 2.5758293], [0.8, 0.84162123]])('the normal quantile of %f is %f', (p, z) => {
  expect(normalQuantile(p, 0, 1)).toBeCloseTo(z, 7);
});

test('the quantile of 95% intervals is the one that Wilson\'s interval writes out', () => {
  expect(normalQuantile(0.975, 0, 1)).toBeCloseTo(Z95, 14);
});

test.each([[3, 10, 0.5, 0.1719], [2, 10, 0.3, 0.3828], [5, 20, 0.25, 0.6172], [17, 20, 0.9, 0.3231]])('P(at most %i of %i at %f) is as in the binomial tables', (k, n, p, cumulative) => {
  expect(binomialCdf(k, n, p)).toBeCloseTo(cumulative, 4);
});
