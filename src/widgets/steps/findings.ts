/** What the runs on working in steps show, in numbers and in words. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { LINE_COUNTS } from '../../lab/experiments/chain-of-thought.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { itemsNeeded } from '../../lab/statistics/items-needed.ts';
import { mcnemar } from '../../lab/statistics/mcnemar.ts';
import { pairedDifference } from '../../lab/statistics/paired-difference.ts';
import { votedRight, voting } from '../../lab/vote.ts';
import { interval, percent, thousands, verdict } from '../../lab/wording.ts';

/** Right totals by the number of lines, at once and in steps. */
export function series(record: RunRecord): CurveSeries[] {
  return (['direct', 'steps'] as const).map((way) => ({
    name: way === 'steps' ? 'in steps' : 'at once',
    lever: way === 'steps' ? 'prompt' : 'base',
    points: LINE_COUNTS.map((k) => ({ x: k, y: { ...shareRight(record, `${way}-${k}`), n: itemCount(record.experiment) } })),
  }));
}

/** The longest bill that steps still get right more often than the answer at once does. */
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

/** A vote of all answers against the single greedy answer to the same bills, in words. */
export function voteAgainst(sampled: RunRecord, greedy: RunRecord): string {
  const voted = votedRight(sampled, 'steps', sampled.experiment.samples);
  const verdicts = armOf(greedy, 'steps').verdicts['number']!;
  const [onlyVote, onlyGreedy] = [true, false].map((won) => voted.filter((right, item) => right === won && (verdicts[item] === '1') !== won).length);
  const n = voted.length;
  const p = mcnemar(onlyVote!, onlyGreedy!);
  const more = itemsNeeded(onlyVote!, onlyGreedy!, n) - n;
  return verdict({ difference: pairedDifference(onlyVote!, onlyGreedy!, n), n, p, settled: p < 0.05, ...(p >= 0.05 && Number.isFinite(more) && { moreItems: Math.max(1, more) }) });
}

/** How many answers may vote. */
export const VOTERS = [1, 3, 5, 15] as const;

/** Right totals by the number of answers that vote, and the answer tokens that they cost. */
export function votes(record: RunRecord) {
  return VOTERS.map((voters) => ({ voters, ...voting(record, 'steps', voters) }));
}
