/** How a reader's five examples are graded: they must beat the first five on the same tickets, by more than chance explains. */
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { tallyOf, type RunRecord } from '../../lab/record.ts';
import { TRAY } from '../../lab/tasks/tray.ts';
import { verdict } from '../../lab/wording.ts';

export interface Grade {
  readonly passed: boolean;
  readonly sentence: string;
}

/** `record` is a run of fewShotExercise with these places of the tray chosen. */
export function gradeOf(record: RunRecord, chosen: readonly number[]): Grade {
  const against = contrast(record, 'chosen', 'first');
  const passed = against.settled && against.difference.value > 0;
  const counts = `Your five: ${tallyOf(record, 'chosen').right} of ${itemCount(record.experiment)} right. The first five: ${tallyOf(record, 'first').right}.`;
  const shown = new Set(chosen.map((place) => TRAY.shots[place]?.label));
  const missing = Object.values(TRAY.labels).filter((label) => !shown.has(label));
  const hint = missing.length > 0
    ? ` Your prompt never shows ${missing.map((label) => `“${label}”`).join(' or ')}, so no such ticket can come out right.`
    : ' Every name is shown; exchange an example whose wording may mislead.';
  return { passed, sentence: `${passed ? 'Passed.' : 'Not yet.'} ${counts} ${capitalised(verdict(against))}.${passed ? '' : hint}` };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
