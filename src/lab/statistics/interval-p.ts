import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { LEVEL, Z95, type Estimate } from './wilson.ts';

/**
 * The two-sided p-value that goes with a 95% interval of a difference (Altman and Bland 2011, normal approximation), read
 * from the side of the interval that faces zero: below 0.05 where the interval leaves out zero, and nowhere else.
 */
export function intervalP({ value, low, high }: Estimate): number {
  if (value === 0) return 1;
  const reach = Math.max(0, value > 0 ? value - low : high - value);
  const p = 2 * normalCdf((-Z95 * Math.abs(value)) / reach, 0, 1);
  return low > 0 || high < 0 ? p : Math.max(LEVEL, p);
}
