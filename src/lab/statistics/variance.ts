/**
 * Where the variance of an outcome comes from: items, wordings, formats, orders, training seeds, sampling. Knows
 * nothing of what its factors are. A stratum is a set of them, one bit each, and the item is the highest bit.
 */
import { percentiles, resamples } from './bootstrap.ts';
import { kindOf, unseenShare } from './unseen.ts';
import type { Estimate } from './wilson.ts';

type Interval = Pick<Estimate, 'low' | 'high'>;

/** Variances of outcomes within this of 0 are rounding. */
const ROUNDING = 1e-12;

/** Outcomes between 0 and 1, nested as [item][level of the first factor][level of the second]…[sample]. */
export type Outcomes = number | readonly Outcomes[];

export interface Source {
  /** "item", a factor's name, "item × factors", "factors together" or "sampling". */
  readonly name: string;
  /** The part of a single outcome's variance that is due to it: at most about 0.25. */
  readonly variance: Estimate;
  /** Its part of all sources together. Not a number where nothing varies. */
  readonly share: Estimate;
  /** The estimate fell below 0, as chance may have it where the truth is near 0, and was cut off there. */
  readonly truncated: boolean;
}

/**
 * Splits the variance of outcomes into its sources by the expected mean squares of the fully crossed random-effects
 * design (Cornfield and Tukey 1956; a generalizability study, Brennan 2001): every item with every level of none to four
 * named factors, and equally many samples in each cell. "item × factors" is all that items make of the levels, beyond
 * sampling; "factors together" is what levels do to each other whatever the item. With one sample a cell there is no
 * "sampling", and "item × factors" holds it too. Variances below 0 are cut off at 0, and say so.
 *
 * The 95% intervals are from resampling items, and speak of the levels tried: of two wordings, they do not know what a
 * third would do. Where nearly all items are alike, in how often they are right or in what varies within them, resampling
 * knows too little, and the intervals leave room for items that were not seen.
 */
export function varianceSources(outcomes: readonly Outcomes[], factors: readonly string[]): Source[] {
  const design = designOf(outcomes, factors);
  const strata = strataOf(factors, design);
  const items = outcomes.map((item) => itemOf(item, design));
  const raw = variances(meanSquares(items, design), design, strata);
  const cut = raw.map(truncated);
  const total = cut.reduce((sum, variance) => sum + variance, 0);
  const drawn = Array.from(resamples(items, 'variance'), (some) => variances(withoutRepetition(meanSquares(some, design), design), design, strata).map(truncated));
  // A resample in which nothing varies has no shares.
  const parts = drawn.filter((each) => each.some((variance) => variance > 0));
  const unseen = unseenOf(items);
  return strata.map(({ name, masks }, at) => {
    const variance = { value: cut[at]!, ...percentiles(drawn.map((each) => each[at]!)) };
    const part = { value: share(cut, at), ...percentiles(parts.map((each) => share(each, at))) };
    const least = unseen > 0 ? bounds(cut[at]!, masks, design, unseen) : undefined;
    return {
      name,
      variance: least ? widened(variance, least) : variance,
      share: least ? widened(part, shareBounds(least, total - cut[at]!, unseen)) : part,
      truncated: raw[at]! < -ROUNDING,
    };
  });
}

interface Design {
  readonly items: number;
  /** How many levels each factor has. */
  readonly levels: readonly number[];
  readonly samples: number;
}

/** The strata that a source gathers; none for sampling. */
interface Strata {
  readonly name: string;
  readonly masks: readonly number[];
}

interface Item {
  /** For each set of factors, what its combinations of levels add to this item beyond what smaller sets say: the deviations of an analysis of variance. */
  readonly effects: readonly (readonly number[])[];
  /** The mean variance between samples of a cell. */
  readonly sampling: number;
}

interface MeanSquares {
  /** By stratum; the empty one means nothing. */
  readonly strata: readonly number[];
  readonly sampling: number;
}

