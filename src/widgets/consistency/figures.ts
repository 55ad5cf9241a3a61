/** All that the consistency lab shows of a run, prompt by prompt: shares with intervals, and what is to be said of them. */
import { consistencyOf, type Consistency } from '../../lab/consistency.ts';
import { itemCount, type Factor, type Lever } from '../../lab/experiment.ts';
import { armOf, readings, type RunRecord } from '../../lab/record.ts';
import { holm } from '../../lab/statistics/holm.ts';
import { itemMean } from '../../lab/statistics/item-mean.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent } from '../../lab/wording.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { variantsOf } from '../../lab/variants.ts';

export interface FigureRow {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate & { readonly n: number };
}

/** The three lists of rows: the measures, what each factor does, where the variance comes from. */
export const PARTS = ['measures', 'levels', 'sources'] as const;
export type Part = (typeof PARTS)[number];

export interface PromptFigures {
  readonly id: string;
  readonly label: string;
  /** Items. */
  readonly n: number;
  /** How often two variants answer the same, and how often an answer is right. */
  readonly same: Estimate;
  readonly right: Estimate;
  readonly rows: Readonly<Record<Part, readonly FigureRow[]>>;
  /** The finding of each list. */
  readonly titles: Readonly<Record<Part, string>>;
}

const FACTOR_NAMES: Readonly<Record<Factor, string>> = { wording: 'wording', format: 'layout', order: 'order of examples', training: 'training seed' };

/** Every prompt of the run that was asked in variants, in order. */
export function figuresOf(record: RunRecord): PromptFigures[] {
  const prompts = new Set(record.experiment.arms.flatMap(({ variant }) => variant?.of ?? []));
  return [...prompts].map((prompt) => promptFigures(record, prompt));
}

export function promptFigures(record: RunRecord, id: string): PromptFigures {
  const found = consistencyOf(record, id);
  const meaning = consistencyOf(record, id, 'category').anyTwo;
  const { arms } = variantsOf(record.experiment, id);
  return {
    id,
    label: arms[0]!.label.split(':')[0]!,
    n: itemCount(record.experiment),
    same: found.anyTwo,
    right: found.accuracy,
    rows: { measures: measures(record, id, found, meaning), levels: levels(record, found), sources: sources(record, found) },
    titles: { measures: formTitle(found.anyTwo, meaning), levels: levelsTitle(found), sources: sourcesTitle(found) },
  };
}

function measures(record: RunRecord, id: string, { accuracy, runToRun, anyTwo, allEqual, allRight }: Consistency, meaning: Estimate): FigureRow[] {
  const { arms } = variantsOf(record.experiment, id);
  const row = rowIn(record);
  if (!runToRun) throw new Error(`The run "${record.experiment.id}" drew one answer an item. The consistency lab needs at least two.`);
  // As a part of the most that so many draws can have, to stand on the scale of the others.
  const most = Math.log(record.experiment.samples);
  const { value, low, high } = runToRun.entropy;
  return [
    row('right', accuracy),
    row('in the right form', inForm(record, arms.map((arm) => arm.id))),
    row('two draws agree', runToRun.agreement),
    row('draws with the commonest answer', runToRun.majority),
    row(`different answers a draw, of ${record.experiment.samples}`, runToRun.unique),
    row(`entropy of draws, of ln ${record.experiment.samples}`, { value: value / most, low: low / most, high: high / most }),
    row('two variants agree', anyTwo),
    row('two variants agree on the department', meaning),
    row(`all ${arms.length} variants agree`, allEqual),
    row(`all ${arms.length} variants are right`, allRight),
  ];
}

/** The share of answers that are one of the words asked for, right or wrong. */
export function inForm(record: RunRecord, arms: readonly string[]): Estimate {
  const words: readonly (string | null)[] = CATEGORIES;
  const read = arms.map((id) => readings(record.experiment, armOf(record, id), 'label'));
  const shares = Array.from({ length: itemCount(record.experiment) }, (_, item) => {
    const answers = read.flatMap((arm) => arm[item]!);
    return answers.filter((answer) => words.includes(answer)).length / answers.length;
  });
  return itemMean(shares, 'form');
}

