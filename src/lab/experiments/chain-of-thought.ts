/** What working in steps gains, what it costs, and where it gains nothing. */
import { GREEDY, type Experiment } from '../experiment.ts';

/** Lines of a bill on the curve. Pretraining saw bills of one to four. */
export const LINE_COUNTS = [1, 2, 3, 4, 5, 6] as const;

export interface ChainOfThoughtOptions {
  readonly count?: number;
  readonly seed?: string;
}

/** Totals of ever longer bills, at once and in steps. */
export function chainOfThoughtCurve({ count = 200, seed = 'chain-of-thought' }: ChainOfThoughtOptions = {}): Experiment {
  return {
    id: 'chain-of-thought',
    title: 'The total of a bill, at once and in steps',
    items: { split: 'test', count, seeds: [seed] },
    samples: 1,
    request: { ...GREEDY, max_tokens: 200 },
    graders: ['number'],
    arms: [false, true].flatMap((worked) => LINE_COUNTS.map((k) => ({
      id: `${worked ? 'steps' : 'direct'}-${k}`,
      label: `${worked ? 'in steps' : 'at once'}, ${k} ${k === 1 ? 'line' : 'lines'}`,
      lever: worked ? 'prompt' as const : 'base' as const,
      task: { name: 'totals' as const, options: { k, worked } },
    }))),
  };
}

export const chainOfThought = chainOfThoughtCurve();

/** How urgent a ticket sounds, with a request to think first and without. */
export const chainOfThoughtTone: Experiment = {
  id: 'chain-of-thought-tone',
  title: 'How urgent it sounds, at once and in steps',
  items: { split: 'test', count: 200, seeds: ['chain-of-thought-tone'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 64 },
  graders: ['label'],
  arms: [
    { id: 'direct', label: 'at once', lever: 'base', task: { name: 'prompted', options: { prompt: [{ role: 'user', template: 'how urgent is it? high, normal or low.\n{{ticket}}' }], ticket: 'full', answer: 'urgency' } } },
    { id: 'steps', label: 'in steps', lever: 'prompt', task: { name: 'prompted', options: { prompt: [{ role: 'user', template: 'how urgent is it? high, normal or low. think step by step.\n{{ticket}}' }], ticket: 'full', answer: 'urgency' } } },
  ],
};

/** The same working drawn many times, to vote. */
export const selfConsistency: Experiment = {
  id: 'self-consistency',
  title: 'Four lines in steps, fifteen times, to vote',
  items: { split: 'test', count: 100, seeds: ['self-consistency'] },
  samples: 15,
  request: { temperature: 1, max_tokens: 200 },
  graders: ['number'],
  arms: [{ id: 'steps', label: 'in steps', lever: 'prompt', task: { name: 'totals', options: { k: 4, worked: true } } }],
};

/** The same bills, one greedy answer each: what a vote has to beat. */
export const selfConsistencyGreedy: Experiment = { ...selfConsistency, id: 'self-consistency-greedy', title: 'The same bills, one greedy answer each', samples: 1, request: { ...GREEDY, max_tokens: 200 } };

/** The exercise of the chapter: six bills, each asked once, whose fate the reader foretells. */
export const chainOfThoughtExercise: Experiment = {
  ...chainOfThoughtCurve({ count: 1, seed: 'chain-of-thought-exercise' }),
  id: 'chain-of-thought-exercise',
  title: 'Six bills to foretell',
  arms: ([['steps', 2], ['direct', 2], ['steps', 6], ['direct', 4], ['steps', 4], ['steps', 5]] as const).map(([way, k]) => ({
    id: `${way}-${k}`, label: `${way === 'steps' ? 'in steps' : 'at once'}, ${k} lines`, lever: way === 'steps' ? 'prompt' : 'base', task: { name: 'totals', options: { k, worked: way === 'steps' } },
  })),
};
