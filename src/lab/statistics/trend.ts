import { Random } from '../../tinydesk/random.ts';
import { bootstrap, RESAMPLES } from './bootstrap.ts';
import type { Estimate } from './wilson.ts';

/** An item at a place of an ordered scale, and whether it came out right: 1 or 0. */
export interface Placed {
  readonly place: number;
  readonly right: number;
}

export interface Trend {
  /** The change of the share right with each place: the least-squares slope, with its 95% interval from resampling items. */
  readonly slope: Estimate;
  /** The chance of a slope at least as steep, up or down, where places make no difference; from 1/2001 up. */
  readonly p: number;
}

/**
 * Whether a share rises or falls along a scale: the Cochran-Armitage test for trend (Cochran 1954, Armitage 1955), with
 * outcomes dealt out anew 2,000 times in place of its normal approximation. Items must be independent of one another.
 * Throws a sentence where all stand at one place.
 */
export function trend(items: readonly Placed[], seed = 'trend'): Trend {
  if (new Set(items.map(({ place }) => place)).size < 2) throw new Error('A trend needs items at two places at least.');
  const random = new Random(seed);
  const places = items.map(({ place }) => place);
  const rights = items.map(({ right }) => right);
  const measured = Math.abs(slopeOf(places, rights));
  let asSteep = 0;
  // Sums of other orders may differ in their last bit.
  for (let time = 0; time < RESAMPLES; time++) if (Math.abs(slopeOf(places, random.shuffle(rights))) >= measured - 1e-9) asSteep += 1;
  return {
    slope: bootstrap(items, (drawn) => slopeOf(drawn.map(({ place }) => place), drawn.map(({ right }) => right)), seed),
    p: (asSteep + 1) / (RESAMPLES + 1),
  };
}

function slopeOf(places: readonly number[], rights: readonly number[]): number {
  const n = places.length;
  let [sum, squares, right, both] = [0, 0, 0, 0];
  for (let at = 0; at < n; at++) {
    const place = places[at]!;
    sum += place;
    squares += place * place;
    right += rights[at]!;
    both += place * rights[at]!;
  }
  return (n * both - sum * right) / (n * squares - sum * sum);
}
