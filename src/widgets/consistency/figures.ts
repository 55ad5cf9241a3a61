/** All that the consistency lab shows of a run, prompt by prompt: shares with intervals, and what is to be said of them. */
import { consistencyOf, type Consistency } from '../../lab/consistency.ts';
import { itemCount, type Factor, type Lever } from '../../lab/experiment.ts';
import { armOf, readings, type RunRecord } from '../../lab/record.ts';
import { holm } from '../../lab/statistics/holm.ts';
import { itemMean } from '../../lab/statistics/item-mean.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { cellsOf, type IntervalRow } from '../shared/interval-cells.ts';
import { pValue } from '../../lab/p-value.ts';
import { percent, signed } from '../../lab/wording.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { variantsOf } from '../../lab/variants.ts';

export interface FigureRow extends IntervalRow {
  readonly lever: Lever;
}

/** The lists of rows: the measures, how often levels of a factor agree, how far apart they are in accuracy, where the variance comes from. */
export const PARTS = ['measures', 'levels', 'spreads', 'sources'] as const;
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
const TWO: Readonly<Record<Factor, string>> = { wording: 'two wordings', format: 'two layouts', order: 'two orders of examples', training: 'two training seeds' };

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
    rows: { measures: measures(record, id, found, meaning), levels: levels(record, found), spreads: spreads(record, found), sources: sources(record, found) },
    titles: { measures: formTitle(found.anyTwo, meaning), levels: levelsTitle(found), spreads: spreadsTitle(found, itemCount(record.experiment)), sources: sourcesTitle(found) },
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
    row('draws that give the commonest answer', runToRun.majority),
    row('distinct answers, as a share of draws', runToRun.unique),
    row('entropy, as a share of its most', { value: value / most, low: low / most, high: high / most }),
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

/** How often answers agree: two draws of one variant, and two levels of each factor; under how often they are right. */
function levels(record: RunRecord, { accuracy, across, runToRun }: Consistency): FigureRow[] {
  const row = rowIn(record);
  return [row('right', accuracy), row('two draws agree', runToRun!.agreement, 'base'), ...across.map(({ factor, agreement }) => row(`${TWO[factor]} agree`, agreement))];
}

/** For each factor, how far its levels lie apart in accuracy, and how far equal levels would by chance. The last cell is the p of their comparison. */
function spreads(record: RunRecord, { across }: Consistency): FigureRow[] {
  const row = rowIn(record);
  return across.flatMap(({ factor, spread, floor }) => [
    { ...row(FACTOR_NAMES[factor], spread.range), end: pValue(floor.p).replace('= ', '') },
    { ...row(`${FACTOR_NAMES[factor]}, by chance alone`, { value: floor.expected, low: 0, high: floor.high }, 'base'), end: '' },
  ]);
}

function sources(record: RunRecord, { sources }: Consistency): FigureRow[] {
  const row = rowIn(record);
  // Where nothing varies there are no shares, and their intervals say so.
  return sources.map(({ name, share, truncated }) => ({ ...row(sourceName(name), { ...share, value: Number.isNaN(share.value) ? 0 : share.value }), ...(truncated && { cut: true }) }));
}

function rowIn(record: RunRecord): (name: string, estimate: Estimate, lever?: Lever) => FigureRow {
  const n = itemCount(record.experiment);
  return (name, { value, low, high }, lever = 'prompt') => ({ name, lever, estimate: { value, low, high, n } });
}

function sourceName(name: string): string {
  if (name === 'item') return 'the ticket';
  if (name === 'sampling') return 'the draw';
  if (name === 'item × factors') return 'which ticket with which variant';
  if (name === 'factors together') return 'factors in combination';
  return FACTOR_NAMES[name as Factor];
}

function formTitle(form: Estimate, meaning: Estimate): string {
  if (meaning.low > form.high) return 'Variants agree on the department more often than on how to write it';
  return form.low > 0.9 ? 'Draws and variants give the same answer nearly always' : 'Draws and variants agree on some tickets and not on others';
}

/** What a factor does to accuracy: how far its levels lie apart, and the chance of that between equal ones, alone and corrected for all factors that were looked at. */
export interface Move {
  readonly factor: Factor;
  readonly name: string;
  /** From 0 to 1. */
  readonly apart: number;
  readonly p: number;
  readonly corrected: number;
}

/** Every factor, the least p first. */
export function moves({ across }: Consistency): Move[] {
  const corrected = holm(across.map(({ floor }) => floor.p));
  return across.map(({ factor, spread, floor }, at) => ({ factor, name: FACTOR_NAMES[factor], apart: spread.range.value, p: floor.p, corrected: corrected[at]! })).toSorted((a, b) => a.p - b.p);
}