function strataOf(factors: readonly string[], { levels, samples }: Design): Strata[] {
  const item = 1 << levels.length;
  const all = Array.from({ length: 2 * item }, (_, mask) => mask);
  return [
    { name: 'item', masks: [item] },
    ...factors.map((name, at) => ({ name, masks: [1 << at] })),
    ...(factors.length > 0 ? [{ name: 'item × factors', masks: all.filter((mask) => mask > item) }] : []),
    ...(factors.length > 1 ? [{ name: 'factors together', masks: all.filter((mask) => mask < item && (mask & (mask - 1)) !== 0) }] : []),
    ...(samples > 1 ? [{ name: 'sampling', masks: [] }] : []),
  ];
}

function itemOf(outcomes: Outcomes, { levels, samples }: Design): Item {
  const values = flat(outcomes);
  const cells = Array.from({ length: values.length / samples }, (_, cell) => values.slice(cell * samples, (cell + 1) * samples));
  const within = cells.reduce((sum, cell) => sum + cell.reduce((squares, value) => squares + (value - mean(cell)) ** 2, 0), 0);
  return { effects: effectsOf(cells.map(mean), levels), sampling: samples === 1 ? 0 : within / (cells.length * (samples - 1)) };
}

/** The effects of cell means [first factor][second]…, flattened: for each factor in turn, the mean over its levels and the deviations from it. */
function effectsOf(cells: readonly number[], [levels, ...others]: readonly number[]): number[][] {
  if (levels === undefined) return [[...cells]];
  const size = cells.length / levels;
  const blocks = Array.from({ length: levels }, (_, level) => cells.slice(level * size, (level + 1) * size));
  const centre = blocks[0]!.map((_, at) => mean(blocks.map((block) => block[at]!)));
  const deviations = blocks.map((block) => effectsOf(block.map((value, at) => value - centre[at]!), others));
  return effectsOf(centre, others).flatMap((effects, set) => [effects, deviations.flatMap((ofLevel) => ofLevel[set]!)]);
}

function meanSquares(items: readonly Item[], { levels, samples }: Design): MeanSquares {
  const n = items.length;
  const between: number[] = [];
  const crossed: number[] = [];
  for (const [set, { length }] of items[0]!.effects.entries()) {
    const freedom = product(levels.map((count, factor) => (set & (1 << factor) ? count - 1 : 1)));
    const scale = (samples * product(levels)) / length / freedom;
    let squares = 0;
    let centred = 0;
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (const { effects } of items) {
        const effect = effects[set]![at]!;
        sum += effect;
        squares += effect * effect;
      }
      centred += (sum * sum) / n;
    }
    between.push(scale * centred);
    crossed.push((scale * (squares - centred)) / (n - 1));
  }
  return { strata: [...between, ...crossed], sampling: mean(items.map(({ sampling }) => sampling)) };
}

/**
 * What the mean squares of resampled items would be without the repetition of items, in expectation: repetition shrinks
 * what differs between items by (n-1)/n, and lets as much again appear where it is averaged over items (Brennan 2001, on
 * the bias of the bootstrap over persons).
 */
function withoutRepetition({ strata, sampling }: MeanSquares, { items, levels }: Design): MeanSquares {
  const item = 1 << levels.length;
  return { strata: strata.map((square, mask) => (mask & item ? (square * items) / (items - 1) : square - strata[mask | item]!)), sampling };
}

/** The variance of each source, before it is cut off at 0. */
function variances(squares: MeanSquares, design: Design, sources: readonly Strata[]): number[] {
  return sources.map(({ masks }) => (masks.length === 0 ? squares.sampling : masks.reduce((sum, mask) => sum + component(mask, squares, design), 0)));
}

/**
 * A stratum's variance component. Its mean square holds, besides sampling, the components of all larger strata that
 * include it, each times the outcomes that share one of its effects: so they are taken out by inclusion and exclusion.
 */
function component(mask: number, { strata, sampling }: MeanSquares, { items, levels, samples }: Design): number {
  const last = strata.length - 1;
  let own = mask === last ? -sampling : 0;
  for (const [larger, square] of strata.entries()) {
    if ((larger & mask) === mask) own += bits(larger ^ mask) % 2 === 0 ? square : -square;
  }
  return own / (samples * product([...levels, items].map((count, bit) => (mask & (1 << bit) ? 1 : count))));
}

