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
export function agreement(items: readonly (readonly (string | null)[])[]): Agreement {
  let agreeing = 0;
  let pairs = 0;
  for (const answers of items) {
    const counts = new Map<string | null, number>();
    for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
    for (const count of counts.values()) agreeing += (count * (count - 1)) / 2;
    pairs += (answers.length * (answers.length - 1)) / 2;
  }
  return { agreeing, pairs };
}
