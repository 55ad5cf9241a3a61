/** Arms of two runs, compared. */
import { canonical } from '../lab/canonical.ts';
import { contrast, type Contrast } from '../lab/contrast.ts';
import { headlineOf, itemCount, type Arm, type Experiment } from '../lab/experiment.ts';
import type { GraderKey } from '../lab/grader.ts';
import { itemsOf } from '../lab/items.ts';
import { armOf, graderOf, tallyOf, type RunRecord } from '../lab/record.ts';
import { itemMean } from '../lab/statistics/item-mean.ts';
import { wilson, type Estimate } from '../lab/statistics/wilson.ts';
import { unpairedDifference } from './unpaired-difference.ts';

export interface RunComparison extends Omit<Contrast, 'n'> {
  /** `paired`: item by item, as two arms of one run. `unpaired`: two shares of their own. */
  readonly method: 'paired' | 'unpaired';
  /** Why this method, as a sentence. */
  readonly why: string;
  /** Items of each. */
  readonly n: readonly [a: number, b: number];
}

/**
 * What an arm of run A gains over an arm of run B, in answers right by the grader (the headline one of A where none is
 * named). Paired where the two were asked the same items equally often; else the difference of two shares by
 * Newcombe's method, over Wilson's intervals or, with several samples an item, over those of resampled items. Throws a
 * sentence where an arm or a grader is not there.
 */
export async function compareRuns(a: RunRecord, b: RunRecord, armA: string, armB: string, grader: GraderKey = headlineOf(a.experiment)): Promise<RunComparison> {
  const [inA, inB] = [armOf(a, armA), armOf(b, armB)];
  for (const record of [a, b]) graderOf(record.experiment, grader);
  const difference = await itemsDiffer(a.experiment, b.experiment, armA, armB);
  const n = [itemCount(a.experiment), itemCount(b.experiment)] as const;
  if (difference !== undefined) {
    const estimate = unpairedDifference(shareOf(a, armA, grader), shareOf(b, armB, grader));
    return { method: 'unpaired', why: `${difference}, so the two shares are compared as they are.`, difference: estimate, n, settled: estimate.low > 0 || estimate.high < 0 };
  }
  const both: RunRecord = { ...a, arms: [{ ...inA, id: 'a' }, { ...inB, id: 'b' }] };
  const { n: _, ...paired } = contrast(both, 'a', 'b', grader);
  return { method: 'paired', why: 'Both runs asked the same items, so they are compared item by item.', ...paired, n };
}

/** Why two arms have not the same items; nothing where they have. */
async function itemsDiffer(a: Experiment, b: Experiment, armA: string, armB: string): Promise<string | undefined> {
  if (canonical(a.items) !== canonical(b.items)) return 'The runs have different items';
  if (a.samples !== b.samples) return 'The runs drew different numbers of answers for an item';
  const [taskA, taskB] = [taskOf(a, armA), taskOf(b, armB)];
  // Arms of one experiment are paired: so are two arms where either's task is an arm of the other's experiment.
  if (tasksOf(b).has(taskA) || tasksOf(a).has(taskB)) return undefined;
  const [ofA, ofB] = [await references(a, armA), await references(b, armB)];
  return ofA.every((reference, item) => reference === ofB[item]) ? undefined : 'The arms set different tasks, whose right answers differ';
}

function tasksOf({ arms }: Experiment): ReadonlySet<string> {
  return new Set(arms.map(({ task }) => canonical(task)));
}

function taskOf(experiment: Experiment, arm: string): string {
  return canonical(experimentArm(experiment, arm).task);
}

function experimentArm({ arms }: Experiment, id: string): Arm {
  return arms.find((arm) => arm.id === id)!;
}

async function references(experiment: Experiment, arm: string): Promise<string[]> {
  const items = await itemsOf({ ...experiment, arms: [experimentArm(experiment, arm)] });
  return items.map(({ arms }) => arms[0]!.reference);
}

function shareOf(record: RunRecord, arm: string, grader: GraderKey): Estimate {
  const { samples } = record.experiment;
  const items = itemCount(record.experiment);
  if (samples === 1) return wilson(tallyOf(record, arm, grader).right, items);
  const verdicts = armOf(record, arm).verdicts[grader]!;
  const right = (item: number) => verdicts.slice(item * samples, (item + 1) * samples).split('1').length - 1;
  return itemMean(Array.from({ length: items }, (_, item) => right(item) / samples), 'compare runs');
}
