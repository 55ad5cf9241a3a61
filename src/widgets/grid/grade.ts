/** How a reader's own words are graded: they must file more tickets rightly than the explicit request, by more than chance explains. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { shareRight } from '../../lab/figure.ts';
import { tallyOf, type RunRecord } from '../../lab/record.ts';
import { percent, thousands, verdict } from '../../lab/wording.ts';

export interface Grade {
  readonly passed: boolean;
  readonly sentence: string;
}

/** `record` is a run of startHereExercise. `specification`: tokens a call of the whole specification. */
export function gradeOf(record: RunRecord, specification: number): Grade {
  const n = itemCount(record.experiment);
  const against = contrast(record, 'own', 'request');
  const passed = against.settled && against.difference.value > 0;
  const own = record.arms.find(({ id }) => id === 'own')!;
  const tokens = own.summary.promptTokens / n;
  const counts = `${tallyOf(record, 'own').right} of ${n} records right with your words, ${tallyOf(record, 'request').right} with the explicit request: ${verdict(against)}.`;
  const parts = `The form was right in ${percent(shareRight(record, 'own', 'houseForm').value)}, the queue in ${percent(shareRight(record, 'own', 'houseQueue').value)}.`;
  return { passed, sentence: `${passed ? 'Passed.' : 'Not yet.'} ${counts} ${parts} ${thousands(tokens)} tokens a call; the whole specification takes ${thousands(specification)}.` };
}