/** The factors whose levels lie further apart than equal ones would, judged together. */
export function movers(found: Consistency): string[] {
  return moves(found).filter(({ corrected }) => corrected < 0.05).map(({ name }) => name);
}

function levelsTitle({ across, runToRun }: Consistency): string {
  const beyond = across.filter(({ beyondDraw }) => beyondDraw && beyondDraw.low > 0).map(({ factor }) => TWO[factor]);
  if (beyond.length > 0) return capital(`${listed(beyond)} agree less often than two draws do`);
  const least = across.toSorted((a, b) => a.agreement.value - b.agreement.value)[0]!;
  return `No factor is seen to change more answers than the draw does: two draws agree on ${percent(runToRun!.agreement.value)}, ${TWO[least.factor]} on ${percent(least.agreement.value)}`;
}

function spreadsTitle(found: Consistency, items: number): string {
  const moving = movers(found);
  if (moving.length > 0) return `${capital(listed(moving))} ${moving.length === 1 ? 'moves' : 'move'} accuracy by more than chance would`;
  const [first, ...others] = moves(found);
  if (!first || first.apart === 0) return 'All levels are equally often right';
  const lead = `${capital(first.name)} moves accuracy by ${signed(first.apart)} points (p ${pValue(first.p)}`;
  if (first.p < 0.05) return `${lead}; ${pValue(first.corrected).replace('= ', '')} corrected for ${others.length + 1} factors): suspicious, not settled on ${items} tickets`;
  return `No factor is seen to move accuracy by more than chance would, on ${items} tickets`;
}

/** The sources from the largest down, and whether the first stands above the next by its interval. Sources under a tenth are left out. */
export function ranked({ sources }: Consistency): { readonly parts: readonly { readonly name: string; readonly share: Estimate }[]; readonly settled: boolean } {
  const [first, second, ...others] = sources.filter(({ share }) => !Number.isNaN(share.value)).toSorted((a, b) => b.share.value - a.share.value);
  if (!first || !second) return { parts: [], settled: false };
  const parts = [first, second, ...others].filter(({ share }, at) => at === 0 || share.value >= 0.1);
  return { parts: parts.map(({ name, share }) => ({ name: sourceName(name), share })), settled: first.share.low > second.share.high };
}

/** Neighbours in that order whose intervals overlap, so that they might stand the other way round. */
export function unordered({ parts }: ReturnType<typeof ranked>): (readonly [string, string])[] {
  return parts.slice(1).flatMap(({ name, share }, at) => (parts[at]!.share.low > share.high ? [] : [[parts[at]!.name, name] as const]));
}

function sourcesTitle(found: Consistency): string {
  const { parts, settled } = ranked(found);
  if (parts.length === 0) return 'Nothing varies, so there is nothing to split';
  if (settled) return `The largest part of the variance is due to ${parts[0]!.name}`;
  return `Of the variance, ${listed(parts.map(({ name, share }, at) => `${percent(share.value)} ${at === 0 ? 'is due ' : ''}to ${name}`))}`;
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
  return `${planeTitle(figures)}. ${figures.map(({ label, same, right }) => `${capital(label)}: the same ${percent(same.value)}, right ${percent(right.value)}.`).join(' ')}`;
}

/** The rows of the table twin, by part and place: those of every list, each once. */
export function twinPlaces([first]: readonly PromptFigures[]): (readonly [Part, number])[] {
  const measured = new Set(first!.rows.measures.map(({ name }) => name));
  return PARTS.flatMap((part) => first!.rows[part].flatMap(({ name }, at) => (part === 'levels' && measured.has(name) ? [] : [[part, at] as const])));
}

/** The table twin: a line a row, and a cell a prompt. */
export function twinRows(figures: readonly PromptFigures[]): string[][] {
  const before: Readonly<Partial<Record<Part, string>>> = { spreads: 'points between levels: ', sources: 'variance: ' };
  return twinPlaces(figures).map(([part, at]) => [
    `${before[part] ?? ''}${figures[0]!.rows[part][at]!.name}`,
    ...figures.map(({ rows }) => cellWords(rows[part][at]!)),
  ]);
}

/** A row in one cell: "78% (67 to 87)", "12 (3 to 23), p = 0.025". */
export function cellWords(row: FigureRow): string {
  const [value, range, end] = cellsOf(row, row.end !== undefined);
  return `${value} (${range})${row.end ? `, p ${end.startsWith('<') ? end : `= ${end}`}` : ''}`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
