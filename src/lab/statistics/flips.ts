import { itemMean } from './item-mean.ts';
import { classCounts, samplesOf, type Readings } from './readings.ts';
import { wilson, type Estimate } from './wilson.ts';

/** What one version of a model or prompt answered: how each answer reads, and whether it is right (1, otherwise 0). */
export interface Version {
  /** [items][samples] */
  readonly readings: Readings;
  /** [items][samples] */
  readonly right: readonly (readonly number[])[];
}

/** Shares of items, each with its 95% interval over items. Changes from one wrong answer to another are neither good nor bad. */
export interface Flips {
  readonly changed: Estimate;
  /** From wrong to right. */
  readonly good: Estimate;
  /** From right to wrong. */
  readonly bad: Estimate;
}

/**
 * How often answers to the same items change between two versions. With one answer an item, good and bad flips are the
 * counts that McNemar's test compares. With several, each answer of one version is held against each of the other, so
 * that wobble from run to run counts too: 1 minus the agreement within a version says how much of it there is.
 */
export function flips(before: Version, after: Version): Flips {
  if (before.readings.length !== after.readings.length) {
    throw new Error(`Flips need the same items in both versions: one has ${before.readings.length}, the other ${after.readings.length}.`);
  }
  const single = samplesOf([...before.readings, ...after.readings], 1, 'A flip rate') === 1;
  const share = (ofItem: (item: number) => number, name: string): Estimate => {
    const shares = before.readings.map((_, item) => ofItem(item));
    return single ? wilson(shares.reduce((sum, flipped) => sum + flipped, 0), shares.length) : itemMean(shares, name);
  };
  const rightBefore = before.right.map(mean);
  const rightAfter = after.right.map(mean);
  return {
    changed: share((item) => changed(before.readings[item]!, after.readings[item]!), 'flips'),
    good: share((item) => (1 - rightBefore[item]!) * rightAfter[item]!, 'good flips'),
    bad: share((item) => rightBefore[item]! * (1 - rightAfter[item]!), 'bad flips'),
  };
}

/** The share of pairs, one answer of each version, that read differently. */
function changed(before: readonly (string | null)[], after: readonly (string | null)[]): number {
  const counts = classCounts(after);
  const same = before.reduce((sum, answer) => sum + (counts.get(answer) ?? 0), 0);
  return 1 - same / (before.length * after.length);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
