import { Random } from '../../tinydesk/random.ts';
import { bootstrap, RESAMPLES } from './bootstrap.ts';
import { kindOf, unseenShare } from './unseen.ts';
import type { Estimate } from './wilson.ts';

/** How far formats lie apart in the share of right answers. Both between 0 and 1. */
export interface Spread {
  /** The best format minus the worst. */
  readonly range: Estimate;
  /** The standard deviation between formats. */
  readonly sd: Estimate;
}

/** How far apart F formats come out that do not differ. */
export interface PermutationFloor {
  /** The expected range. */
  readonly expected: number;
  /** 95% of ranges are at most this. */
  readonly high: number;
  /** The chance of a range at least as large as the measured one, from 1/2001 up. */
  readonly p: number;
}

/**
 * The format spread (Sclar et al. 2024) of outcomes [formats][items], 1 right and 0 wrong, with 95% intervals from
 * resampling items. The range grows with the number of formats and with noise, even where no format is better than
 * another, and its interval shares that bias: compare only equal numbers of formats, and show a noise floor beside it.
 */
export function formatSpread(formats: readonly (readonly number[])[]): Spread {
  const items = transposed(formats, 'A format spread');
  const F = formats.length;
  return { range: seminorm(items, range, 1), sd: seminorm(items, sd, Math.sqrt((Math.floor(F / 2) * Math.ceil(F / 2)) / (F * (F - 1)))) };
}

/** The range alone, of outcomes [items][formats], for comparisons: `bootstrapDifference(a, b, rangeOf)`. */
export function rangeOf(items: readonly (readonly number[])[]): number {
  return range(means(items));
}

/**
 * The noise floor of a format spread: the range that F formats would show by re-running alone, from outcomes
 * [reruns][items] of one format, with its 95% interval from resampling items. Of more than F reruns, the mean over all
 * choices of F. Only for a model that samples: where reruns repeat themselves it is 0, and `permutationFloor` says more.
 */
export function rerunFloor(reruns: readonly (readonly number[])[], F: number): Estimate {
  if (reruns.length < F) throw new Error(`The noise floor of ${F} formats needs at least ${F} reruns of one format, and there are ${reruns.length}. Run it ${F - reruns.length} more times.`);
  return seminorm(transposed(reruns, 'A noise floor'), (shares) => expectedRange(shares, F), 1);
}

/**
 * The noise floor of a format spread for a model that always answers the same: in each item, the formats change places
 * at random, 2,000 times. That some formats suit some items stays, as noise; that one format is better than another goes.
 */
export function permutationFloor(formats: readonly (readonly number[])[], seed = 'spread'): PermutationFloor {
  const items = transposed(formats, 'A noise floor');
  const random = new Random(seed);
  const measured = rangeOf(items);
  const ranges = Float64Array.from({ length: RESAMPLES }, () => rangeOf(items.map((item) => random.shuffle(item)))).sort();
  // Sums of other orders may differ in their last bit.
  const asLarge = ranges.filter((each) => each >= measured - 1e-9).length;
  return {
    expected: ranges.reduce((sum, each) => sum + each, 0) / RESAMPLES,
    high: ranges[Math.ceil(0.95 * RESAMPLES) - 1]!,
    p: (asLarge + 1) / (RESAMPLES + 1),
  };
}

/**
 * A measure of how far shares lie apart, at most `most`, by cluster bootstrap. Where formats lie equally far apart in
 * nearly every item, not at all mostly, there is too little to resample: the items that were not seen may pull formats
 * apart, or together, as far as they can.
 */
function seminorm(items: readonly (readonly number[])[], apart: (shares: readonly number[]) => number, most: number): Estimate {
  const resampled = bootstrap(items, (drawn) => apart(means(drawn)), 'spread');
  const unseen = unseenShare(items.map((item) => kindOf(item.map((outcome) => outcome - item[0]!))));
  const seen = (1 - unseen) * resampled.value;
  return unseen === 0 ? resampled : {
    value: resampled.value,
    low: Math.min(resampled.low, Math.max(0, seen - unseen * most)),
    high: Math.max(resampled.high, Math.min(most, seen + unseen * most)),
  };
}

/** [formats][items] as [items][formats]. Throws a sentence where that cannot be. */
function transposed(formats: readonly (readonly number[])[], measure: string): number[][] {
  const items = formats[0]?.length ?? 0;
  if (formats.length < 2 || items === 0) throw new Error(`${measure} compares at least two formats, or two reruns, on at least one item. There are ${formats.length}, and ${items} items.`);
  const other = formats.findIndex((outcomes) => outcomes.length !== items);
  if (other >= 0) throw new Error(`${measure} needs the same items in every format: format 0 has ${items}, format ${other} has ${formats[other]!.length}.`);
  return Array.from({ length: items }, (_, item) => formats.map((outcomes) => outcomes[item]!));
}

/** For each format, the mean over items [items][formats]. */
function means(items: readonly (readonly number[])[]): number[] {
  return items[0]!.map((_, format) => items.reduce((sum, item) => sum + item[format]!, 0) / items.length);
}

function range(shares: readonly number[]): number {
  return Math.max(...shares) - Math.min(...shares);
}

function sd(shares: readonly number[]): number {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1));
}

/** The range of F of the shares, averaged over all choices of F: the share in place i is the largest in so many, the smallest in so many. */
function expectedRange(shares: readonly number[], F: number): number {
  const R = shares.length;
  return shares.toSorted((a, b) => a - b).reduce((sum, share, i) => sum + share * (choose(i, F - 1) - choose(R - 1 - i, F - 1)), 0) / choose(R, F);
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways *= (n - i) / (i + 1);
  return ways;
}
