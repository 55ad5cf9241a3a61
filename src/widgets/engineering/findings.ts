/** What the recorded runs say about prompting as a whole: its five steps, its limit, and the weights it leaves alone. */
import { callPrice, dollars, type CallPrice } from '../../decide/prices.ts';
import { contrast, type Contrast } from '../../lab/contrast.ts';
import type { Lever } from '../../lab/experiment.ts';
import { together } from '../../lab/family.ts';
import { sampleSize, shareRight } from '../../lab/figure.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { percent, thousands, verdict } from '../../lab/wording.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';

/** Finds a recorded run by its id. */
export type Runs = (id: string) => RunRecord;

/** The steps of prompt engineering, each as one change of a prompt, asked about the same items without it and with it. */
const STEPS = [
  { name: 'instructions', run: 'start-here', arms: ['route-vague', 'route-instruction'], said: ['code, asked for vaguely', 'codes named'] },
  { name: 'context', run: 'ability-policy', arms: ['without', 'with'], said: ['rule of the shop, unsaid', 'rule in the prompt'] },
  { name: 'worked steps', run: 'chain-of-thought', arms: ['direct-3', 'steps-3'], said: ['total, at once', 'in steps'] },
  { name: 'one more round', run: 'bench-code', arms: ['named', 'listed'], said: ['code, asked for by kind', 'codes listed as well'] },
  { name: '“you are an expert”', run: 'bench-role', arms: ['none', 'expert'], said: ['code, no role', 'expert’s role'] },
] as const;

export type StepName = (typeof STEPS)[number]['name'];

export interface IntervalRow {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate & { readonly n: number };
}

export interface Step {
  readonly name: StepName;
  /** Without it and with it. */
  readonly rows: readonly [IntervalRow, IntervalRow];
  /** With it against without, by Holm's p-values for the five. */
  readonly gain: Contrast;
  readonly effect: 'helps' | 'hurts' | 'open';
}

export function steps(run: Runs): Step[] {
  const gains = together(STEPS.map(({ run: id, arms: [without, with_] }) => contrast(run(id), with_, without)));
  return STEPS.map(({ name, run: id, arms, said }, at) => {
    const gain = gains[at]!;
    const row = (place: 0 | 1): IntervalRow => ({ name: `${at + 1}${'ab'[place]!} ${said[place]}`, lever: place === 0 ? 'base' : 'prompt', estimate: sized(run(id), arms[place]) });
    return { name, rows: [row(0), row(1)], gain, effect: !gain.settled ? 'open' : gain.difference.value > 0 ? 'helps' : 'hurts' };
  });
}

/** Which steps helped, as a title. */
export function stepsFinding(all: readonly Step[]): string {
  const named = (effect: Step['effect']) => listed(all.filter((step) => step.effect === effect).map(({ name }) => name));
  const parts = [
    [named('helps'), (names: string) => `${names} helped`], [named('hurts'), (names: string) => `${names} did harm`], [named('open'), (names: string) => `${names} made no measurable difference`],
  ] as const;
  const said = parts.flatMap(([names, words]) => (names === '' ? [] : [words(names)])).join('; ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** What a step gained, in words. */
export function gained(all: readonly Step[], name: StepName): string {
  return verdict(all.find((step) => step.name === name)!.gain);
}

export function effectOf(all: readonly Step[], name: StepName): Step['effect'] {
  return all.find((step) => step.name === name)!.effect;
}

/** Right answers where the prompt says everything that the answer needs, by how much that is. */
export function toldRows(run: Runs): IntervalRow[] {
  const record = run('ability-record');
  const fields = [1, 2, 3, 4].map((count) => row(`a record of ${count} ${count === 1 ? 'field' : 'fields'}`, sized(record, `fields-${count}`)));
  return [row('a code from a table', sized(record, 'table')), ...fields, row('the house record', sized(run('start-here'), 'record-specification'))];
}

/** Whether records come out right less often the longer they are: by intervals, since their tickets differ. */
export function fallsWithLength(rows: readonly IntervalRow[]): boolean {
  return rows[4]!.estimate.high < rows[1]!.estimate.low;
}

export function toldFinding(rows: readonly IntervalRow[]): string {
  return fallsWithLength(rows) ? 'All of it is in the prompt, and the longer the record, the fewer come out right' : 'All of it is in the prompt; that longer records come out worse cannot be told here';
}

/** Who answered in the runs: how many runs and answers there are, and every different hash of the weights. */
export function weightsIn(records: readonly RunRecord[]): { readonly runs: number; readonly answers: number; readonly hashes: readonly string[] } {
  return {
    runs: records.length,
    answers: records.reduce((sum, { arms }) => sum + arms.reduce((of, { summary }) => of + summary.outcomes, 0), 0),
    hashes: [...new Set(records.map(({ engine }) => engine.modelHash))],
  };
}

/** Calls a month in the questions, and rounds of the loop. */
const CALLS = 100_000;
const ROUNDS = 12;

/** The exercise. What is asked is worked out from numbers as the reader sees them, rounded. */
export function questions(startHere: RunRecord, bench: RunRecord, price: CallPrice): NumberQuestion[] {
  const [bare, told] = ['record-request', 'record-specification'].map((arm) => ({ tokens: tokensOf(startHere, arm), share: Number(percent(shareRight(startHere, arm).value).replace('%', '')) / 100 }));
  const monthly = CALLS * callPrice(price, { prefix: 0, own: told!.tokens - bare!.tokens, answer: 0, hits: 0 });
  const more = told!.share - bare!.share;
  const perCall = tokensOf(bench, 'listed');
  const { count } = bench.experiment.items;
  return [
    {
      ask: `With the written specification a call reads ${told!.tokens} tokens, with the bare request ${bare!.tokens}. At ${thousands(CALLS)} calls a month and $${price.input.toFixed(2)} for a million input tokens, what does the specification add to the bill of a month?`,
      unit: 'dollars', answer: monthly, tolerance: 0.02 * monthly, why: `${told!.tokens - bare!.tokens} tokens, ${thousands(CALLS)} times. Caching would lower it; output tokens come on top.`,
    },
    ...(more > 0
      ? [{
          ask: `It raises the share of right records from ${percent(bare!.share)} to ${percent(told!.share)}. What does it then cost to have a thousand more records right?`,
          unit: 'dollars', answer: (monthly / (CALLS * more)) * 1000, tolerance: 0.05 * (monthly / (CALLS * more)) * 1000, why: `${percent(more)} of ${thousands(CALLS)} calls are ${thousands(CALLS * more)} more right records for that sum.`,
        }]
      : []),
    {
      ask: `You improve a prompt in ${ROUNDS} rounds, each on ${count} development tickets, at ${perCall} tokens a call. How many input tokens do all the rounds take?`,
      unit: 'tokens', answer: ROUNDS * count * perCall, tolerance: 0, why: `${dollars(callPrice(price, { prefix: 0, own: ROUNDS * count * perCall, answer: 0, hits: 0 }))} at that price. What such rounds need, and no price list names, is somebody who knows the right answer to every ticket.`,
    },
  ];
}

/** Tokens of a call, as prose writes them. */
function tokensOf(record: RunRecord, arm: string): number {
  return Math.round(armOf(record, arm).summary.promptTokens / sampleSize(record));
}

function sized(record: RunRecord, arm: string): IntervalRow['estimate'] {
  return { ...shareRight(record, arm), n: sampleSize(record) };
}

function row(name: string, estimate: IntervalRow['estimate']): IntervalRow {
  return { name, lever: 'prompt', estimate };
}

/** "a, b and c". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
