/** What a run of the bench shows: each prompt's score, and how two of them compare. */
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import type { GraderKey } from '../../lab/grader.ts';
import type { RunRecord } from '../../lab/record.ts';
import { holm } from '../../lab/statistics/holm.ts';
import { verdict } from '../../lab/wording.ts';
import type { Score } from './view.ts';

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
 * Every prompt against the first one, as sentences. With more than one comparison, the p-values are Holm's: the best of
 * several prompts looks better than it is.
 */
export function comparisons(record: RunRecord): string[] {
  const [first, ...others] = record.experiment.arms;
  return corrected(record).map((each, at) =>
    `“${others[at]!.label}” against “${first!.label}”: ${verdict(each)}${each.p !== undefined && others.length > 1 ? ` (corrected for ${others.length} comparisons)` : ''}.`);
}

/** Every prompt against the first one, by Holm's p-values where there are any. */
export function corrected(record: RunRecord, grader: GraderKey = headlineOf(record.experiment)): Contrast[] {
  const [first, ...others] = record.experiment.arms;
  const found = others.map(({ id }) => contrast(record, id, first!.id, grader));
  const adjusted = found.every(({ p }) => p !== undefined) ? holm(found.map(({ p }) => p!)) : undefined;
  return found.map(({ moreItems, ...bare }, at) => {
    const p = adjusted?.[at];
    const settled = p === undefined ? bare.settled : p < 0.05;
    return { ...bare, settled, ...(p !== undefined && { p }), ...(!settled && moreItems !== undefined && { moreItems }) };
  });
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
