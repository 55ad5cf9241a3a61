import { Random } from '../../tinydesk/random.ts';
import type { Estimate } from './wilson.ts';

export const RESAMPLES = 2000;

/**
 * The mean of one value an item, with its 95% percentile interval from resampling whole items (Efron 1979): samples
 * of one item are no independent evidence, so they travel together. Seeded, so the same values give the same interval.
 */
export function bootstrapMean(values: readonly number[], seed = 'bootstrap'): Estimate {
  const n = values.length;
  if (n === 0) return UNKNOWN;
  const random = new Random(seed);
  const mean = (draw: () => number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw();
    return sum / n;
  };
  const means = Float64Array.from({ length: RESAMPLES }, () => mean(() => values[random.int(0, n - 1)]!));
  let next = 0;
  return { value: mean(() => values[next++]!), ...percentiles(means) };
}

/**
 * Any statistic of a list of items, with its 95% percentile interval from resampling whole items, as bootstrapMean, which
 * gives the same for a mean. An item holds all that belongs together: its samples, its paraphrases, its outcomes in
 * every format. Resamples in which the statistic is not a number are left out.
 */
export function bootstrap<T>(items: readonly T[], statistic: (items: readonly T[]) => number, seed = 'bootstrap'): Estimate {
  if (items.length === 0) return UNKNOWN;
  return { value: statistic(items), ...percentiles(Array.from(resamples(items, seed), statistic)) };
}

/**
 * The statistic of arm A minus that of arm B, measured on the same items in the same order, with its 95% percentile
 * interval: a resampled item brings what both arms made of it, so what makes an item hard cancels.
 */
export function bootstrapDifference<T>(a: readonly T[], b: readonly T[], statistic: (items: readonly T[]) => number, seed = 'bootstrap'): Estimate {
  if (a.length !== b.length) throw new Error(`A paired comparison needs the same items in both arms: one has ${a.length}, the other ${b.length}.`);
  const both = a.map((item, at) => [item, b[at]!] as const);
  return bootstrap(both, (drawn) => statistic(drawn.map(([inA]) => inA)) - statistic(drawn.map(([, inB]) => inB)), seed);
}

/** As many items again, drawn with replacement, RESAMPLES times. */
export function* resamples<T>(items: readonly T[], seed: string): Generator<T[]> {
  const random = new Random(seed);
  for (let i = 0; i < RESAMPLES; i++) yield items.map(() => items[random.int(0, items.length - 1)]!);
}

/** The ends of the middle 95% of a statistic's values over resamples. */
export function percentiles(replicates: Iterable<number>): Pick<Estimate, 'low' | 'high'> {
  const sorted = Float64Array.from(replicates).filter((value) => !Number.isNaN(value)).sort();
  const at = (place: number) => sorted[place] ?? Number.NaN;
  return { low: at(Math.floor(0.025 * sorted.length)), high: at(Math.ceil(0.975 * sorted.length) - 1) };
}

const UNKNOWN: Estimate = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
