/** What is to be said of a prompt's figures: the finding of each list, as a sentence, by rule from the figures. */
import type { Consistency } from '../../lab/consistency.ts';
import type { Factor } from '../../lab/experiment.ts';
import { pValue } from '../../lab/p-value.ts';
import { holm } from '../../lab/statistics/holm.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { percent, signed } from '../../lab/wording.ts';
import type { Part } from './parts.ts';

export const FACTOR_NAMES: Readonly<Record<Factor, string>> = { wording: 'wording', format: 'layout', order: 'order of examples', training: 'training seed' };
export const LEVELS: Readonly<Record<Factor, string>> = { wording: 'wordings', format: 'layouts', order: 'orders of examples', training: 'training seeds' };

export function sourceName(name: string): string {
  if (name === 'item') return 'the ticket';
  if (name === 'sampling') return 'the draw';
  if (name === 'item × factors') return 'which ticket with which variant';
  if (name === 'factors together') return 'factors in combination';
  return FACTOR_NAMES[name as Factor];
}

export function formTitle(form: Estimate, meaning: Estimate): string {
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

/** What is to be said of a factor among all that were looked at: its levels differ, might, or are not seen to. */
export function standingOf({ p, corrected }: Pick<Move, 'p' | 'corrected'>): 'settled' | 'suspicious' | 'unseen' {
  if (corrected < 0.05) return 'settled';
  return p < 0.05 ? 'suspicious' : 'unseen';
}

/** The factors whose levels lie further apart than equal ones would, judged together. */
export function movers(found: Consistency): string[] {
  return moves(found).filter((move) => standingOf(move) === 'settled').map(({ name }) => name);
}

export function levelsTitle({ across, runToRun }: Consistency): string {
  const beyond = across.filter(({ beyondDraw }) => beyondDraw && beyondDraw.low > 0).map(({ factor }) => `two ${LEVELS[factor]}`);
  if (beyond.length > 0) return capital(`${listed(beyond)} agree less often than two draws do`);
  const least = across.toSorted((a, b) => a.agreement.value - b.agreement.value)[0]!;
  return `No factor is seen to change more answers than the draw does: two draws agree on ${percent(runToRun!.agreement.value)}, two ${LEVELS[least.factor]} on ${percent(least.agreement.value)}`;
}

export function spreadsTitle(found: Consistency, items: number): string {
  const moving = movers(found);
  if (moving.length > 0) return `${capital(listed(moving))} ${moving.length === 1 ? 'moves' : 'move'} accuracy by more than chance would`;
  const [first, ...others] = moves(found);
  if (!first || found.across.every(({ divided }) => divided === 0)) return `On none of ${items} tickets are levels seen to differ in right answers`;
  if (standingOf(first) === 'suspicious') {
    return `${capital(LEVELS[first.factor])} lie ${signed(first.apart)} points apart (p ${pValue(first.p)}; ${pValue(first.corrected).replace('= ', '')} corrected for ${others.length + 1} factors): suspicious, not settled on ${items} tickets`;
  }
  return `No factor is seen to move accuracy by more than chance would, on ${items} tickets`;
}

/** What the captions say of a prompt, list by list. */
export function notesOf(found: Consistency, label: string, items: number): Record<Part, string> {
  const { accuracy, anyTwo, across, sources } = found;
  const least = across.toSorted((a, b) => a.agreement.value - b.agreement.value)[0]!;
  const ticket = sources.find(({ name }) => name === 'item')!.share.value;
  const inconsistent = Number.isNaN(ticket) ? 'nothing is seen to vary' : `${percent(1 - ticket)} of the variance is inconsistency: all but the ticket’s part`;
  return {
    measures: `With ${label}, two variants agree on ${percent(anyTwo.value)} of tickets, and ${percent(accuracy.value)} of answers are right.`,
    levels: `With ${label}, two ${LEVELS[least.factor]} agree on ${percent(least.agreement.value)}.`,
    spreads: spreadsNote(found, items),
    sources: `With ${label}, ${inconsistent}.${sources.some(({ truncated }) => truncated) ? ' “≤ 0%”: the estimate fell below zero, as noise may have it, and was cut off there.' : ''}`,
  };
}

function spreadsNote(found: Consistency, items: number): string {
  const [first, ...others] = moves(found);
  const { spread, floor } = found.across.find(({ factor }) => factor === first!.factor)!;
  if (found.across.every(({ divided }) => divided === 0)) return `None of ${items} tickets tells levels apart in right answers, which leaves room for ${signed(spread.range.high)} points.`;
  const verdict = {
    settled: `more than chance, corrected for ${others.length + 1} factors`,
    suspicious: `suspicious, and not settled when corrected for ${others.length + 1} factors`,
    unseen: 'no more than chance may do',
  }[standingOf(first!)];
  return `${capital(LEVELS[first!.factor])} lie ${signed(spread.range.value)} points apart in right answers, and chance alone shows up to ${signed(floor.high)} in 95% of cases: ${verdict}.`;
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

/** Never without accuracy: of a constant, all the variance is the ticket's. */
export function sourcesTitle(found: Consistency): string {
  const { parts, settled } = ranked(found);
  const right = `${percent(found.accuracy.value)} of answers are right`;
  if (parts.length === 0) return `Nothing varies, so there is nothing to split; ${right}`;
  if (settled) return `The largest part of the variance is due to ${parts[0]!.name}; ${right}`;
  return `Of the variance, ${listed(parts.map(({ name, share }, at) => `${percent(share.value)} ${at === 0 ? 'is due ' : ''}to ${name}`))}; ${right}`;
}

export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
