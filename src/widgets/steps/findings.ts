/** What the runs on working in steps show, in numbers and in words. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast, judged, type Contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { LINE_COUNTS } from '../../lab/experiments/chain-of-thought.ts';
import { family } from '../../lab/family.ts';
import { shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { mcnemar } from '../../lab/statistics/mcnemar.ts';
import { pairedDifference } from '../../lab/statistics/paired-difference.ts';
import { votedRight, voting } from '../../lab/vote.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';
import type { ShareRow } from '../search/rows.ts';

const WAYS = ['direct', 'steps'] as const;

/** Right totals by the number of lines, at once and in steps. */
export function series(record: RunRecord): CurveSeries[] {
  return WAYS.map((way) => ({
    name: way === 'steps' ? 'in steps' : 'at once',
    lever: way === 'steps' ? 'prompt' : 'base',
    points: LINE_COUNTS.map((k) => ({ x: k, y: { ...shareRight(record, `${way}-${k}`), n: itemCount(record.experiment) } })),
  }));
}

/** Answer tokens by the number of lines, on average over the bills. They are counted and not estimated, so they have no interval. */
export function tokenSeries(record: RunRecord): CurveSeries[] {
  return series(record).map(({ points, ...way }, at) => ({
    ...way,
    points: points.map(({ x, y }) => {
      const value = answerTokens(record, `${WAYS[at]!}-${x}`);
      return { x, y: { value, low: value, high: value, n: y.n } };
    }),
  }));
}

/** The top of an axis that holds all those tokens. */
export function mostTokens(record: RunRecord): number {
  return Math.ceil(Math.max(...tokenSeries(record).flatMap(({ points }) => points.map(({ y }) => y.value))) / 20) * 20;
}

export function tokenFinding(record: RunRecord): string {
  const [direct, steps] = tokenSeries(record).map(({ points }) => thousands(points.at(-1)!.y.value));
  return `With ${LINE_COUNTS.at(-1)!} lines an answer in steps takes ${steps!} tokens, and one at once ${direct!}`;
}

/** The second picture in words. */
export function tokenLabel(record: RunRecord): string {
  const lines = tokenSeries(record).map(({ name, points }) => `Answer tokens ${name}: ${points.map(({ x, y }) => `${x} ${x === 1 ? 'line' : 'lines'} ${thousands(y.value)}`).join(', ')}.`);
  return `${tokenFinding(record)}. ${lines.join(' ')}`;
}

function answerTokens(record: RunRecord, arm: string): number {
  return armOf(record, arm).summary.answerTokens / itemCount(record.experiment);
}

/** What steps gain over the answer at once with so many lines, as one of the comparisons that the curve makes. */
export function gain(record: RunRecord, lines: (typeof LINE_COUNTS)[number]): Contrast {
  return family(record, LINE_COUNTS.map((k) => [`steps-${k}`, `direct-${k}`]))[LINE_COUNTS.indexOf(lines)]!;
}

/** The longest bill that steps still get right more often than the answer at once does. */
export function reach(record: RunRecord): number {
  return LINE_COUNTS.filter((k) => {
    const { settled, difference } = gain(record, k);
    return settled && difference.value > 0;
  }).at(-1) ?? 0;
}

/** The finding of the curve, as its title. */
export function finding(record: RunRecord): string {
  const longest = reach(record);
  if (longest === 0) return 'Steps do not help here';
  return longest === LINE_COUNTS.at(-1) ? 'Steps carry every bill further' : `Steps carry bills of up to ${longest} lines, and no further`;
}

/** The finding in numbers: the longest bill that steps carry, and the next. */
export function curveNumbers(record: RunRecord): string {
  const longest = Math.max(1, reach(record));
  const right = (way: string, k: number) => percent(shareRight(record, `${way}-${k}`).value);
  const next = LINE_COUNTS.find((k) => k > longest);
  const beyond = next === undefined ? '' : `; with ${next}, ${right('steps', next)} and ${right('direct', next)}`;
  return `With ${longest} ${longest === 1 ? 'line' : 'lines'} ${right('steps', longest)} of the totals are right in steps and ${right('direct', longest)} at once${beyond}.`;
}

