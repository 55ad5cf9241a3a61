/** Instructions in a numbered list: how many a prompt can carry, and whether a chain of calls carries more. */
import { GREEDY, type Experiment } from '../experiment.ts';

export const STEP_COUNTS = [1, 2, 4, 6, 8] as const;

export const stepByStep: Experiment = {
  id: 'step-by-step',
  title: 'A list of steps in one prompt, and one call a step',
  items: { split: 'test', count: 150, seeds: ['step-by-step'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 96 },
  graders: ['exact'],
  arms: [
    ...STEP_COUNTS.map((steps) => ({ id: `list-${steps}`, label: `one prompt, ${steps} ${steps === 1 ? 'step' : 'steps'}`, lever: 'base', task: { name: 'steps', options: { steps, ticket: 'full' } } }) as const),
    ...STEP_COUNTS.map((steps) => ({ id: `chain-${steps}`, label: `a call a step, ${steps} ${steps === 1 ? 'step' : 'steps'}`, lever: 'prompt', task: { name: 'stepChain', options: { steps, checked: false } } }) as const),
    ...STEP_COUNTS.map((steps) => ({ id: `checked-${steps}`, label: `a call a step, checked, ${steps} ${steps === 1 ? 'step' : 'steps'}`, lever: 'prompt', task: { name: 'stepChain', options: { steps, checked: true } } }) as const),
  ],
};
