/** The exercise: three comparisons, what may be said of each, and about how many tickets would settle it. */
import type { RunRecord } from '../../lab/record.ts';
import { itemsNeeded } from '../../lab/statistics/items-needed.ts';
import { mcnemar } from '../../lab/statistics/mcnemar.ts';
import { pairedDifference } from '../../lab/statistics/paired-difference.ts';
import { verdictOf, type Comparison, type Verdict } from '../../lab/statistics/verdict.ts';
import { LEVEL } from '../../lab/statistics/wilson.ts';
import { roughly, thousands } from '../../lab/wording.ts';
import { pWords, sizesOf } from './sizes.ts';

export interface Case {
  readonly story: string;
  readonly n: number;
  readonly onlyA: number;
  readonly onlyB: number;
  /** The p of everything else that was tried. */
  readonly tries: readonly number[];
}

export interface Answer {
  readonly verdict: Verdict['verdict'] | '';
  /** Tickets in all that would settle it; not a number where left empty. */
  readonly tickets: number;
}

/** How many other wordings were tried in the third case, and the p of each of them. */
const TRIES = 9;
const OTHER_P = 0.2;

/** The recorded comparison at the largest size at which it cannot be told, and two worked counts. */
export function casesOf(record: RunRecord): Case[] {
  const open = sizesOf(record, 'open').filter(({ verdict }) => verdict.verdict === 'cannot tell' && verdict.moreItems !== undefined).at(-1);
  const first = open
    ? { story: `From Figure 3: A lists the words, B asks “which department”, on ${open.n} tickets.`, n: open.n, onlyA: open.onlyA, onlyB: open.onlyB, tries: [] }
    : { story: 'Two prompts that somebody else wrote.', n: 100, onlyA: 8, onlyB: 2, tries: [] };
  return [
    first,
    { story: 'One new prompt, A, against the old one, B. Nothing else was tried.', n: 100, onlyA: 12, onlyB: 3, tries: [] },
    {
      story: `The same counts, but A is the winner of ten new prompts. The other nine had p = ${OTHER_P} each against B.`,
      n: 100, onlyA: 12, onlyB: 3, tries: Array.from({ length: TRIES }, () => OTHER_P),
    },
  ];
}

/** What the data say of a case. */
export function told({ n, onlyA, onlyB, tries }: Case): Verdict {
  const comparison: Comparison = { difference: pairedDifference(onlyA, onlyB, n), n, p: mcnemar(onlyA, onlyB), onlyA, onlyB, tries };
  return verdictOf(comparison);
}

/** About how many tickets in all a case takes. */
export function ticketsFor({ n, onlyA, onlyB, tries }: Case): number {
  return itemsNeeded(onlyA, onlyB, n, LEVEL / (tries.length + 1));
}

export interface Grade {
  readonly right: boolean;
  readonly sentence: string;
}

/** A verdict must be the one that the data give; a number of tickets, where it is called for, right within a factor of two. */
export function graded(of: Case, { verdict, tickets }: Answer): Grade {
  if (verdict === '') return { right: false, sentence: 'Not answered yet: choose what may be said.' };
  const truth = told(of);
  const solution = solutionOf(of);
  if (verdict !== truth.verdict) return { right: false, sentence: `Not quite. ${solution}` };
  if (truth.verdict !== 'cannot tell') return { right: true, sentence: `Right. ${solution}` };
  if (!(tickets > 0)) return { right: false, sentence: 'The verdict is right. How many tickets in all would settle it, roughly?' };
  const needed = ticketsFor(of);
  const near = tickets >= needed / 2 && tickets <= needed * 2;
  return { right: near, sentence: near ? `Right. ${solution}` : `The verdict is right, the number is not within a factor of two. ${solution}` };
}

/** The answer with its reason. */
export function solutionOf(of: Case): string {
  const truth = told(of);
  const alone = pWords(mcnemar(of.onlyA, of.onlyB));
  const p = of.tries.length === 0 ? alone : `${alone} alone, ${pWords(truth.p!)} among ${of.tries.length + 1} tries (Holm)`;
  if (truth.verdict !== 'cannot tell') return `${truth.verdict} is better: ${of.onlyA} against ${of.onlyB}, ${p}.`;
  return `Cannot tell: ${of.onlyA} against ${of.onlyB}, ${p}. About ${thousands(roughly(ticketsFor(of)))} tickets in all would settle a difference of this size.`;
}
