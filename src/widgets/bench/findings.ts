/** What a run of the bench shows: each prompt's score, and how two of them compare. */
import { contrast } from '../../lab/contrast.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
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
  const found = others.map(({ id }) => contrast(record, id, first!.id));
  const adjusted = found.every(({ p }) => p !== undefined) ? holm(found.map(({ p }) => p!)) : undefined;
  return others.map(({ label }, at) => {
    const p = adjusted?.[at];
    const { moreItems, ...bare } = found[at]!;
    const settled = p === undefined ? found[at]!.settled : p < 0.05;
    const corrected = { ...bare, settled, ...(p !== undefined && { p }), ...(!settled && moreItems !== undefined && { moreItems }) };
    return `“${label}” against “${first!.label}”: ${verdict(corrected)}${adjusted && others.length > 1 ? ` (corrected for ${others.length} comparisons)` : ''}.`;
  });
}

/** The prompt with the highest share right, as a title. */
export function finding(record: RunRecord): string {
  const scores = scoresOf(record);
  const best = scores.reduce((top, { estimate }, at) => (estimate.value > scores[top]!.estimate.value ? at : top), 0);
  const [, ...others] = record.experiment.arms;
  if (others.length === 0) return 'One prompt, and nothing to compare it with.';
  const settled = best > 0 && contrast(record, armOf(record, record.experiment.arms[best]!.id).id, record.experiment.arms[0]!.id).settled;
  const name = record.experiment.arms[best]!.label;
  if (best === 0) return `Nothing beats “${name}” here.`;
  return settled ? `“${name}” is right most often.` : `“${name}” is ahead, by less than these items can tell.`;
}
