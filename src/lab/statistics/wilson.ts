/** An interval estimate of a share; all three between 0 and 1. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The standard normal quantile of a two-sided 95% interval. */
export const Z95 = 1.959963984540054;

/** The level of significance that goes with it. */
export const LEVEL = 0.05;

/** The share of `count` in `n` with its 95% interval by Wilson's score method (Wilson 1927). For n = 0, all of [0, 1]. */
export function wilson(count: number, n: number): Estimate {
  if (n === 0) return { value: Number.NaN, low: 0, high: 1 };
  const p = count / n;
  const z2 = Z95 * Z95;
  const scale = 1 + z2 / n;
  const centre = (p + z2 / (2 * n)) / scale;
  const half = (Z95 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / scale;
  return { value: p, low: count === 0 ? 0 : Math.max(0, centre - half), high: count === n ? 1 : Math.min(1, centre + half) };
}
