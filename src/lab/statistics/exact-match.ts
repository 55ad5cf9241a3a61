import { classCounts, samplesOf, type Readings } from './readings.ts';
import { wilson, type Estimate } from './wilson.ts';

/**
 * The share of items whose answers to all variants (paraphrases, formats, orders) read the same, over [items][variants],
 * with Wilson's 95% interval over items. Unreadable answers equal each other. Strict, and falling with the number of
 * variants: compare only equal numbers of them.
 */
export function allVariantsEqual(items: Readings): Estimate {
  samplesOf(items, 2, 'Exact match across variants');
  return wilson(items.filter((answers) => classCounts(answers).size === 1).length, items.length);
}

/** The share of items that are right (1, otherwise 0) in all variants [items][variants], with Wilson's 95% interval over items. */
export function allCorrect(items: readonly (readonly number[])[]): Estimate {
  samplesOf(items, 1, 'The share of items right in all variants');
  return wilson(items.filter((outcomes) => outcomes.every((outcome) => outcome === 1)).length, items.length);
}
