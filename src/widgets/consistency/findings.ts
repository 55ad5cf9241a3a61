/** What the chapter on consistency says of its recorded run. */
import { consistencyOf, type Consistency } from '../../lab/consistency.ts';
import { contrast, type Contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { armOf, readings, type RunRecord } from '../../lab/record.ts';
import { meanAgreement } from '../../lab/statistics/agreement.ts';
import { flips, type Flips, type Version } from '../../lab/statistics/flips.ts';
import { bootstrapMean } from '../../lab/statistics/bootstrap.ts';
import { itemMean } from '../../lab/statistics/item-mean.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { pValue } from '../../lab/p-value.ts';
import { percent, signed } from '../../lab/wording.ts';
import type { NumberQuestion } from '../numbers/numbers.ts';
import type { FigureRow, PromptFigures } from './parts.ts';
import { capital, listed, movers, moves, standingOf } from './titles.ts';

/** Two versions of a prompt that differ in their wording alone. */
export const BEFORE = 'motley-which-chat-forth';
export const AFTER = 'motley-about-chat-forth';

export interface Rewording extends Flips {
  /** How often two draws of one and the same version differ, on the mean of the two: what no change at all would show. */
  readonly wobble: Estimate;
  /** What differs between the versions beyond that, item by item. At or above 0 but for chance. */
  readonly excess: Estimate;
  readonly gain: Contrast;
}

export function rewordingIn(record: RunRecord): Rewording {
  const [before, after] = [versionOf(record, BEFORE), versionOf(record, AFTER)];
  const differing = ({ readings }: Version, item: number) => 1 - meanAgreement([readings[item]!]).value;
  const only = ({ readings, right }: Version, item: number): Version => ({ readings: [readings[item]!], right: [right[item]!] });
  const wobbles = before.readings.map((_, item) => (differing(before, item) + differing(after, item)) / 2);
  return {
    ...flips(before, after),
    wobble: itemMean(wobbles, 'wobble'),
    excess: bootstrapMean(wobbles.map((wobble, item) => flips(only(before, item), only(after, item)).changed.value - wobble), 'excess'),
    gain: contrast(record, AFTER, BEFORE),
  };
}

function versionOf(record: RunRecord, id: string): Version {
  const { samples } = record.experiment;
  const arm = armOf(record, id);
  const verdicts = arm.verdicts['label']!;
  return {
    readings: readings(record.experiment, arm, 'label'),
    right: Array.from({ length: itemCount(record.experiment) }, (_, item) => Array.from(verdicts.slice(item * samples, (item + 1) * samples), (verdict) => (verdict === '1' ? 1 : 0))),
  };
}

export function rewordingRows(record: RunRecord): FigureRow[] {
  const { changed, good, bad, wobble } = rewordingIn(record);
  const n = itemCount(record.experiment);
  return [
    { name: 'differ between the versions', lever: 'prompt', estimate: { ...changed, n } },
    { name: 'good flips, wrong to right', lever: 'prompt', estimate: { ...good, n } },
    { name: 'bad flips, right to wrong', lever: 'prompt', estimate: { ...bad, n } },
    { name: 'differ between draws of one version', lever: 'base', estimate: { ...wobble, n } },
  ];
}

/** Whether the versions differ by more than draws of one of them do. */
export function isBeyondWobble({ excess }: Rewording): boolean {
  return excess.low > 0;
}

export function rewordingTitle(record: RunRecord): string {
  const found = rewordingIn(record);
  if (isBeyondWobble(found)) return `Between two wordings ${percent(found.changed.value)} of the answers differ, more than between draws of one`;
  return found.gain.settled ? 'Accuracy moves with the wording, though no more answers may differ than between draws' : 'Two wordings agree no less often than two draws of one, as far as this run can tell';
}

/** How the text names a level of a layout. */
const LAYOUTS: Readonly<Record<string, string>> = { chat: 'with the examples as turns', note: 'with all in one message' };

/** Whether a factor stands out in accuracy: as the title of the figure has it, with the levels of the one that comes nearest. */
export function factorsWords(found: Consistency, items: number): string {
  const looked = moves(found);
  const lead = looked[0]!;
  const standing = standingOf(lead);
  if (standing === 'unseen') return `None of the ${looked.length} factors is seen to move accuracy by more than chance would: the smallest p is that of ${lead.name}, ${number(lead.p)}.`;
  const levels = found.across.find(({ factor }) => factor === lead.factor)!.levels.toSorted((a, b) => b.right - a.right);
  const shares = levels.map(({ name, right }, at) => `${percent(right)}${at === 0 ? ' right' : ''} ${LAYOUTS[name] ?? `with “${name}”`}`).join(', ');
  const p = `Its p ${pValue(lead.p)} is the smallest of ${looked.length}, so it is corrected for ${looked.length} looks (Holm): ${number(lead.corrected)}`;
  if (standing === 'suspicious') return `Nearest to standing out comes ${lead.name}: ${shares}. ${p}, suspicious, and not settled on ${items} tickets.`;
  const moving = movers(found);
  return `${capital(listed(moving))} ${moving.length === 1 ? 'stands out: ' : `stand out. By ${lead.name}: `}${shares}. ${p}, more than chance would show.`;
}

function number(p: number): string {
  return pValue(p).replace('= ', '');
}

/** Tokens that the whole run reads, and how many times as many calls it makes as one prompt asked once. */
export function costOf(record: RunRecord): { readonly calls: number; readonly answers: number; readonly tokens: number; readonly variants: number } {
  const { arms, samples } = record.experiment;
  const variants = arms.filter(({ variant }) => variant?.of === arms[0]!.variant?.of).length;
  const calls = arms.length * itemCount(record.experiment);
  return { calls, answers: calls * samples, tokens: record.arms.reduce((sum, { summary }) => sum + summary.promptTokens, 0), variants };
}

/** The figures of a prompt. Throws a sentence where there is none of that name. */
export function promptIn(figures: readonly PromptFigures[], id: string): PromptFigures {
  const found = figures.find((prompt) => prompt.id === id);
  if (!found) throw new Error(`The run has no prompt "${id}". Its prompts are ${figures.map((prompt) => prompt.id).join(', ')}.`);
  return found;
}

/** A row of a prompt's figures by its name. Throws a sentence where there is none. */
export function rowNamed({ rows }: PromptFigures, name: string): FigureRow {
  const all = [...rows.measures, ...rows.levels, ...rows.spreads, ...rows.sources];
  const found = all.find((row) => row.name === name);
  if (!found) throw new Error(`There is no row "${name}". The rows are ${all.map((row) => row.name).join(', ')}.`);
  return found;
}

/** An item of a variant whose draws are not all the same, or nothing. */
function divided(record: RunRecord, id: string): { readonly item: number; readonly answers: readonly string[]; readonly agreement: number } | undefined {
  const arm = armOf(record, id);
  const { samples } = record.experiment;
  const read = readings(record.experiment, arm, 'label');
  const item = read.findIndex((answers) => new Set(answers).size > 1);
  if (item < 0) return undefined;
  const answers = arm.outcomes.slice(item * samples, (item + 1) * samples).map((at) => arm.answers[at]!.trim());
  return { item, answers, agreement: meanAgreement([read[item]!]).value };
}

export function questions(record: RunRecord): NumberQuestion[] {
  const looked = moves(consistencyOf(record, 'motley'));
  const least = looked[0]!;
  const { good, bad } = rewordingIn(record);
  const before = versionOf(record, BEFORE).right.flat();
  const was = before.reduce((sum, right) => sum + right, 0) / before.length;
  const split = divided(record, BEFORE);
  const { answers, agreement } = split ?? { answers: ['billing', 'BIL', 'billing'], agreement: 1 / 3 };
  return [
    {
      ask: `${split ? `The draws for ticket ${split.item + 1} of the run, under one variant, are` : 'Three draws are'} ${answers.map((answer) => `“${answer}”`).join(', ')}. How large is the pairwise agreement?`,
      unit: '%', answer: 100 * agreement, tolerance: 1, why: `Of ${(answers.length * (answers.length - 1)) / 2} pairs, count those that are the same.`,
    },
    {
      ask: `Of ${looked.length} factors, ${least.name} has the smallest p with three notations: ${signed(least.apart)} points between its levels, p ${pValue(least.p)}. Holm’s method multiplies the smallest of ${looked.length} by ${looked.length}, up to 100%. How large is it corrected?`,
      unit: '%', answer: 100 * least.corrected, tolerance: 0.4, why: `${least.corrected < 0.05 ? 'Still below 5%: its levels differ.' : 'Above 5%: not settled.'} Whoever looks at several factors finds a small p more easily by chance.`,
    },
    {
      ask: `Before a rewording ${percent(was)} of answers are right. It makes ${percent(good.value)} good flips and ${percent(bad.value)} bad ones, as shares of all pairs. What share is right afterwards?`,
      unit: '%', answer: 100 * (was + good.value - bad.value), tolerance: 1.6, why: 'Good flips are added and bad ones taken away. Changes from one wrong answer to another leave accuracy alone.',
    },
  ];
}
