import { holm } from './holm.ts';
import { intervalP } from './interval-p.ts';
import { itemsForInterval, itemsNeeded } from './items-needed.ts';
import { LEVEL, type Estimate } from './wilson.ts';

/** Two arms compared on the same items. */
export interface Comparison {
  /** Share right in A minus share right in B, with its 95% interval. */
  readonly difference: Estimate;
  /** Items compared. */
  readonly n: number;
  /** Exact McNemar; without it (several samples an item), the interval decides. */
  readonly p?: number;
  /** Items that only one arm got right: with an exact p, how many more items it takes follows from them. */
  readonly onlyA?: number;
  readonly onlyB?: number;
  /** The p of every other comparison that was made and could have been reported instead; see intervalP where one has none. */
  readonly tries?: readonly number[];
}

/** `p` is adjusted by Holm where there were other tries; one alone that its interval decides has none. */
export type Verdict =
  | { readonly verdict: 'A' | 'B'; readonly p?: number }
  /** `moreItems`: about how many more would settle a difference of this size, if any number would. */
  | { readonly verdict: 'cannot tell'; readonly p?: number; readonly moreItems?: number };

/**
 * Which arm is better, at the 5% level, or that the data cannot tell. Of several tries, the chance of even one false
 * verdict is 5%. `moreItems` then plans for 5% divided by the number of tries (Bonferroni): at which level Holm's method
 * tests one of them depends on how the others come out, which no plan can know, and it is never a stricter one.
 */
export function verdictOf({ difference, n, p, onlyA, onlyB, tries = [] }: Comparison): Verdict {
  const adjusted = holm([p ?? intervalP(difference), ...tries])[0]!;
  const shown = p === undefined && tries.length === 0 ? {} : { p: adjusted };
  if (adjusted < LEVEL) return { verdict: difference.value > 0 ? 'A' : 'B', ...shown };
  const level = LEVEL / (tries.length + 1);
  const exact = onlyA === undefined || onlyB === undefined ? Number.POSITIVE_INFINITY : itemsNeeded(onlyA, onlyB, n, level);
  const needed = p === undefined ? itemsForInterval(difference, n, level) : exact;
  return { verdict: 'cannot tell', ...shown, ...(Number.isFinite(needed) && { moreItems: Math.max(1, needed - n) }) };
}
