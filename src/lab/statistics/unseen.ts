import { wilson } from './wilson.ts';

/**
 * The share of all items that may be unlike each of the items at hand where these are too much alike for resampling to
 * say anything of others: Wilson's upper share of none in n, about 3.8/n, as against the one-sided rule of three
 * (Hanley and Lippman-Hand 1983). 0 where resampling says enough: where no more than one resample in 40 would hold
 * nothing but the commonest kind. `kinds` names the kind of each item.
 */
export function unseenShare(kinds: readonly string[]): number {
  const n = kinds.length;
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return (Math.max(...counts.values()) / n) ** n > 0.025 ? wilson(0, n).high : 0;
}

/** Names a kind by numbers, whatever their last bits. */
export function kindOf(values: readonly number[]): string {
  return values.map((value) => Math.round(value * 1e9)).join();
}
