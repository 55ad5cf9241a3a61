/** How a reader's own words are graded: they must get more codes right than the vague request, by more than chance explains. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, tallyOf, type RunRecord } from '../../lab/record.ts';
import { percent, thousands, verdict } from '../../lab/wording.ts';
import type { Grade } from '../shared/words-exercise.ts';

/** Why there is nothing to grade, as a sentence; nothing where there is. */
export function faultOf(words: string): string | undefined {
  return words === '' ? 'There is nothing to grade yet: write what should stand before the ticket.' : undefined;
}

/** `record` is a run of startHereExercise. */
export function gradeOf(record: RunRecord): Grade {
  const n = itemCount(record.experiment);
  const against = contrast(record, 'own', 'route-vague');
  const passed = against.settled && against.difference.value > 0;
  const counts = `${tallyOf(record, 'own').right} of ${n} codes right with your words, ${tallyOf(record, 'route-vague').right} with the vague request: ${verdict(against)}.`;
  const price = `The department was right in ${percent(shareRight(record, 'own', 'department').value)}, in whatever form. ${thousands(armOf(record, 'own').summary.promptTokens / n)} tokens a call.`;
  return { passed, sentence: `${passed ? 'Passed.' : 'Not yet.'} ${counts} ${price}` };
}
