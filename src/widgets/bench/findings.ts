/** What a run of the bench shows: each prompt's score, and how two of them compare. */
import { comparisons } from '../../lab/against-first.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { family } from '../../lab/family.ts';
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

/**
 * The prompt with the highest share right, as a title: whether it beats the first one, and which of the others it cannot be
 * told from. It is compared with all of them at once, so the p-values are Holm's.
 */
export function finding(record: RunRecord): string {
  const scores = scoresOf(record);
  const best = scores.reduce((top, { estimate }, at) => (estimate.value > scores[top]!.estimate.value ? at : top), 0);
  const { arms } = record.experiment;
  const [first, ...others] = arms;
  if (others.length === 0) return 'One prompt, and nothing to compare it with.';
  if (best === 0) return `Nothing beats “${first!.label}” here.`;
  const { id, label } = arms[best]!;
  const rivals = arms.filter((_, at) => at !== best);
  const [overFirst, ...overOthers] = family(record, rivals.map((rival) => [id, rival.id]));
  if (!overFirst!.settled) return `“${label}” is ahead, by less than these items can tell.`;
  const level = rivals.slice(1).filter((_, at) => !overOthers[at]!.settled).map((rival) => `“${rival.label}”`);
  return `“${label}” beats “${first!.label}”${level.length === 0 ? '' : `, and cannot be told from ${level.length === 1 ? level[0]! : `${level.slice(0, -1).join(', ')} or ${level.at(-1)!}`}`}.`;
}
