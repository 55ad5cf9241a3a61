/** The abilities as a plain-text table. */
import type { AbilityFigure } from '../../src/lab/ability-figures.ts';
import { textTable } from './text-table.ts';

const HEADER = ['ability', 'arm', 'measure', '%', '95%', 'n', 'target', 'reached', 'beside it'];

export function abilityTable(figures: readonly AbilityFigure[]): string {
  return textTable([HEADER, ...figures.map(row)]);
}

function row({ ability, arm, measure, value, low, high, n, target, reached, independent, difference }: AbilityFigure): string[] {
  const bounds = [target?.least === undefined ? '' : `>= ${points(target.least)}`, target?.most === undefined ? '' : `<= ${points(target.most)}`];
  const beside = [
    independent === undefined ? '' : `p^n = ${points(independent)}`,
    difference === undefined ? '' : `${points(difference.difference.value)} (${points(difference.difference.low)} to ${points(difference.difference.high)}) from "${difference.from}"`,
  ];
  return [
    ability, arm, measure, points(value), `${points(low)} to ${points(high)}`, String(n),
    bounds.filter(Boolean).join(', '), reached === undefined ? '' : reached ? 'yes' : 'no', beside.join(''),
  ];
}

/** A share in percent with one decimal. */
function points(share: number): string {
  return (100 * share).toFixed(1);
}
