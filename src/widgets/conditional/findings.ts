/** What the run on if-then rules shows. */
import type { CurveSeries } from '../../charts/curve.ts';
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { headlineOf, itemCount } from '../../lab/experiment.ts';
import { BRANCH_COUNTS } from '../../lab/experiments/conditional.ts';
import { shareRight } from '../../lab/figure.ts';
import { itemsOf } from '../../lab/items.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

/** Right answers by the number of rules, in the prompt and in code. */
export function ruleSeries(record: RunRecord): CurveSeries[] {
  const n = itemCount(record.experiment);
  const points = (way: string, counts: readonly number[]) => counts.map((branches) => ({ x: branches, y: { ...shareRight(record, `${way}-${branches}`), n } }));
  return [
    { name: 'in code', lever: 'prompt', points: points('code', [3, 6]) },
    { name: 'in the prompt', lever: 'prompt', points: points('prompt', BRANCH_COUNTS) },
  ];
}

export function ruleLabel(record: RunRecord): string {
  return ruleSeries(record).map(({ name, points }) => `Rules ${name}: ${points.map(({ x, y }) => `${x} ${percent(y.value)}`).join(', ')}.`).join(' ');
}

export function ruleRows(record: RunRecord): string[][] {
  return BRANCH_COUNTS.map((branches) => {
    const inPrompt = shareRight(record, `prompt-${branches}`);
    const code = branches === 3 || branches === 6 ? shareRight(record, `code-${branches}`) : undefined;
    return [String(branches), percent(inPrompt.value), interval(inPrompt), code ? percent(code.value) : '–', code ? interval(code) : '–'];
  });
}

export function codeGain(record: RunRecord): Contrast {
  return contrast(record, 'code-6', 'prompt-6');
}

export function ruleFinding(record: RunRecord): string {
  const gain = codeGain(record);
  if (!gain.settled) return 'Whether code keeps six rules better than the prompt cannot be told here';
  return gain.difference.value > 0 ? 'Six rules are kept better in code than in the prompt' : 'The prompt keeps six rules better than code';
}

export interface Share extends Estimate {
  readonly n: number;
}

/** For a list of six rules: right answers by the place of the rule that decides, the default last. */
export async function rightByRule(record: RunRecord): Promise<Share[]> {
  const at = record.experiment.arms.findIndex(({ id }) => id === 'prompt-6');
  const verdicts = record.arms[at]!.verdicts[headlineOf(record.experiment)]!;
  const counts = Array.from({ length: 7 }, () => ({ right: 0, n: 0 }));
  (await itemsOf(record.experiment)).forEach(({ arms }, item) => {
    const { messages, reference } = arms[at]!;
    const place = labelsIn(messages.map(({ content }) => content).join('\n')).indexOf(reference);
    const count = counts[place];
    if (!count) throw new Error(`The run "${record.experiment.id}" has an item whose answer stands in none of its rules.`);
    count.n += 1;
    if (verdicts[item] === '1') count.right += 1;
  });
  return counts.map(({ right, n }) => ({ ...wilson(right, n), n }));
}

/** What always giving the answer of the commonest rule would get right, by the number of rules. */
export async function guessing(record: RunRecord): Promise<CurveSeries> {
  const items = await itemsOf(record.experiment);
  const points = BRANCH_COUNTS.map((branches) => {
    const at = record.experiment.arms.findIndex(({ id }) => id === `prompt-${branches}`);
    const counts = Array.from({ length: branches + 1 }, () => 0);
    for (const { arms } of items) counts[labelsIn(arms[at]!.messages.map(({ content }) => content).join('\n')).indexOf(arms[at]!.reference)]! += 1;
    return { x: branches, y: { ...wilson(Math.max(...counts), items.length), n: items.length } };
  });
  return { name: 'always one', lever: 'base', points };
}

/** Whether some place is told apart from another by its interval. */
export function standsOut(places: readonly Share[]): boolean {
  return Math.min(...places.map(({ high }) => high)) < Math.max(...places.map(({ low }) => low));
}

/** Of tickets that no rule covers, asked without a default: the share answered with a rule's label all the same. */
export async function forced(record: RunRecord): Promise<Share> {
  const at = record.experiment.arms.findIndex(({ id }) => id === 'no-default-3');
  const arm = armOf(record, 'no-default-3');
  let n = 0;
  let labelled = 0;
  (await itemsOf(record.experiment)).forEach(({ arms }, item) => {
    const { messages, reference } = arms[at]!;
    if (reference !== 'none') return;
    n += 1;
    if (labelsIn(messages.map(({ content }) => content).join('\n')).includes(arm.answers[arm.outcomes[item]!]!.trim())) labelled += 1;
  });
  return { ...wilson(labelled, n), n };
}

/** The answers that a list of rules names, in their order. */
function labelsIn(prompt: string): string[] {
  return [...prompt.matchAll(/(?:, |else |otherwise )(?:say|answer|write) "?([a-z]+)"?[.;]/g)].map(([, label]) => label!);
}

export function questions(record: RunRecord): NumberQuestion[] {
  const [code, prompt] = [shareRight(record, 'code-6').value, shareRight(record, 'prompt-6').value];
  return [
    { ask: 'A prompt has three conditions, each of which may hold or not. How many test tickets do you need, at least, to try every combination once?', unit: 'tickets', answer: 8, tolerance: 0, why: 'Two to the third.' },
    { ask: 'One rule decides 2% of your tickets. How many tickets must you draw, on average, to see twenty that it decides?', unit: 'tickets', answer: 1000, tolerance: 0, why: 'Twenty divided by 0.02. An average over all tickets hides such a rule.' },
    { ask: `Six rules are kept on ${percent(prompt)} of the tickets in the prompt and on ${percent(code)} in code. At 10,000 tickets a day, how many more come out right in code?`, unit: 'tickets', answer: 10_000 * (code - prompt), tolerance: 120, why: `${(100 * (code - prompt)).toFixed(1)} points of 10,000.` },
  ];
}
