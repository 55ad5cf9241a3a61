/** Comparisons that are read together, as those of one figure are: the luckiest of several looks better than it is. */
import { contrast, type Contrast } from './contrast.ts';
import type { GraderKey } from './grader.ts';
import type { RunRecord } from './record.ts';
import { holm } from './statistics/holm.ts';

/** The same comparisons by Holm's p-values, where all of them have one. */
export function together(family: readonly Contrast[]): Contrast[] {
  const adjusted = family.every(({ p }) => p !== undefined) ? holm(family.map(({ p }) => p!)) : undefined;
  return family.map(({ moreItems, ...bare }, at) => {
    const p = adjusted?.[at];
    const settled = p === undefined ? bare.settled : p < 0.05;
    return { ...bare, settled, ...(p !== undefined && { p }), ...(!settled && moreItems !== undefined && { moreItems }) };
  });
}

/** What the first arm of each pair gains over the second, by the p-values of all pairs together. */
export function family(record: RunRecord, pairs: readonly (readonly [a: string, b: string])[], grader?: GraderKey): Contrast[] {
  return together(pairs.map(([a, b]) => contrast(record, a, b, grader)));
}
