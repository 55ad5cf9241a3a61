/** One run, or several put together, as a page shows it: figures instead of outcomes. */
import { comparisons } from '../lab/against-first.ts';
import { countsOf, headlineOf, itemCount, type Lever } from '../lab/experiment.ts';
import { sampleSize, shareRight } from '../lab/figure.ts';
import type { GraderKey } from '../lab/grader.ts';
import type { RunRecord } from '../lab/record.ts';
import type { Estimate } from '../lab/statistics/wilson.ts';

export interface RunSheet {
  readonly title: string;
  readonly grader: GraderKey;
  readonly split: string;
  readonly seeds: readonly { readonly seed: string; readonly items: number }[];
  readonly items: number;
  /** Of a run that ended early: items that it was to have. */
  readonly planned?: number;
  readonly arms: readonly { readonly label: string; readonly lever: Lever; readonly share: Estimate; readonly n: number; readonly promptTokens: number; readonly answerTokens: number }[];
  /** Every arm against the first one, as sentences. */
  readonly comparisons: readonly string[];
}

/** Tokens are means: of the prompt an item, of the answer an answer. */
export function runSheet(record: RunRecord): RunSheet {
  const { experiment, planned } = record;
  const items = itemCount(experiment);
  const counts = countsOf(experiment.items);
  return {
    title: experiment.title,
    grader: headlineOf(experiment),
    split: experiment.items.split,
    seeds: experiment.items.seeds.map((seed, at) => ({ seed, items: counts[at]! })),
    items,
    ...(planned !== undefined && { planned }),
    arms: experiment.arms.map(({ id, label, lever }, at) => ({
      label, lever,
      share: shareRight(record, id),
      n: sampleSize(record),
      promptTokens: record.arms[at]!.summary.promptTokens / items,
      answerTokens: record.arms[at]!.summary.answerTokens / (items * experiment.samples),
    })),
    comparisons: comparisons(record),
  };
}
