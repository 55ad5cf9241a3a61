/** The first grid of the book: one ticket to be filed as the house does, asked for in ever better prompts. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';

export interface StartHereOptions {
  /** Tickets in each arm. */
  readonly count?: number;
  readonly seed?: string;
}

const HOUSE = { samples: 1, request: { ...GREEDY, max_tokens: 48 }, graders: ['exact', 'houseForm', 'houseQueue'] } as const satisfies Partial<Experiment>;

const REQUEST: Arm = { id: 'request', label: 'an explicit request', lever: 'prompt', task: { name: 'houseRecord', options: { prompt: 'request' } } };

/** The house record of the same tickets in every arm, from a prompt that says nothing to one that says all. */
export function startHereGrid({ count = 200, seed = 'start-here' }: StartHereOptions = {}): Experiment {
  return {
    id: 'start-here',
    title: 'The house record, asked for in five ways',
    items: { split: 'test', count, seeds: [seed] },
    ...HOUSE,
    arms: [
      { id: 'vague', label: 'a vague request', lever: 'base', task: { name: 'houseRecord', options: { prompt: 'vague' } } },
      REQUEST,
      { id: 'examples', label: 'three examples', lever: 'prompt', task: { name: 'houseShots', options: { k: 3 } } },
      { id: 'specification', label: 'the written specification', lever: 'prompt', task: { name: 'houseRecord', options: { prompt: 'specification' } } },
      { id: 'both', label: 'specification and one example', lever: 'prompt', task: { name: 'houseShots', options: { k: 1, specification: true } } },
    ],
  };
}

export const startHere = startHereGrid();

/** The exercise of the chapter: a reader's own words against the explicit request, on the same tickets. */
export function startHereExercise(words: string): Experiment {
  return {
    id: 'start-here-exercise',
    title: 'The house record, asked for in your own words',
    items: { split: 'test', count: 40, seeds: ['start-here-exercise'] },
    ...HOUSE,
    arms: [REQUEST, { id: 'own', label: 'your own words', lever: 'prompt', task: { name: 'houseRecord', options: { prompt: { words } } } }],
  };
}
