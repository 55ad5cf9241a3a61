/** The abilities as figures: what the table of the model card and the command line print. */
import { contrast, type Contrast } from './contrast.ts';
import type { Ability, Target } from './experiments/abilities.ts';
import { agreementIn, sampleSize, shareRight } from './figure.ts';
import type { GraderName } from './graders.ts';
import type { RunRecord } from './record.ts';
import type { Estimate } from './statistics/wilson.ts';

export interface AbilityFigure extends Estimate {
  readonly ability: string;
  readonly arm: string;
  readonly label: string;
  /** What is counted: right answers as this grader reads them, or agreeing pairs of answers. */
  readonly measure: GraderName | 'agreement';
  /** Items. */
  readonly n: number;
  readonly target?: Target;
  /** Whether the figure itself, not its interval, meets the target. */
  readonly reached?: boolean;
  /** What the arm would reach if each of its steps succeeded on its own, as often as the single step does. */
  readonly independent?: number;
  /** The paired difference from another arm. */
  readonly difference?: Contrast & { readonly from: string };
}

export function abilityFigures({ experiment, cells }: Ability, record: RunRecord): AbilityFigure[] {
  return cells.map(({ arm, grader, measure, target, power, against }) => {
    const estimate = measure === 'agreement' ? agreementIn(record, arm, grader) : shareRight(record, arm, grader);
    return {
      ability: experiment.id.replace(/^ability-/, ''),
      arm,
      label: experiment.arms.find(({ id }) => id === arm)!.label,
      measure: measure === 'agreement' ? 'agreement' : grader,
      ...estimate,
      n: sampleSize(record),
      ...(target && { target, reached: estimate.value >= (target.least ?? 0) && estimate.value <= (target.most ?? 1) }),
      ...(power && { independent: shareRight(record, power.of, grader).value ** power.n }),
      ...(against !== undefined && { difference: { from: against, ...contrast(record, arm, against, grader) } }),
    };
  });
}
