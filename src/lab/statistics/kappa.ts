import { bootstrap } from './bootstrap.ts';
import { unvaried } from './item-mean.ts';
import { classCounts, samplesOf, type Readings } from './readings.ts';
import type { Estimate } from './wilson.ts';

/**
 * Fleiss' kappa (Fleiss 1971) of answers [items][samples], with its 95% interval over items: the mean pairwise agreement
 * less what the readings' overall shares would give by chance, from 1 (always agree) over 0 (as chance) down to
 * -1/(K-1). Not a number where every answer to every item reads the same, since chance then explains it all.
 */
export function kappa(items: Readings): Estimate {
  const samples = samplesOf(items, 2, 'Kappa');
  const value = kappaOf(items);
  if (Number.isNaN(value)) return { value, low: -1 / (samples - 1), high: 1 };
  const [first, ...others] = items.map(agreementOf);
  if (others.some((agreement) => agreement !== first)) return bootstrap(items, kappaOf, 'kappa');
  const chance = chanceOf(items);
  const { low, high } = unvaried(first!, items.length);
  return { value, low: corrected(low, chance), high: corrected(high, chance) };
}

/** Kappa alone, for comparisons: `bootstrapDifference(a, b, kappaOf)`. */
export function kappaOf(items: Readings): number {
  return corrected(items.reduce((sum, answers) => sum + agreementOf(answers), 0) / items.length, chanceOf(items));
}

function corrected(agreement: number, chance: number): number {
  return chance === 1 ? Number.NaN : (agreement - chance) / (1 - chance);
}

/** The share of pairs of answers to one item that agree. */
function agreementOf(answers: readonly (string | null)[]): number {
  const K = answers.length;
  return [...classCounts(answers).values()].reduce((sum, count) => sum + count * (count - 1), 0) / (K * (K - 1));
}

/** The chance that two answers agree that have nothing in common but the readings' overall shares. */
function chanceOf(items: Readings): number {
  const answers = items.flat();
  return [...classCounts(answers).values()].reduce((sum, count) => sum + (count / answers.length) ** 2, 0);
}
