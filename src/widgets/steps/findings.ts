/** What the runs on working in steps show, in numbers and in words. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { LINE_COUNTS } from '../../lab/experiments/chain-of-thought.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { voting } from '../../lab/vote.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';

/** Right totals by the number of lines, at once and in steps. */
export function series(record: RunRecord): CurveSeries[] {
  return (['direct', 'steps'] as const).map((way) => ({
    name: way === 'steps' ? 'in steps' : 'at once',
    lever: way === 'steps' ? 'prompt' : 'base',
    points: LINE_COUNTS.map((k) => ({ x: k, y: { ...shareRight(record, `${way}-${k}`), n: itemCount(record.experiment) } })),
  }));
}

/** Of the bill lengths that pretraining saw, the longest that steps still get right more often than the answer at once does. */
export function reach(record: RunRecord): number {
  return LINE_COUNTS.filter((k) => {
    const { settled, difference } = contrast(record, `steps-${k}`, `direct-${k}`);
    return settled && difference.value > 0;
  }).at(-1) ?? 0;
}

/** The finding of the curve, as its title. */
export function finding(record: RunRecord): string {
  const longest = reach(record);
  if (longest === 0) return 'Steps do not help here';
  return longest === LINE_COUNTS.at(-1) ? 'Steps carry every bill further' : `Steps carry bills of up to ${longest} lines, and no further`;
}

/** The picture in words. */
export function curveLabel(record: RunRecord): string {
  return series(record).map(({ name, points }) => `Right totals ${name}: ${points.map(({ x, y }) => `${x} ${x === 1 ? 'line' : 'lines'} ${percent(y.value)}`).join(', ')}.`).join(' ');
}

/** Rows of the table twin. */
export function tableRows(record: RunRecord): string[][] {
  const cells = (arm: string) => {
    const share = shareRight(record, arm);
    return [`${percent(share.value)} (${interval(share)})`, thousands(armOf(record, arm).summary.answerTokens / itemCount(record.experiment))];
  };
  return LINE_COUNTS.map((k) => [String(k), ...cells(`direct-${k}`), ...cells(`steps-${k}`)]);
}

/** How many answers may vote. */
export const VOTERS = [1, 3, 5, 15] as const;

/** Right totals by the number of answers that vote, and the answer tokens that they cost. */
export function votes(record: RunRecord) {
  return VOTERS.map((voters) => ({ voters, ...voting(record, 'steps', voters) }));
}
