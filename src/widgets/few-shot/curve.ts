/** The k-shot curve of a run: its points, its words, its table. */
import { shotCurve, type ShotPoint } from '../../charts/shot-curve.ts';
import type { ChartOptions } from '../../book/chart.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { wilson } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { finding } from './finding.ts';

/** Right answers of an arm whose id is k and a number, such as k8. */
export interface ArmCount {
  readonly id: string;
  readonly right: number;
  readonly outcomes: number;
}

export function countsOf(record: RunRecord): ArmCount[] {
  const grader = headlineOf(record.experiment);
  return record.arms.map(({ id, summary }) => ({ id, right: summary.graders[grader]!.right, outcomes: summary.outcomes }));
}

export function pointsOf(counts: readonly ArmCount[]): ShotPoint[] {
  return counts.map(({ id, right, outcomes }) => ({ k: Number(id.slice(1)), y: { ...wilson(right, outcomes), n: outcomes } }));
}

/** The chart of a recorded run and, if there is one, a live run beside it. */
export function curveChart(recorded: readonly ShotPoint[], live: readonly ShotPoint[] | undefined, labels: 'unseen' | 'known'): ChartOptions {
  // The first shots show every category once, so that below that many the right name may not be there to copy.
  const shown = recorded.map(({ k }) => Math.min(k, CATEGORIES.length) / CATEGORIES.length);
  return shotCurve({ recorded, ...(live && { live }), chance: 1 / CATEGORIES.length, ...(labels === 'unseen' && { shown }) });
}

/** The picture in words: what it shows, then its numbers. */
export function curveLabel(record: RunRecord): string {
  const points = pointsOf(countsOf(record));
  return `${finding(record)}. Share of tickets labelled right by the number of examples in the prompt: ${points.map(({ k, y }) => `${k}: ${percent(y.value)}`).join(', ')}.`;
}

/** Rows of the table twin: examples, right as recorded, its interval, tokens of a prompt. */
export function tableRows(record: RunRecord): string[][] {
  return pointsOf(countsOf(record)).map(({ k, y }, arm) => [
    String(k), percent(y.value), interval(y), String(Math.round(record.arms[arm]!.summary.promptTokens / itemCount(record.experiment))),
  ]);
}
