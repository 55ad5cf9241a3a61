import type { Estimate } from '../lab/statistics/wilson.ts';

/**
 * The difference of two shares measured on different items, A minus B, with its 95% interval made of theirs (Newcombe
 * 1998, method 10, for Wilson's intervals; Zou and Donner 2008 for any). Between -1 and 1.
 */
export function unpairedDifference(a: Estimate, b: Estimate): Estimate {
  const value = a.value - b.value;
  return { value, low: value - Math.hypot(a.value - a.low, b.high - b.value), high: value + Math.hypot(a.high - a.value, b.value - b.low) };
}
