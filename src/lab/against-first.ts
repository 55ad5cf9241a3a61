/** Every arm of a run against the first one. */
import type { Contrast } from './contrast.ts';
import { headlineOf } from './experiment.ts';
import { family } from './family.ts';
import type { GraderKey } from './grader.ts';
import type { RunRecord } from './record.ts';
import { familyNote, verdict } from './wording.ts';

/** In the order of the arms, by Holm's p-values. */
export function corrected(record: RunRecord, grader: GraderKey = headlineOf(record.experiment)): Contrast[] {
  const [first, ...others] = record.experiment.arms;
  return family(record, others.map(({ id }) => [id, first!.id]), grader);
}

/** The same as sentences. Those of several end with what holds for all of them: the best of several arms looks better than it is. */
export function comparisons(record: RunRecord): string[] {
  const [first, ...others] = record.experiment.arms;
  const sentences = corrected(record).map((each, at) => `“${others[at]!.label}” against “${first!.label}”: ${verdict(each)}.`);
  return others.length > 1 ? [...sentences, familyNote(others.length)] : sentences;
}
