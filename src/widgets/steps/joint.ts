/** What the runs on lists of steps show: joint success against the number of steps. */
import type { CurveSeries } from '../../charts/curve.ts';
import type { Contrast } from '../../lab/contrast.ts';
import { itemCount } from '../../lab/experiment.ts';
import { STEP_COUNTS } from '../../lab/experiments/step-by-step.ts';
import { family } from '../../lab/family.ts';
import { itemsOf } from '../../lab/items.ts';
import { armOf, type RunRecord } from '../../lab/record.ts';
import { compliance } from '../../lab/statistics/compliance.ts';
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent, thousands } from '../../lab/wording.ts';

/** A list of so many steps: all of them right, what its own single lines would give if they were independent, and the difference. */
export interface Joint {
  readonly steps: number;
  readonly all: Estimate;
  readonly independent: Estimate;
  readonly excess: Estimate;
}

/**
 * Reads the lists line by line. A line is right when it stands in its place as it should; in a list that runs on past its
 * end the last line is not. So a list whose lines are all right is one that is right as a whole.
 */
export async function joint(record: RunRecord): Promise<Joint[]> {
  const items = await itemsOf(record.experiment);
  return STEP_COUNTS.map((steps) => {
    const at = record.experiment.arms.findIndex(({ id }) => id === `list-${steps}`);
    const { answers, outcomes } = record.arms[at]!;
    const right = items.map(({ arms }, item) => {
      const said = answers[outcomes[item]!]!.split('\n');
      const lines = arms[at]!.reference.split('\n');
      const runsOn = said.slice(lines.length).some((line) => line.trim() !== '');
      return lines.map((line, place) => (said[place]?.trim() === line && !(runsOn && place === lines.length - 1) ? 1 : 0));
    });
    return { steps, ...compliance(right) };
  });
}

/** The share of tickets on which every step is right, and what independent steps would give. */
export function jointSeries(record: RunRecord, lists: readonly Joint[]): CurveSeries[] {
  const n = itemCount(record.experiment);
  return [
    { name: 'all right', lever: 'prompt', points: lists.map(({ steps, all }) => ({ x: steps, y: { ...all, n } })) },
    { name: 'if independent', lever: 'base', points: lists.map(({ steps, independent }) => ({ x: steps, y: { ...independent, n } })) },
  ];
}

/** The finding, as a title. */
export function jointFinding(lists: readonly Joint[]): string {
  const { steps, all, independent, excess } = lists.at(-1)!;
  const fell = `${capital(NUMBERS[steps] ?? String(steps))} steps are all right on ${percent(all.value)} of the tickets`;
  if (excess.low > 0) return `${fell}; independent ones would be on ${percent(independent.value)}`;
  return `${fell}, against ${percent(lists[0]!.all.value)} for one alone`;
}

/** Whether the eight steps share their errors: more often all right together than independent steps would be. */
export function sharesErrors(lists: readonly Joint[]): boolean {
  return lists.at(-1)!.excess.low > 0;
}

/** The chart in words: its finding, then both lines. */
export function jointLabel(record: RunRecord, lists: readonly Joint[]): string {
  const lines = jointSeries(record, lists).map(({ name, points }) => `${name === 'all right' ? 'All steps right' : 'If steps were independent'}: ${points.map(({ x, y }) => `${x} ${percent(y.value)}`).join(', ')}.`);
  return [`${jointFinding(lists)}.`, ...lines].join(' ');
}

export function jointRows(record: RunRecord, lists: readonly Joint[]): string[][] {
  return lists.map(({ steps, all, independent }) => [
    String(steps), percent(all.value), interval(all), percent(independent.value), interval(independent), thousands(armOf(record, `list-${steps}`).summary.promptTokens / itemCount(record.experiment)),
  ]);
}

/** What a call for each step gains over one prompt, at each of the lengths tried, corrected for trying several. */
export function chains(record: RunRecord, lengths: readonly number[]): Contrast[] {
  return family(record, lengths.map((steps) => [`chain-${steps}`, `list-${steps}`]));
}

/** Whether it gains at any of them. */
export function chainGains(found: readonly Contrast[]): boolean {
  return found.some(({ settled, difference }) => settled && difference.value > 0);
}

/** Of the wrong lists of a chain, the share that checks leave as they were. */
export function unmended(record: RunRecord, steps: number): { readonly wrong: number; readonly same: number } {
  const [plain, checked] = [`chain-${steps}`, `checked-${steps}`].map((id) => armOf(record, id));
  let wrong = 0;
  let same = 0;
  plain!.outcomes.forEach((place, item) => {
    if (plain!.verdicts['exact']![item] === '1') return;
    wrong += 1;
    if (plain!.answers[place] === checked!.answers[checked!.outcomes[item]!]) same += 1;
  });
  return { wrong, same };
}

const NUMBERS: Readonly<Record<number, string>> = { 1: 'one', 2: 'two', 4: 'four', 6: 'six', 8: 'eight' };

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
