/** The record of an arm whose answers are made up, for tests: graded as a run would grade them. */
import type { Arm, Experiment } from '../experiment.ts';
import { isSandboxed, keyOf } from '../grader.ts';
import { grade } from '../graders.ts';
import { armRecord, type ArmRecord, type Outcome } from '../record.ts';

export interface MadeItem {
  readonly outcomes: readonly Outcome[];
  readonly reference: string;
  readonly promptTokens: number;
  readonly answerTokens: number;
}

export function madeArm(experiment: Experiment, arm: Pick<Arm, 'id'>, items: readonly MadeItem[]): ArmRecord {
  const graders = experiment.graders.flatMap((grader) => (isSandboxed(grader) ? [] : [grader]));
  return armRecord(experiment, arm, items.map(({ reference, ...item }) => ({
    ...item,
    verdicts: Object.fromEntries(graders.map((grader) => [keyOf(grader), item.outcomes.map(({ answer }) => grade(grader, answer, reference)).join('')])),
  })));
}
