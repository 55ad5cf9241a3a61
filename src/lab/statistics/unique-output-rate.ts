import { itemMean } from './item-mean.ts';
import { classCounts, type Readings } from './readings.ts';
import type { Estimate } from './wilson.ts';

/**
 * The number of different readings among an item's K answers, divided by K and averaged over items [items][samples],
 * with its 95% interval over items. Between 1/K, where all are the same, and 1. It falls as K grows: compare only equal K.
 */
export function uniqueOutputRate(items: Readings): Estimate {
  return itemMean(items.map(uniqueOf), 'unique outputs');
}

/** The number of different readings among one item's answers, divided by their number. */
export function uniqueOf(answers: readonly (string | null)[]): number {
  return classCounts(answers).size / answers.length;
}