/** As unseenShare, of what tells items apart on average and of what varies within them: where either is nearly always the same, no share is sure. */
function unseenOf(items: readonly Item[]): number {
  const between = items.map(({ effects }) => kindOf(effects[0]!));
  const within = items.map(({ effects, sampling }) => kindOf([...effects.slice(1).flat(), sampling]));
  return Math.max(unseenShare(between), unseenShare(within));
}

/**
 * How far a variance may lie from its estimate where a share of all items is unlike those seen: these may have any
 * outcomes at all. Of one item, sampling and the mean have a variance of 1/4 at most; each factor that takes part may
 * double it, as there are at least two levels and one degree of freedom fewer.
 */
function bounds(variance: number, masks: readonly number[], { levels }: Design, unseen: number): Interval {
  const item = 1 << levels.length;
  const [least = 0] = masks;
  const seen = 1 - unseen;
  const most = 2 ** bits(least & (item - 1)) / 4;
  if (least === item) return { low: Math.max(0, seen * variance - unseen / 4), high: Math.min(0.25, seen * (variance + unseen)) };
  if (least === 0 || least > item) return { low: seen * variance, high: seen * variance + unseen * most };
  // What is averaged over items adds up in its standard deviation.
  const [sd, pull] = [seen * Math.sqrt(variance), unseen * Math.sqrt(most)];
  return { low: Math.max(0, sd - pull) ** 2, high: Math.min(most, (sd + pull) ** 2) };
}

/** The share of a variance within its bounds beside the other sources, which unseen items may add to, or not. */
function shareBounds({ low, high }: Interval, others: number, unseen: number): Interval {
  const beside = (1 - unseen) * others;
  return { low: low / (low + beside + unseen / 2), high: high / (high + beside) };
}

/** The interval with all of another; that alone where there is none. */
function widened({ value, low, high }: Estimate, other: Interval): Estimate {
  return Number.isNaN(low) ? { value, ...other } : { value, low: Math.min(low, other.low), high: Math.max(high, other.high) };
}

/** Throws a sentence where the outcomes are no fully crossed design. */
function designOf(outcomes: readonly Outcomes[], factors: readonly string[]): Design {
  if (factors.length > 4) throw new Error(`A variance is split by at most four factors, and there are ${factors.length}: ${factors.join(', ')}. Average over one of them first.`);
  const names = ['items', ...factors, 'samples'];
  const counts: number[] = [];
  for (let nodes: readonly Outcomes[] = [outcomes], depth = 0; depth < names.length; depth++) {
    const lists = nodes.filter((node) => typeof node !== 'number');
    counts.push(lists[0]?.length ?? 0);
    if (lists.length < nodes.length || lists.some(({ length }) => length !== counts[depth])) {
      throw new Error(`A variance is split only where all is crossed with all: outcomes are nested as ${names.join(', ')}, and ${names[depth]} are not equally many everywhere.`);
    }
    nodes = lists.flat();
    if (depth === factors.length + 1 && nodes.some((node) => typeof node !== 'number')) {
      throw new Error(`Outcomes are nested deeper than ${names.join(', ')}. Name every factor.`);
    }
  }
  const [items, ...levels] = counts as [number, ...number[]];
  const samples = levels.pop()!;
  const single = [items, ...levels].findIndex((count) => count < 2);
  if (single >= 0) throw new Error(`A variance between ${single === 0 ? 'items' : `levels of "${factors[single - 1]!}"`} needs at least two of them.`);
  if (samples < 1 || (samples === 1 && levels.length === 0)) throw new Error('Without a factor, a variance is split into items and sampling, which needs at least two samples an item.');
  return { items, levels, samples };
}

function flat(outcomes: Outcomes): number[] {
  return typeof outcomes === 'number' ? [outcomes] : outcomes.flatMap(flat);
}

function truncated(variance: number): number {
  return variance < ROUNDING ? 0 : variance;
}

function share(variances: readonly number[], at: number): number {
  return variances[at]! / variances.reduce((sum, variance) => sum + variance, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function product(counts: readonly number[]): number {
  return counts.reduce((all, count) => all * count, 1);
}

function bits(mask: number): number {
  return mask === 0 ? 0 : (mask & 1) + bits(mask >> 1);
}
