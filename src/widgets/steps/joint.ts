/** What the runs on lists of steps show: joint success against the number of steps. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { STEP_COUNTS } from '../../lab/experiments/step-by-step.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';

/** The share of tickets on which every step is right, and what independent steps would give. */
export function jointSeries(record: RunRecord): CurveSeries[] {
  const n = itemCount(record.experiment);
  const one = shareRight(record, 'list-1');
  const power = (share: number, steps: number): number => share ** steps;
  return [
    { name: 'all right', lever: 'prompt', points: STEP_COUNTS.map((steps) => ({ x: steps, y: { ...shareRight(record, `list-${steps}`), n } })) },
    { name: 'p to the n', lever: 'base', points: STEP_COUNTS.map((steps) => ({ x: steps, y: { value: power(one.value, steps), low: power(one.low, steps), high: power(one.high, steps), n } })) },
  ];
}

/** The finding, as a title. */
export function jointFinding(record: RunRecord): string {
  const [first, last] = [shareRight(record, 'list-1'), shareRight(record, 'list-8')];
  return `One step is right on ${percent(first.value)} of the tickets, eight together on ${percent(last.value)}`;
}

/** Whether steps share their errors: measured joint success above what independent steps would give. */
export function sharesErrors(record: RunRecord): boolean {
  const [measured, independent] = jointSeries(record);
  return measured!.points.at(-1)!.y.low > independent!.points.at(-1)!.y.high;
}

export function jointLabel(record: RunRecord): string {
  return jointSeries(record).map(({ name, points }) => `${name === 'all right' ? 'All steps right' : 'If steps were independent'}: ${points.map(({ x, y }) => `${x} ${percent(y.value)}`).join(', ')}.`).join(' ');
}

export function jointRows(record: RunRecord): string[][] {
  const [measured, independent] = jointSeries(record);
  return STEP_COUNTS.map((steps, at) => {
    const { y } = measured!.points[at]!;
    return [String(steps), percent(y.value), interval(y), percent(independent!.points[at]!.y.value), thousands(armOf(record, `list-${steps}`).summary.promptTokens / itemCount(record.experiment))];
  });
}

/** How the chain of calls compares with the one prompt, at so many steps. */
export function chainGain(record: RunRecord, steps: number): ReturnType<typeof contrast> {
  return contrast(record, `chain-${steps}`, `list-${steps}`);
}
