import { classCounts, type Readings } from './readings.ts';
import { itemMean } from './item-mean.ts';
import { wilson, Z95, type Estimate } from './wilson.ts';

/** Pairs of answers to the same item: how many there are, and how many agree. */
export interface Agreement {
  readonly agreeing: number;
  readonly pairs: number;
}

/**
 * Counts agreeing pairs over items [items][samples]. `agreeing / pairs` is the mean pairwise agreement: an unbiased
 * estimate of the chance that two runs of the same prompt agree (the per-item term of Fleiss' kappa). Unreadable
 * answers (null) agree with each other.
 */
export function agreement(items: Readings): Agreement {
  return items.map(pairsOf).reduce((sum, { agreeing, pairs }) => ({ agreeing: sum.agreeing + agreeing, pairs: sum.pairs + pairs }), { agreeing: 0, pairs: 0 });
}

/**
 * The mean pairwise agreement with a 95% interval. Over several items: the cluster bootstrap, which speaks of items
 * like these; where all agree equally much, all are unanimous say, it has nothing to vary, and Wilson's interval bounds
 * the share of items that do not. Over one item: the jackknife over its answers, which speaks of that prompt alone.
 */
export function meanAgreement(items: Readings): Estimate {
  if (items.length === 1) return agreementOf(items[0]!);
  return itemMean(items.map(pairsOf).map(({ agreeing, pairs }) => agreeing / pairs), 'agreement');
}

/** The chance that two answers to one prompt agree, from K of them. */
function agreementOf(answers: readonly (string | null)[]): Estimate {
  const share = (some: readonly (string | null)[]) => {
    const { agreeing, pairs } = pairsOf(some);
    return agreeing / pairs;
  };
  const value = share(answers);
  const K = answers.length;
  if (K < 3) return { value, low: 0, high: 1 };
  // Of unanimous answers, the commonest has at least Wilson's lower share, and agreement is at least its square.
  if (value === 1) return { value, low: wilson(K, K).low ** 2, high: 1 };
  const without = answers.map((_, left) => share(answers.filter((__, at) => at !== left)));
  const mean = without.reduce((sum, each) => sum + each, 0) / K;
  const half = Z95 * Math.sqrt(((K - 1) / K) * without.reduce((sum, each) => sum + (each - mean) ** 2, 0));
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half) };
}

/** Of the answers to one item: m that are alike make m(m-1)/2 agreeing pairs. */
function pairsOf(answers: readonly (string | null)[]): Agreement {
  const pairs = (m: number): number => (m * (m - 1)) / 2;
  const alike = [...classCounts(answers).values()];
  return {
    agreeing: alike.reduce((sum, m) => sum + pairs(m), 0),
    pairs: pairs(answers.length),
  };
}
