/** The abilities as rows to print: figure, interval, target, and whether it is reached. */
import type { Ability, Target } from '../../src/lab/experiments/abilities.ts';
import { tallyOf, type RunRecord } from '../../src/lab/record.ts';
import { wilson } from '../../src/lab/statistics/wilson.ts';

export interface CellFigure {
  readonly ability: string;
  readonly arm: string;
  readonly figure: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly target?: Target;
  readonly reached?: boolean;
}

export function cellFigures({ experiment, cells }: Ability, record: RunRecord): CellFigure[] {
  return cells.map(({ arm, grader, measure, target }) => {
    const tally = tallyOf(record, arm, grader);
    const n = experiment.items.count;
    const { agreeing, pairs } = tally.agreement ?? { agreeing: 0, pairs: 1 };
    const outcomes = tally.right + tally.wrong + tally.unreadable;
    const estimate = measure === 'agreement' ? { value: agreeing / pairs, low: 0, high: 1 } : wilson(tally.right, outcomes);
    return {
      ability: experiment.id.replace('ability-', ''), arm, figure: measure === 'agreement' ? 'agreement' : grader, ...estimate, n,
      ...(target && { target, reached: estimate.value >= (target.least ?? 0) && estimate.value <= (target.most ?? 1) }),
    };
  });
}

export function table(figures: readonly CellFigure[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)}`;
  const rows = figures.map(({ ability, arm, figure, value, low, high, n, target, reached }) => [
    ability, arm, figure, percent(value), `${percent(low)}-${percent(high)}`, String(n),
    target ? [target.least === undefined ? '' : `>= ${percent(target.least)}`, target.most === undefined ? '' : `<= ${percent(target.most)}`].join(' ').trim() : '',
    reached === undefined ? '' : reached ? 'yes' : 'no',
  ]);
  const all = [['ability', 'arm', 'figure', '%', '95%', 'n', 'target', 'reached'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}
