import { holm } from './holm.ts';
import { itemsNeeded } from './items-needed.ts';
import { LEVEL, type Estimate } from './wilson.ts';

/** Two arms compared on the same items. */
export interface Comparison {
  /** Share right in A minus share right in B, with its 95% interval. */
  readonly difference: Estimate;
  /** Items compared. */
  readonly n: number;
  /** Exact McNemar; without it (several samples an item), the interval decides. */
  readonly p?: number;
  /** Items that only one arm got right; without them nobody knows how many more items it takes. */
  readonly onlyA?: number;
  readonly onlyB?: number;
  /** The p of every other comparison that was made and could have been reported instead. */
  readonly tries?: readonly number[];
}

/** `p` is adjusted by Holm where there were other tries. */
export type Verdict =
  | { readonly verdict: 'A' | 'B'; readonly p?: number }
  /** `moreItems`: about how many more would settle a difference of this size, if any number would. */
  | { readonly verdict: 'cannot tell'; readonly p?: number; readonly moreItems?: number };

/**
 * Which arm is better, at the 5% level, or that the data cannot tell. Of several tries, the chance of even one false
 * verdict is 5%, and `moreItems` counts on no more than that all tries are made again.
 */
export function verdictOf({ difference, n, p, onlyA, onlyB, tries = [] }: Comparison): Verdict {
  if (p === undefined) {
    if (tries.length > 0) throw new Error('Several comparisons are judged together by their p-values, and this one has none. Draw one sample an item, or judge it alone.');
    if (difference.low > 0) return { verdict: 'A' };
    return difference.high < 0 ? { verdict: 'B' } : { verdict: 'cannot tell' };
  }
  const adjusted = holm([p, ...tries])[0]!;
  if (adjusted < LEVEL) return { verdict: difference.value > 0 ? 'A' : 'B', p: adjusted };
  const needed = onlyA === undefined || onlyB === undefined ? Number.POSITIVE_INFINITY : itemsNeeded(onlyA, onlyB, n, LEVEL / (tries.length + 1));
  return { verdict: 'cannot tell', p: adjusted, ...(Number.isFinite(needed) && { moreItems: Math.max(1, needed - n) }) };
}
