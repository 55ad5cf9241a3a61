/** If-then rules: how many a prompt can carry, what happens where none applies, and the same rules in code. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';

export const BRANCH_COUNTS = [1, 2, 3, 4, 6] as const;

const rule = (way: 'prompt' | 'no-default' | 'code', branches: number, label: string): Arm => ({
  id: `${way}-${branches}`, label, lever: 'prompt', task: { name: 'ruleCases', options: { branches, way } },
});

export const conditional: Experiment = {
  id: 'conditional',
  title: 'If-then rules in the prompt, and in code',
  items: { split: 'test', count: 200, seeds: ['conditional'] },
  samples: 1,
  request: { ...GREEDY, max_tokens: 24 },
  graders: ['exact'],
  arms: [
    ...BRANCH_COUNTS.map((branches) => rule('prompt', branches, `${branches} ${branches === 1 ? 'rule' : 'rules'} in the prompt`)),
    rule('no-default', 3, '3 rules, no default'),
    rule('code', 3, '3 rules in code'),
    rule('code', 6, '6 rules in code'),
  ],
};

/** Six rules alone, on so many tickets that each place in the list decides about a hundred. */
export const conditionalPlaces: Experiment = {
  ...conditional,
  id: 'conditional-places',
  title: 'Six rules in the prompt, by the place of the one that decides',
  items: { split: 'test', count: 800, seeds: ['conditional-places'] },
  arms: [rule('prompt', 6, '6 rules in the prompt')],
};
