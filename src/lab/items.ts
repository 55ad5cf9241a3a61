/** The items of an experiment, drawn from the world. */
import { hash32, Random } from '../tinydesk/random.ts';
import { itemCount, type Experiment } from './experiment.ts';
import { itemOf, type Item } from './tasks.ts';

/** An item's prompt in every arm, in the order of the arms, and the seed of its answers. */
export interface PairedItem {
  readonly seed: number;
  readonly arms: readonly Item[];
}

/** Every item in order. The same experiment always gives the same items. */
export async function itemsOf(experiment: Experiment): Promise<PairedItem[]> {
  const { split, count, seeds } = experiment.items;
  const items: PairedItem[] = [];
  for (let n = 0; n < itemCount(experiment); n++) {
    const index = n % count;
    const name = `${seeds[Math.floor(n / count)]!}/${split}/${index}`;
    const arms: Item[] = [];
    for (const { task } of experiment.arms) arms.push(await itemOf(task, new Random(name), { split, index }));
    items.push({ seed: hash32(name) & 0x7fffffff, arms });
  }
  return items;
}
