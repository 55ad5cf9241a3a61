/** A run as the bench lists it: item by item, every prompt's answer beside the others. */
import { headlineOf, type Experiment } from '../../lab/experiment.ts';
import { itemsOf } from '../../lab/items.ts';
import { callAnswers, type RunRecord } from '../../lab/record.ts';
import type { Verdict } from '../../lab/graders.ts';
import type { Item } from '../../lab/tasks.ts';
import type { Message } from '../../tinydesk/world/example.ts';

/** An answer; where it took several calls and they were kept, with the answer to each. */
export interface Sample {
  readonly answer: string;
  readonly verdict: Verdict;
  readonly calls?: readonly string[];
}

/** What a prompt answered: of several samples the first, with how many of them are right, and then each of them. */
export interface Cell {
  readonly answer: string;
  readonly verdict: Verdict;
  readonly right: number;
  readonly samples: number;
  readonly each: readonly Sample[];
}

export interface Row {
  readonly item: number;
  /** One a prompt. */
  readonly cells: readonly Cell[];
}

export interface ShownItem {
  /** For each prompt, what is right, what the model read first, and what it was asked after that, if anything. */
  readonly references: readonly string[];
  readonly prompts: readonly (readonly Message[])[];
  readonly next: readonly Item['next'][];
}

/** `differ`: not all prompts are right, nor all wrong. `wrong-n`: prompt n is wrong. */
export type Filter = 'all' | 'differ' | 'wrong' | `wrong-${number}`;

export function rowsOf({ experiment, arms }: RunRecord): Row[] {
  const { samples } = experiment;
  const grader = headlineOf(experiment);
  const items = arms[0]!.outcomes.length / samples;
  return Array.from({ length: items }, (_, item) => ({
    item,
    cells: arms.map((arm) => cellOf(Array.from({ length: samples }, (_sample, sample) => {
      const at = item * samples + sample;
      const calls = callAnswers(arm, at);
      return { answer: arm.answers[arm.outcomes[at]!]!, verdict: arm.verdicts[grader]![at] as Verdict, ...(calls && { calls }) };
    }))),
  }));
}

/** The cell of one sample or more. */
export function cellOf(each: readonly Sample[]): Cell {
  const { answer, verdict } = each[0]!;
  return { answer, verdict, right: each.filter((sample) => sample.verdict === '1').length, samples: each.length, each };
}

export function filtered(rows: readonly Row[], filter: Filter): Row[] {
  const isRight = ({ right, samples }: Cell) => right === samples;
  switch (filter) {
    case 'all':
      return [...rows];
    case 'differ':
      return rows.filter(({ cells }) => cells.some(isRight) && !cells.every(isRight));
    case 'wrong':
      return rows.filter(({ cells }) => !cells.some(isRight));
    default: {
      const at = Number(filter.slice('wrong-'.length));
      return rows.filter(({ cells }) => cells[at] && !isRight(cells[at]));
    }
  }
}

/** The prompts and references of an experiment's items. */
export async function itemsShown(experiment: Experiment): Promise<ShownItem[]> {
  return (await itemsOf(experiment)).map(({ arms }) => ({
    references: arms.map(({ reference }) => reference),
    prompts: arms.map(({ messages }) => messages),
    next: arms.map(({ next }) => next),
  }));
}
