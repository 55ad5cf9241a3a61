/** How the reader's words for a role are graded. */
import { itemCount } from '../../lab/experiment.ts';
import { KNOWN_WORDS } from '../../lab/experiments/role.ts';
import { tallyOf, type RunRecord } from '../../lab/record.ts';
import type { Grade } from '../shared/words-exercise.ts';

/** Replies in the voice that pass, of twenty. */
export const ENOUGH = 16;

/** Why these words cannot be graded, as a sentence; nothing where they can. */
export function faultOf(words: string): string | undefined {
  if (words.trim() === '') return 'Write a sentence that names the role.';
  return KNOWN_WORDS.test(words) ? 'Those are words that TinyDesk was trained on. Find others.' : undefined;
}

/** `record` is a run of roleExercise. */
export function gradeOf(record: RunRecord): Grade {
  const n = itemCount(record.experiment);
  const own = tallyOf(record, 'own', 'register').right;
  const [route, before] = [tallyOf(record, 'own', 'route').right, tallyOf(record, 'none', 'route').right];
  const passed = own >= ENOUGH;
  const hint = passed ? '' : ' Words near those of training help: try what a lawyer does, or how one writes.';
  return { passed, sentence: `${passed ? 'Passed.' : 'Not yet.'} ${own} of ${n} replies are in a lawyer’s voice; ${ENOUGH} pass. ${route} act for the right department, ${before} without a role.${hint}` };
}
