/** The chart of the consistency lab. */
import type { ChartOptions } from '../../book/chart.ts';
import { sameAndRight, type SameAndRight } from '../../charts/same-and-right.ts';
import type { PromptFigures } from './parts.ts';

export function planeChart(recorded: readonly PromptFigures[], live?: readonly PromptFigures[]): ChartOptions {
  return sameAndRight(recorded.map(pointOf), live?.map(pointOf));
}

function pointOf({ label, same, right, n }: PromptFigures): SameAndRight {
  return { name: label, lever: 'prompt', same: { ...same, n }, right: { ...right, n } };
}
