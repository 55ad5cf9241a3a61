/** Comparisons that are read together, as those of one figure are: the luckiest of several looks better than it is. */
import { contrast, judged, type Contrast } from './contrast.ts';
import type { GraderKey } from './grader.ts';
import type { RunRecord } from './record.ts';
import { intervalP } from './statistics/interval-p.ts';

/**
 * The same comparisons by Holm's p-values, where one without a p has that of its interval. How many more items it takes is
 * planned for all of them too: see verdictOf.
 */
export function together(family: readonly Contrast[]): Contrast[] {
  const alone = family.map(({ p, difference }) => p ?? intervalP(difference));
  return family.map(({ settled: _settled, moreItems: _more, ...comparison }, at) => judged({ ...comparison, tries: alone.filter((_, other) => other !== at) }));
}

/** What the first arm of each pair gains over the second, by the p-values of all pairs together. */
export function family(record: RunRecord, pairs: readonly (readonly [a: string, b: string])[], grader?: GraderKey): Contrast[] {
  return together(pairs.map(([a, b]) => contrast(record, a, b, grader)));
}
