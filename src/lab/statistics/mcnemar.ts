import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

/**
 * McNemar's exact test (McNemar 1947): the two-sided binomial probability that `onlyA` and `onlyB` (items that only
 * one of two arms got right) differ at least this much when neither arm is better.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  return Math.min(1, 2 * binomialCdf(Math.min(onlyA, onlyB), onlyA + onlyB, 0.5));
}
