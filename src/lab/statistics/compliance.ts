import { bootstrap } from './bootstrap.ts';
import { itemMean } from './item-mean.ts';
import { samplesOf } from './readings.ts';
import { wilson, type Estimate } from './wilson.ts';

export interface Compliance {
  /** The share of items that meet all their rules. */
  readonly all: Estimate;
  /** p^n: the share that would, if each of n rules were met on its own with the mean rate p. */
  readonly independent: Estimate;
  /** `all` minus `independent`: above 0 where rules are met or missed together. Between -1 and 1. */
  readonly excess: Estimate;
}

/**
 * Joint compliance with several instructions at once (Harada et al. 2024, ManyIFEval), from outcomes [items][rules]: 1
 * where a rule was met, otherwise 0. With 95% intervals over items.
 */
export function compliance(items: readonly (readonly number[])[]): Compliance {
  const rules = samplesOf(items, 1, 'Joint compliance');
  const rates = items.map((met) => met.reduce((sum, one) => sum + one, 0) / rules);
  const all = wilson(rates.filter((rate) => rate === 1).length, items.length);
  const { value, low, high } = itemMean(rates, 'compliance');
  // A power keeps order, so the interval of p becomes that of p^n.
  const independent = { value: value ** rules, low: low ** rules, high: high ** rules };
  const excess = rates.every((rate) => rate === rates[0])
    ? { value: all.value - independent.value, low: all.low - independent.high, high: all.high - independent.low }
    : bootstrap(rates, (drawn) => share(drawn) - mean(drawn) ** rules, 'compliance');
  return { all, independent, excess };
}

function share(rates: readonly number[]): number {
  return rates.filter((rate) => rate === 1).length / rates.length;
}

function mean(rates: readonly number[]): number {
  return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
}
