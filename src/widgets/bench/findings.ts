/** What a run of the bench shows: each prompt's score, and how two of them compare. */
import { comparisons, corrected } from '../../lab/against-first.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Score } from './view.ts';

export { comparisons };

export function scoresOf(record: RunRecord, ms?: readonly number[]): Score[] {
  const items = itemCount(record.experiment);
  const { samples } = record.experiment;
  return record.arms.map(({ id, summary }, at) => ({
    estimate: shareRight(record, id, headlineOf(record.experiment)),
    n: sampleSize(record),
    promptTokens: summary.promptTokens / items,
    answerTokens: summary.answerTokens / (items * samples),
    ...(ms && { ms: ms[at]! }),
  }));
}

/** The prompt with the highest share right, as a title: it beats the first one, or is ahead by less than can be told. */
export function finding(record: RunRecord): string {
  const scores = scoresOf(record);
  const best = scores.reduce((top, { estimate }, at) => (estimate.value > scores[top]!.estimate.value ? at : top), 0);
  const [first, ...others] = record.experiment.arms;
  if (others.length === 0) return 'One prompt, and nothing to compare it with.';
  if (best === 0) return `Nothing beats “${first!.label}” here.`;
  const { settled } = corrected(record)[best - 1]!;
  const name = record.experiment.arms[best]!.label;
  return settled ? `“${name}” beats “${first!.label}”.` : `“${name}” is ahead, by less than these items can tell.`;
}
