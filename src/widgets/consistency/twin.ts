/** The words of the lab's chart, and its table twin. */
import { percent } from '../../lab/wording.ts';
import { cellsOf } from '../shared/interval-cells.ts';
import { PARTS, type FigureRow, type Part, type PromptFigures } from './parts.ts';
import { capital } from './titles.ts';

/** The title of the chart: what the prompt that ignores its ticket shows. */
export function planeTitle(figures: readonly PromptFigures[]): string {
  const [clean, , stuck] = figures;
  if (!clean || !stuck) return 'Consistency and accuracy, prompt by prompt';
  const most = Math.max(...figures.map(({ same }) => same.value));
  if (stuck.same.value < most || stuck.right.high >= clean.right.low) return 'Consistency and accuracy, prompt by prompt';
  return `No prompt is more consistent than the one that is right on ${percent(stuck.right.value)}`;
}

/** The chart in words. */
export function planeLabel(figures: readonly PromptFigures[]): string {
  return `${planeTitle(figures)}. ${figures.map(({ label, same, right }) => `${capital(label)}: the same ${percent(same.value)}, right ${percent(right.value)}.`).join(' ')}`;
}

/** The rows of the table twin, by part and place: those of every list, each once. */
export function twinPlaces([first]: readonly PromptFigures[]): (readonly [Part, number])[] {
  const measured = new Set(first!.rows.measures.map(({ name }) => name));
  return PARTS.flatMap((part) => first!.rows[part].flatMap(({ name }, at) => (part !== 'measures' && measured.has(name) ? [] : [[part, at] as const])));
}

/** The table twin: a line a row, and a cell a prompt. */
export function twinRows(figures: readonly PromptFigures[]): string[][] {
  const before: Readonly<Partial<Record<Part, string>>> = { spreads: 'points between levels: ', sources: 'variance: ' };
  return twinPlaces(figures).map(([part, at]) => [
    `${before[part] ?? ''}${figures[0]!.rows[part][at]!.name}`,
    ...figures.map(({ rows }) => cellWords(rows[part][at]!)),
  ]);
}

/** A row in one cell: "78% (67 to 87)", "12 (3 to 23), p = 0.025". */
export function cellWords(row: FigureRow): string {
  const [value, range, end] = cellsOf(row, row.end !== undefined);
  return `${value} (${range})${row.end ? `, p ${end.startsWith('<') ? end : `= ${end}`}` : ''}`;
}
