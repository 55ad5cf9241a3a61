import { itemMean } from './item-mean.ts';
import { classCounts, type Readings } from './readings.ts';
import type { Estimate } from './wilson.ts';

/**
 * The share of an item's K answers that the commonest reading has, averaged over items [items][samples], with its 95%
 * interval over items: the majority vote of self-consistency (Wang et al. 2022). Between 1/K and 1. Of few answers it
 * comes out too high, since the luckiest reading wins: compare only equal K. Consistent is not right.
 */
export function majorityShare(items: Readings): Estimate {
  return itemMean(items.map(majorityOf), 'majority share');
}

/** The share of one item's answers that the commonest reading has. */
export function majorityOf(answers: readonly (string | null)[]): number {
  return Math.max(...classCounts(answers).values()) / answers.length;
}