/** The picture in words: what it shows, then its numbers. */
export function curveLabel(record: RunRecord): string {
  const lines = series(record).map(({ name, points }) => `Right totals ${name}: ${points.map(({ x, y }) => `${x} ${x === 1 ? 'line' : 'lines'} ${percent(y.value)}`).join(', ')}.`);
  return `${finding(record)}. ${lines.join(' ')}`;
}

/** Rows of the table twin. */
export function tableRows(record: RunRecord): string[][] {
  const cells = (arm: string) => {
    const share = shareRight(record, arm);
    return [`${percent(share.value)} (${interval(share)})`, thousands(answerTokens(record, arm))];
  };
  return LINE_COUNTS.map((k) => [String(k), ...cells(`direct-${k}`), ...cells(`steps-${k}`)]);
}

/** Answer tokens beyond which an answer holds more than a label. */
const LABEL_TOKENS = 3;

/** Whether the request for steps about tone made the model write any. */
export function writesSteps(tone: RunRecord): boolean {
  return answerTokens(tone, 'steps') > LABEL_TOKENS;
}

/** What the request for steps does to the naming of tone, as a title. */
export function toneFinding(tone: RunRecord): string {
  if (writesSteps(tone)) return contrast(tone, 'steps', 'direct').settled ? 'Steps about tone make a difference' : 'Steps about tone: no difference can be told';
  const [before, after] = ['direct', 'steps'].map((arm) => armOf(tone, arm));
  const n = itemCount(tone.experiment);
  const same = before!.outcomes.filter((at, item) => before!.answers[at] === after!.answers[after!.outcomes[item]!]).length;
  return `Asked for steps about tone, the model writes none, and ${same === n ? 'nothing changes' : `${same} of ${n} answers stay the same`}`;
}

/** Urgency named rightly, without the request and with it. */
export function toneRows(tone: RunRecord): ShareRow[] {
  return [
    { name: 'at once', lever: 'base', estimate: { ...shareRight(tone, 'direct'), n: itemCount(tone.experiment) } },
    { name: 'asked for steps', lever: 'prompt', estimate: { ...shareRight(tone, 'steps'), n: itemCount(tone.experiment) } },
  ];
}

/** What a vote of all answers gains over the single greedy answer to the same bills. */
export function voteAgainst(sampled: RunRecord, greedy: RunRecord): Contrast {
  const voted = votedRight(sampled, 'steps', sampled.experiment.samples);
  const verdicts = armOf(greedy, 'steps').verdicts['number']!;
  const [onlyA, onlyB] = [true, false].map((won) => voted.filter((right, item) => right === won && (verdicts[item] === '1') !== won).length);
  const n = voted.length;
  return judged({ difference: pairedDifference(onlyA!, onlyB!, n), n, p: mcnemar(onlyA!, onlyB!), onlyA: onlyA!, onlyB: onlyB! });
}

/** How many answers may vote. */
export const VOTERS = [1, 3, 5, 15] as const;

/** Right totals by the number of answers that vote, and the answer tokens that they cost. */
export function votes(record: RunRecord) {
  return VOTERS.map((voters) => ({ voters, ...voting(record, 'steps', voters) }));
}

/** The largest vote beside its rival, the single greedy answer, as a title. */
export function voteFinding(sampled: RunRecord, greedy: RunRecord): string {
  const { voters, right, answerTokens } = votes(sampled).at(-1)!;
  const times = Math.round((answerTokens * itemCount(greedy.experiment)) / armOf(greedy, 'steps').summary.answerTokens);
  return `A vote of ${voters} takes ${times} times the tokens of one greedy answer: ${percent(right.value)} right against ${percent(shareRight(greedy, 'steps').value)}`;
}

/** The greedy answer, and votes of ever more drawn ones. */
export function voteRows(sampled: RunRecord, greedy: RunRecord): ShareRow[] {
  const n = itemCount(sampled.experiment);
  return [
    { name: 'one, greedy', lever: 'base', estimate: { ...shareRight(greedy, 'steps'), n: itemCount(greedy.experiment) } },
    ...votes(sampled).map(({ voters, right }): ShareRow => ({ name: voters === 1 ? 'one, drawn' : `${voters} that vote`, lever: 'prompt', estimate: { ...right, n } })),
  ];
}
