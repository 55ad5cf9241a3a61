import { itemMean } from './item-mean.ts';
import { classCounts, samplesOf, type Readings } from './readings.ts';
import type { Estimate } from './wilson.ts';

/**
 * The entropy of an item's K answers, −Σ p log p over meanings, in nats and averaged over items [items][samples], with
 * its 95% interval over items: semantic entropy (Farquhar et al. 2024, the discrete form), with canonical readings in
 * the place of clusters by entailment. Between 0 and log K. Of few answers it comes out too low: compare only equal K.
 */
export function semanticEntropy(items: Readings): Estimate {
  const most = Math.log(samplesOf(items, 2, 'Semantic entropy'));
  const { value, low, high } = itemMean(items.map((answers) => entropyOf(answers) / most), 'semantic entropy');
  return { value: value * most, low: low * most, high: high * most };
}

/** The entropy of one item's answers, in nats. */
export function entropyOf(answers: readonly (string | null)[]): number {
  return [...classCounts(answers).values()].reduce((sum, count) => sum + (count / answers.length) * Math.log(answers.length / count), 0);
}
