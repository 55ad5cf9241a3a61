/** One comparison of two requests on ever more tickets: what can be told at each size, and the title that says so. */
import type { RequestId } from '../../lab/experiments/measuring.ts';
import type { GraderKey } from '../../lab/grader.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { mcnemar } from '../../lab/statistics/mcnemar.ts';
import { pairedDifference } from '../../lab/statistics/paired-difference.ts';
import { verdictOf, type Comparison, type Verdict } from '../../lab/statistics/verdict.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent, roughly, signed, thousands, verdict as contrastWords } from '../../lab/wording.ts';

/** Numbers of tickets at which the comparison is read. */
export const SIZES = [10, 20, 50, 100, 200, 400] as const;

export interface Sized extends Comparison {
  readonly p: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** The share right of either request. */
  readonly a: Estimate;
  readonly b: Estimate;
  readonly verdict: Verdict;
  /** Of how many comparisons this is one, where they are judged together. */
  readonly among?: number;
}

/** Two requests on the first n tickets, from one character a ticket: 1 right, anything else not. */
export function compared(a: string, b: string, n: number): Sized {
  let [rightA, rightB, onlyA, onlyB] = [0, 0, 0, 0];
  for (let item = 0; item < n; item++) {
    const [inA, inB] = [a[item] === '1', b[item] === '1'];
    if (inA) rightA++;
    if (inB) rightB++;
    if (inA && !inB) onlyA++;
    if (inB && !inA) onlyB++;
  }
  const comparison = { difference: pairedDifference(onlyA, onlyB, n), n, p: mcnemar(onlyA, onlyB), onlyA, onlyB };
  return { ...comparison, a: wilson(rightA, n), b: wilson(rightB, n), verdict: verdictOf(comparison) };
}

/** How many answers to a request name the right department without being the bare word. */
export function inOtherWords(record: RunRecord, id: RequestId): number {
  const { exact, category } = armOf(record, id).verdicts;
  return [...category!].filter((verdict, at) => verdict === '1' && exact![at] !== '1').length;
}

/** The listed request against another, at every size that the run has tickets for. */
export function sizesOf(record: RunRecord, other: RequestId, sizes: readonly number[] = SIZES, grader: GraderKey = 'exact'): Sized[] {
  const right = (id: string) => armOf(record, id).verdicts[grader]!;
  return sizes.filter((n) => n <= record.experiment.items.count).map((n) => compared(right('listed'), right(other), n));
}

/** The verdict in a few words: "A is better (p = 0.003)", "cannot tell (p = 0.13), about 58 more". */
export function verdictWords({ verdict, p }: Pick<Sized, 'verdict' | 'p'>): string {
  if (verdict.verdict !== 'cannot tell') return `${verdict.verdict} is better (${pWords(p)})`;
  return `cannot tell (${pWords(p)})${verdict.moreItems === undefined ? '' : `, about ${thousands(roughly(verdict.moreItems))} more`}`;
}

export function pWords(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(p < 0.1 ? 3 : 2)}`;
}

/** "85% (83 to 90)". */
export function shareWords(estimate: Estimate): string {
  return `${percent(estimate.value)} (${interval(estimate)})`;
}

/** "+9 (4 to 13)": a difference in points with its interval. */
export function differenceWords({ difference: { value, low, high } }: Pick<Comparison, 'difference'>): string {
  return `${value > 0 ? '+' : ''}${signed(value)} (${signed(low)} to ${signed(high)})`;
}

/** The first of the sizes from which on the verdict is the same every time and tells which is better. */
export function settledFrom(rows: readonly Sized[]): number | undefined {
  const last = rows.at(-1)?.verdict.verdict;
  if (last === undefined || last === 'cannot tell') return undefined;
  let from = rows.length - 1;
  while (from > 0 && rows[from - 1]!.verdict.verdict === last) from--;
  return rows[from]!.n;
}

/** What the table says, as its title. */
export function sizesFinding(rows: readonly Sized[]): string {
  const most = rows.at(-1)!;
  const from = settledFrom(rows);
  const too = rows.filter(({ verdict }) => verdict.verdict !== 'cannot tell').map(({ n }) => n);
  if (from === undefined) {
    const seemed = too[0] === undefined ? '' : `, although ${too[0]} seemed to`;
    return `${seemed ? '' : 'Even '}${most.n} tickets cannot tell these two requests apart${seemed}`;
  }
  const before = rows.filter(({ n }) => n < from).at(-1);
  return before ? `The first ${before.n} of these tickets cannot tell the two requests apart; the first ${from} can` : `The first ${from} of these tickets tell the two requests apart`;
}

/** Half the width of the scale of differences that holds every interval, in points. */
export function reachOf(rows: readonly Sized[]): number {
  const most = 100 * Math.max(...rows.flatMap(({ difference: { low, high } }) => [Math.abs(low), Math.abs(high)]));
  return [40, 60, 80].find((reach) => most <= reach) ?? 100;
}

/** A comparison in the words of the book: "cannot tell yet (5 points, …)". */
export function sizedWords({ difference, n, p, among, verdict }: Sized): string {
  const { moreItems } = verdict as { readonly moreItems?: number };
  return contrastWords({ difference, n, p, settled: verdict.verdict !== 'cannot tell', ...(among !== undefined && { among }), ...(moreItems !== undefined && { moreItems }) });
}

/** The listed request against each other one on all tickets, judged together. */
export function together(record: RunRecord, others: readonly RequestId[], grader?: GraderKey): { readonly other: RequestId; readonly row: Sized }[] {
  const rows = others.map((other) => sizesOf(record, other, [record.experiment.items.count], grader)[0]!);
  return others.map((other, at) => {
    const verdict = verdictOf({ ...rows[at]!, tries: rows.filter((_, also) => also !== at).map(({ p }) => p) });
    return { other, row: { ...rows[at]!, p: verdict.p!, verdict, among: rows.length } };
  });
}

/** Several comparisons, judged together, in a few words: "3 (1 to 4), 1 (−1 to 2) and 2 (0 to 4) points, in that order; …". */
export function contentWords(rows: readonly { readonly difference: Comparison['difference']; readonly verdict: Verdict }[]): string {
  const gains = rows.map(({ difference: { value, low, high } }) => `${signed(value)} (${signed(low)} to ${signed(high)})`);
  const told = rows.filter(({ verdict }) => verdict.verdict !== 'cannot tell').length;
  return `${gains.slice(0, -1).join(', ')} and ${gains.at(-1)!} points, in that order; Holm’s p settles ${told === 0 ? 'none' : told} of these differences`;
}

/** What the rows that cannot tell say of how many more tickets it would take, in order; a sentence only where several say something. */
export function guessesWords(rows: readonly Sized[]): string {
  const guesses = rows.flatMap(({ verdict }) => (verdict.verdict === 'cannot tell' && verdict.moreItems !== undefined ? [thousands(roughly(verdict.moreItems))] : []));
  if (guesses.length < 2) return '';
  return `In Figure 3 it reads ${guesses.slice(0, -1).join(', ')} and then ${guesses.at(-1)!}.`;
}
