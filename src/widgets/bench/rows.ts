/** A run as the bench lists it: item by item, every prompt's answer beside the others. */
import { headlineOf, type Experiment } from '../../lab/experiment.ts';
import { itemsOf } from '../../lab/items.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Verdict } from '../../lab/graders.ts';
import type { Message } from '../../tinydesk/world/example.ts';

/** What a prompt answered: of several samples the first, with how many of them are right. */
export interface Cell {
  readonly answer: string;
  readonly verdict: Verdict;
  readonly right: number;
  readonly samples: number;
}

export interface Row {
  readonly item: number;
  /** One a prompt. */
  readonly cells: readonly Cell[];
}

export interface ShownItem {
  /** For each prompt, what is right, what the model read first, and whether more calls followed. */
  readonly references: readonly string[];
  readonly prompts: readonly (readonly Message[])[];
  readonly chained: readonly boolean[];
}

/** `differ`: not all prompts are right, nor all wrong. `wrong-n`: prompt n is wrong. */
export type Filter = 'all' | 'differ' | 'wrong' | `wrong-${number}`;

export function rowsOf({ experiment, arms }: RunRecord): Row[] {
  const { samples } = experiment;
  const grader = headlineOf(experiment);
  const items = arms[0]!.outcomes.length / samples;
  return Array.from({ length: items }, (_, item) => ({
    item,
    cells: arms.map(({ answers, outcomes, verdicts }) => {
      const own = verdicts[grader]!.slice(item * samples, (item + 1) * samples);
      return { answer: answers[outcomes[item * samples]!]!, verdict: own[0] as Verdict, right: own.split('1').length - 1, samples };
    }),
  }));
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
    chained: arms.map(({ next }) => next !== undefined),
  }));
}
