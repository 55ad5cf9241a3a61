/** What the page of runs says. */
import type { Contrast } from '../../lab/contrast.ts';
import { interval, percent, thousands, verdict } from '../../lab/wording.ts';
import type { ComparisonSheet } from '../../notebook/comparison-sheet.ts';
import type { RunSheet } from '../../notebook/run-sheet.ts';
import type { DamagedRun, RunsUsage } from '../../notebook/runs.ts';
import type { RunSummary } from '../../notebook/run-summary.ts';
import { bytesInWords } from '../../notebook/space.ts';

/** "1 run", "12 runs". */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : more}`;
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

/** What may be done with so many chosen runs. */
export function choice(chosen: number): string {
  if (chosen === 0) return 'None chosen. Choose two to compare them, or any to export or delete.';
  if (chosen === 1) return '1 run chosen. Choose another one to compare them.';
  return `${thousands(chosen)} runs chosen.${chosen > 2 ? ' Two can be compared.' : ''}`;
}

export function usage({ runs, bytes, used, quota }: RunsUsage): string {
  const site = used === undefined ? '' : ` This site uses ${bytesInWords(used)} here${quota === undefined ? '' : `, of ${bytesInWords(quota)} that the browser allows it`}.`;
  return runs === 0 ? `No run is kept.${site}` : `${counted(runs, 'run')}, ${bytesInWords(bytes)}.${site}`;
}

export function comparisonFinding({ names, chosen, arms, comparison, equal }: ComparisonSheet): string {
  const label = (side: 0 | 1) => arms[side].find(({ id }) => id === chosen[side])?.label ?? chosen[side];
  const sides = names[0] === names[1] && label(0) === label(1) ? ['The newer run', 'the older one'] : [`“${label(0)}” of the newer run`, `“${label(1)}” of the older one`];
  if (equal && chosen[0] === chosen[1]) return 'The two runs are equal in every answer.';
  const { n, ...rest } = comparison;
  const compared: Omit<Contrast, 'n'> & { n: number | readonly [number, number] } = { ...rest, n: comparison.method === 'paired' ? n[0] : n };
  return `${sides[0]!} against ${sides[1]!}: ${verdict(compared)}.`;
}

/** How many items went each way. */
export function flipsSentence({ gained, lost, shown }: NonNullable<ComparisonSheet['flips']>): string {
  if (gained + lost === 0) return 'No item is right in one run and wrong in the other.';
  const all = gained + lost;
  return `${counted(all, 'item')} flipped: ${thousands(gained)} right more often in the newer run, ${thousands(lost)} in the older one.${shown.length < all ? ` The first ${shown.length} are listed.` : ''}`;
}

interface Imported {
  readonly kept: readonly unknown[];
  readonly duplicates: number;
  readonly refused: readonly { readonly line: number; readonly run: string; readonly reason: string }[];
  readonly altered: boolean;
  readonly stopped?: { readonly why: string; readonly left: number };
}

/** How an import went, and line by line what was refused. */
export function importReport({ kept, duplicates, refused, altered, stopped }: Imported): { readonly said: string; readonly faults: readonly string[] } {
  const said = [
    `${counted(kept.length, 'run')} imported.`,
    ...(duplicates > 0 ? [`${counted(duplicates, 'run was', 'runs were')} here already.`] : []),
    ...(refused.length > 0 ? [`${counted(refused.length, 'line')} refused.`] : []),
    ...(altered && refused.length === 0 ? ['Names, dates or the list of runs were changed after the file was written; the answers were not.'] : []),
    ...(stopped ? [`${stopped.why} ${counted(stopped.left, 'run')} of the file ${stopped.left === 1 ? 'was' : 'were'} not kept.`] : []),
  ].join(' ');
  return { said, faults: refused.map(({ line, run, reason }) => `Line ${line}, “${run}”: ${reason}.`) };
}

/** What was left out of a file. */
export function leftOut(damaged: readonly DamagedRun[]): string {
  return damaged.length === 0 ? '' : ` Left out, because they are damaged: ${damaged.map(({ name }) => `“${name}”`).join(', ')}.`;
}
