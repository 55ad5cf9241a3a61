import { Random } from '../../tinydesk/random.ts';
import { RESAMPLES } from './bootstrap.ts';
import type { Placed } from './trend.ts';

/**
 * Whether groups differ in the share right at all: the chance of a Pearson chi-square at least as large where they do
 * not, from dealing outcomes out anew 2,000 times; from 1/2001 up. `place` only names a group. Items must be independent.
 */
export function homogeneity(items: readonly Placed[], seed = 'homogeneity'): number {
  const random = new Random(seed);
  const places = items.map(({ place }) => place);
  const rights = items.map(({ right }) => right);
  const measured = scatterOf(places, rights);
  let asFar = 0;
  for (let time = 0; time < RESAMPLES; time++) if (scatterOf(places, random.shuffle(rights)) >= measured - 1e-9) asFar += 1;
  return (asFar + 1) / (RESAMPLES + 1);
}

/** All of Pearson's statistic that changes when outcomes are dealt out anew. */
function scatterOf(places: readonly number[], rights: readonly number[]): number {
  const groups = new Map<number, { right: number; n: number }>();
  for (const [at, place] of places.entries()) {
    const group = groups.get(place) ?? { right: 0, n: 0 };
    group.right += rights[at]!;
    group.n += 1;
    groups.set(place, group);
  }
  return [...groups.values()].reduce((all, { right, n }) => all + (right * right) / n, 0);
}