/** What the draw does alone, and for each factor: agreement, the spread of accuracy between its levels, and what equal levels would show by chance. */
function levels(record: RunRecord, { across, runToRun }: Consistency): FigureRow[] {
  const row = rowIn(record);
  return [row('nothing but the draw: two agree', runToRun!.agreement, 'base'), ...across.flatMap(({ factor, agreement, spread, floor }) => [
    row(`${FACTOR_NAMES[factor]}: two agree`, agreement),
    row(`${FACTOR_NAMES[factor]}: spread`, spread.range),
    row(`${FACTOR_NAMES[factor]}: spread of equals`, { value: floor.expected, low: 0, high: floor.high }, 'base'),
  ])];
}

function sources(record: RunRecord, { sources }: Consistency): FigureRow[] {
  const row = rowIn(record);
  // Where nothing varies there are no shares, and their intervals say so.
  return sources.map(({ name, share }) => row(sourceName(name), { ...share, value: Number.isNaN(share.value) ? 0 : share.value }));
}

function rowIn(record: RunRecord): (name: string, estimate: Estimate, lever?: Lever) => FigureRow {
  const n = itemCount(record.experiment);
  return (name, { value, low, high }, lever = 'prompt') => ({ name, lever, estimate: { value, low, high, n } });
}

function sourceName(name: string): string {
  if (name === 'item') return 'the ticket';
  if (name === 'sampling') return 'the draw';
  if (name === 'item × factors') return 'which ticket with which variant';
  if (name === 'factors together') return 'factors together';
  return FACTOR_NAMES[name as Factor];
}

function formTitle(form: Estimate, meaning: Estimate): string {
  if (meaning.low > form.high) return 'Variants agree on the department more often than on how to write it';
  return form.low > 0.9 ? 'Draws and variants give the same answer nearly always' : 'Draws and variants agree on some tickets and not on others';
}

/** The factors whose levels lie further apart than equal ones would, judged together. */
export function movers({ across }: Consistency): string[] {
  const ps = holm(across.map(({ floor }) => floor.p));
  return across.filter((_, at) => ps[at]! < 0.05).map(({ factor }) => FACTOR_NAMES[factor]);
}

function levelsTitle(found: Consistency): string {
  const moving = movers(found);
  if (moving.length === 0) return 'No factor moves accuracy by more than chance would';
  return `${capital(listed(moving))} ${moving.length === 1 ? 'moves' : 'move'} accuracy by more than chance would`;
}

/** The largest source, and whether its interval lies above that of the next. */
export function largest({ sources }: Consistency): { readonly name: string; readonly next: string; readonly settled: boolean } | undefined {
  const [first, second] = sources.filter(({ share }) => !Number.isNaN(share.value)).toSorted((a, b) => b.share.value - a.share.value);
  if (!first || !second) return undefined;
  return { name: sourceName(first.name), next: sourceName(second.name), settled: first.share.low > second.share.high };
}

function sourcesTitle(found: Consistency): string {
  const most = largest(found);
  if (!most) return 'Nothing varies, so there is nothing to split';
  return most.settled ? `The largest part of the variance is due to ${most.name}` : `The larger parts of the variance are due to ${most.name} and ${most.next}`;
}

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
  return `Consistency and accuracy of ${figures.length} prompts. ${figures.map(({ label, same, right }) => `${capital(label)}: the same ${percent(same.value)}, right ${percent(right.value)}.`).join(' ')}`;
}

/** The table twin: every row of every list, and a cell a prompt. */
export function twinRows(figures: readonly PromptFigures[]): string[][] {
  return PARTS.flatMap((part) => figures[0]!.rows[part].map(({ name }, at) => [
    part === 'sources' ? `variance: ${name}` : name,
    ...figures.map(({ rows }) => cellWords(rows[part][at]!)),
  ]));
}

export function cellWords({ estimate }: FigureRow): string {
  return `${percent(estimate.value)} (${interval(estimate)})`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
