/** The items of an experiment, drawn from the world. */
import { macrotask } from '../engines/macrotask.ts';
import { hash32, Random } from '../tinydesk/random.ts';
import { countsOf, itemCount, type Experiment } from './experiment.ts';
import { itemOf, type Item, type Place } from './tasks.ts';

/** An item's prompt in every arm, in the order of the arms, and the seed of its answers. */
export interface PairedItem {
  readonly seed: number;
  readonly arms: readonly Item[];
}

/** A page is let breathe at least this often while items are drawn, in ms. */
const BREATH = 12;

/** Every item in order. The same experiment always gives the same items. */
export async function itemsOf(experiment: Experiment): Promise<PairedItem[]> {
  const items: PairedItem[] = [];
  let since = performance.now();
  for (let n = 0; n < itemCount(experiment); n++) {
    if (performance.now() - since > BREATH) {
      await macrotask();
      since = performance.now();
    }
    const { name, place } = placeOf(experiment, n);
    const arms: Item[] = [];
    for (const { task } of experiment.arms) arms.push(await itemOf(task, new Random(name), place));
    items.push({ seed: hash32(name) & 0x7fffffff, arms });
  }
  return items;
}

/** Where item n stands, and the name of the random stream that it is drawn from in every arm. */
export function placeOf({ items }: Pick<Experiment, 'items'>, n: number): { readonly name: string; readonly place: Place } {
  const { split, seeds, given } = items;
  const counts = countsOf(items);
  let index = n;
  let seed = 0;
  while (index >= counts[seed]!) index -= counts[seed++]!;
  return { name: `${seeds[seed]!}/${split}/${index}`, place: { split, index, ...(given && { given: given[index]! }) } };
}
