/** What the page of runs says. */
import type { Contrast } from '../../lab/contrast.ts';
import { pValue } from '../../lab/p-value.ts';
import { interval, percent, thousands, verdict } from '../../lab/wording.ts';
import type { ComparisonSheet } from '../../notebook/comparison-sheet.ts';
import type { RunSheet } from '../../notebook/run-sheet.ts';
import type { DamagedRun, RunsUsage } from '../../notebook/runs.ts';
import type { RunSummary } from '../../notebook/run-summary.ts';
import type { SearchSheet } from '../../notebook/search-sheet.ts';
import type { SearchSummary } from '../../notebook/search-summary.ts';
import { bytesInWords } from '../../notebook/space.ts';

/** "1 run", "12 runs". */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : more}`;
}

/** "2 runs and 1 search"; with neither, "0 runs". */
export function entries({ runs, searches }: { readonly runs: number; readonly searches: number }): string {
  return [...(runs > 0 || searches === 0 ? [counted(runs, 'run')] : []), ...(searches > 0 ? [counted(searches, 'search', 'searches')] : [])].join(' and ');
}

/** "400 items × 2 arms × 5 answers". */
export function asked({ items, arms, samples }: Pick<RunSummary, 'items' | 'arms' | 'samples'>): string {
  return [counted(items, 'item'), counted(arms.length, 'arm'), ...(samples > 1 ? [counted(samples, 'answer')] : [])].join(' × ');
}

/** "a, b"; where they give different numbers of items, "a (60 items), b (23 items)". */
export function seedsInWords(seeds: RunSheet['seeds']): string {
  const even = seeds.every(({ items }) => items === seeds[0]!.items);
  return seeds.map(({ seed, items }) => (even ? seed : `${seed} (${counted(items, 'item')})`)).join(', ');
}

/** Stopping when a result pleases is what an interval does not allow for: see lab/statistics/peeking.ts. */
export const PART = 'A part of a run is as good as its items are many, unless it was ended because of what it showed: then its interval is too narrow.';

/** The arms that a list shows of a run: all of a few; of more, the best, and how many there are. */
export function headline({ arms }: Pick<RunSummary, 'arms'>): { readonly shown: readonly { readonly label: string; readonly figure: string }[]; readonly rest: string } {
  const few = arms.length <= 3;
  const shown = few ? arms : [arms.reduce((best, arm) => (arm.share.value > best.share.value ? arm : best))];
  return {
    shown: shown.map(({ label, share }) => ({ label, figure: `${percent(share.value)}, ${interval(share)}` })),
    rest: few ? '' : `the highest of ${arms.length}`,
  };
}

/** What may be done with what is chosen. */
export function choice({ runs, searches }: { readonly runs: number; readonly searches: number }): string {
  if (searches > 0) return `${entries({ runs, searches })} chosen. Searches can be exported and deleted; runs can be compared as well.`;
  if (runs === 0) return 'None chosen. Choose two to compare them, or any to export or delete.';
  if (runs === 1) return '1 run chosen. Choose another one to compare them.';
  return `${thousands(runs)} runs chosen.${runs > 2 ? ' Two can be compared.' : ''}`;
}

export function usage({ runs, searches, bytes, used, quota }: RunsUsage): string {
  const site = used === undefined ? '' : ` This site uses ${bytesInWords(used)} here${quota === undefined ? '' : `, of ${bytesInWords(quota)} that the browser allows it`}.`;
  return runs + searches === 0 ? `No run is kept.${site}` : `${entries({ runs, searches })}, ${bytesInWords(bytes)}.${site}`;
}

/** "32 prompts × 3 rounds, 41,200 tokens". */
export function searched({ prompts, rounds, tokens }: Pick<SearchSummary, 'prompts' | 'rounds' | 'tokens'>): string {
  return `${counted(prompts, 'prompt')} × ${counted(rounds, 'round')}, ${counted(tokens, 'token')}`;
}

/** What a search found, and on what that rests. */
export function searchFinding({ winner, first, unbeaten, ended }: SearchSheet): string {
  const scored = ({ right, items }: SearchSheet['winner']) => `right on ${thousands(right)} of ${counted(items, 'development item')}`;
  const ahead = ended === 'stopped' ? 'Ahead when it was stopped' : 'Found';
  return unbeaten ? `${ahead}: the first prompt, ${first.label}, ${scored(first)}.` : `${ahead}: ${winner.label}, ${scored(winner)}; the first prompt, ${first.label}, ${scored(first)}.`;
}

/** Why a search ended. */
export const ENDED: Readonly<Record<SearchSheet['ended'], string>> = {
  winner: 'One prompt was left.',
  budget: 'The next round would have cost more tokens than were left.',
  stopped: 'It was stopped before its end, so this is a part of the search: the rounds that were finished.',
};

/** A winner's score is no measurement: see the chapter on better prompts. */
export const FLATTERED = 'The development items chose the winner, so what it scored on them flatters it. What it is worth shows on test items.';

export function comparisonFinding({ names, chosen, arms, comparison, equal, differing }: ComparisonSheet): string {
  const label = (side: 0 | 1) => arms[side].find(({ id }) => id === chosen[side])?.label ?? chosen[side];
  const sides = names[0] === names[1] && label(0) === label(1) ? ['The newer run', 'the older one'] : [`“${label(0)}” of the newer run`, `“${label(1)}” of the older one`];
  const models = differing.find(({ what }) => what === 'model')?.values;
  const by = (side: 0 | 1) => (models ? ` (${models[side]})` : '');
  if (equal && chosen[0] === chosen[1]) return 'The two runs are equal in every answer.';
  const { n, ...rest } = comparison;
  const compared: Omit<Contrast, 'n'> & { n: number | readonly [number, number] } = { ...rest, n: comparison.method === 'paired' ? n[0] : n };
  return `${sides[0]!}${by(0)} against ${sides[1]!}${by(1)}: ${verdict(compared)}.`;
}

/** How two runs are compared, with the test of a finding that does not say it; and that their models differ, where they do. */
export function comparisonBasis({ comparison: { why, p, settled }, grader, differing }: Pick<ComparisonSheet, 'comparison' | 'grader' | 'differing'>): string {
  const has = (...parts: readonly string[]) => differing.some(({ what }) => parts.includes(what));
  return [
    why,
    ...(p !== undefined && settled ? [`Exact McNemar: p ${pValue(p)}.`] : []),
    `Graded by ${grader}.`,
    ...(has('model') ? ['The models differ.'] : has('model hash', 'adapter hash') ? ['The models differ: they have one name, and not the same weights.'] : []),
  ].join(' ');
}

/** How many items went each way. */
export function flipsSentence({ gained, lost, shown }: NonNullable<ComparisonSheet['flips']>): string {
  if (gained + lost === 0) return 'No item is right in one run and wrong in the other.';
  const all = gained + lost;
  return `${counted(all, 'item')} flipped: ${thousands(gained)} right more often in the newer run, ${thousands(lost)} in the older one.${shown.length < all ? ` The first ${shown.length} are listed.` : ''}`;
}

interface Imported {
  readonly kept: readonly unknown[];
  readonly searches: readonly unknown[];
  readonly duplicates: number;
  readonly refused: readonly { readonly line: number; readonly run: string; readonly reason: string }[];
  readonly altered: boolean;
  readonly stopped?: { readonly why: string; readonly left: number };
}

/** How an import went, and line by line what was refused. */
export function importReport({ kept, searches, duplicates, refused, altered, stopped }: Imported): { readonly said: string; readonly faults: readonly string[] } {
  const said = [
    `${entries({ runs: kept.length, searches: searches.length })} imported.`,
    ...(duplicates > 0 ? [`${thousands(duplicates)} ${duplicates === 1 ? 'was' : 'were'} here already.`] : []),
    ...(refused.length > 0 ? [`${counted(refused.length, 'line')} refused.`] : []),
    ...(altered && refused.length === 0 ? ['Names, dates or the list of runs were changed after the file was written; the answers were not.'] : []),
    ...(stopped ? [`${stopped.why} ${counted(stopped.left, 'entry', 'entries')} of the file ${stopped.left === 1 ? 'was' : 'were'} not kept.`] : []),
  ].join(' ');
  return { said, faults: refused.map(({ line, run, reason }) => `Line ${line}, “${run}”: ${reason}.`) };
}

/** What was left out of a file. */
export function leftOut(damaged: readonly DamagedRun[]): string {
  return damaged.length === 0 ? '' : ` Left out, because they are damaged: ${damaged.map(({ name }) => `“${name}”`).join(', ')}.`;
}
