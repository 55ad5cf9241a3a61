/** The first grid of the book: two jobs on the same tickets, a short one and a long one, each asked for in three ways. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';

export interface StartHereOptions {
  /** Tickets in each arm. */
  readonly count?: number;
  readonly seed?: string;
}

const ROUTE = { samples: 1, request: { ...GREEDY, max_tokens: 24 }, graders: ['exact', 'department'] } as const satisfies Partial<Experiment>;
const RECORD = { ...GREEDY, max_tokens: 48 } as const;

/** A request that does not say how to answer, and one that does. */
export const VAGUE = 'deal with this message.';
export const INSTRUCTION = 'answer with the code: BIL, SHP, RET, ACC or PRD.';

const route = (words: string) => ({ name: 'houseRoute', options: { words } }) as const;
const vague: Arm = { id: 'route-vague', label: 'a vague request', lever: 'base', task: route(VAGUE) };

/** Routing codes, which the model knows, and house records, which it has never seen. */
export function startHereGrid({ count = 200, seed = 'start-here' }: StartHereOptions = {}): Experiment {
  return {
    id: 'start-here',
    title: 'A routing code and a house record, each asked for in three ways',
    items: { split: 'test', count, seeds: [seed] },
    ...ROUTE,
    arms: [
      vague,
      { id: 'route-instruction', label: 'an explicit instruction', lever: 'prompt', task: route(INSTRUCTION) },
      { id: 'route-examples', label: 'three examples', lever: 'prompt', task: { name: 'houseShots', options: { k: 3, write: 'code' } } },
      { id: 'record-request', label: 'a bare request', lever: 'base', task: { name: 'houseRecord', options: { prompt: 'request' } }, request: RECORD },
      { id: 'record-examples', label: 'three examples', lever: 'prompt', task: { name: 'houseShots', options: { k: 3, write: 'record' } }, request: RECORD },
      { id: 'record-specification', label: 'the written specification', lever: 'prompt', task: { name: 'houseRecord', options: { prompt: 'specification' } }, request: RECORD },
    ],
  };
}

export const startHere = startHereGrid();

/** The exercise of the chapter: a reader's own words against the vague request, on the same tickets. */
export function startHereExercise(words: string): Experiment {
  return {
    id: 'start-here-exercise',
    title: 'A routing code, asked for in your own words',
    items: { split: 'dev', count: 40, seeds: ['start-here-exercise'] },
    ...ROUTE,
    arms: [vague, { id: 'own', label: 'your own words', lever: 'prompt', task: route(words) }],
  };
}
