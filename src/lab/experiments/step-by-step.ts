/** Instructions in a numbered list: how many a prompt can carry, and whether a chain of calls carries more. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';

/** Steps in a list that one prompt carries, and in one that is taken call by call. */
export const STEP_COUNTS = [1, 2, 4, 6, 8] as const;
export const CHAIN_COUNTS = [2, 4, 8] as const;

const steps = (count: number) => `${count} ${count === 1 ? 'step' : 'steps'}`;

export const stepByStep: Experiment = {
  id: 'step-by-step',
  title: 'A list of steps in one prompt, and one call a step',
  items: { split: 'test', count: 200, seeds: ['step-by-step'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 96 },
  graders: ['exact'],
  arms: [
    ...STEP_COUNTS.map((count): Arm => ({ id: `list-${count}`, label: `one prompt, ${steps(count)}`, lever: 'prompt', task: { name: 'steps', options: { steps: count, ticket: 'full' } } })),
    ...CHAIN_COUNTS.map((count): Arm => ({ id: `chain-${count}`, label: `a call each, ${steps(count)}`, lever: 'prompt', task: { name: 'stepChain', options: { steps: count, checked: false } } })),
    ...CHAIN_COUNTS.slice(1).map((count): Arm => ({ id: `checked-${count}`, label: `a call each, checked, ${steps(count)}`, lever: 'prompt', task: { name: 'stepChain', options: { steps: count, checked: true } } })),
  ],
};
