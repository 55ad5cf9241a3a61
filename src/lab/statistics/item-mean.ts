import { bootstrapMean } from './bootstrap.ts';
import { wilson, type Estimate } from './wilson.ts';

/**
 * The mean of one share an item with its 95% interval over items like these: the cluster bootstrap, which has nothing to
 * vary where all shares are equal, and then `unvaried`. All of [0, 1] for no items.
 */
export function itemMean(shares: readonly number[], seed: string): Estimate {
  const [first] = shares;
  if (first === undefined) return wilson(0, 0);
  return shares.every((share) => share === first) ? unvaried(first, shares.length) : bootstrapMean(shares, seed);
}

/**
 * The mean of a share that was the same in all n items: at least Wilson's lower share of all items are like these, and
 * the others may have any share at all.
 */
export function unvaried(share: number, n: number): Estimate {
  return { value: share, low: share * wilson(n, n).low, high: share + (1 - share) * wilson(0, n).high };
}
