import { Random } from '../../tinydesk/random.ts';
import type { Estimate } from './wilson.ts';

export const RESAMPLES = 2000;

/**
 * The mean of one value an item, with its 95% percentile interval from resampling whole items (Efron 1979): samples
 * of one item are no independent evidence, so they travel together. Seeded, so the same values give the same interval.
 */
export function bootstrapMean(values: readonly number[], seed = 'bootstrap'): Estimate {
  const n = values.length;
  if (n === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const random = new Random(seed);
  const mean = (draw: () => number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw();
    return sum / n;
  };
  const means = Float64Array.from({ length: RESAMPLES }, () => mean(() => values[random.int(0, n - 1)]!)).sort();
  let next = 0;
  return { value: mean(() => values[next++]!), low: means[Math.floor(0.025 * RESAMPLES)]!, high: means[Math.ceil(0.975 * RESAMPLES) - 1]! };
}
