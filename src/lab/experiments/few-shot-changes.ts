/** What five examples bear: another order, a category shown too often, labels that are wrong, a stranger's wording. */
import { GREEDY, type Arm, type Experiment } from '../experiment.ts';
import { ORDERS, type Change } from '../tasks/five-shots.ts';
import { HAND_TYPED } from '../tasks/hand-typed.ts';
import type { WordedShotsOptions } from '../tasks/worded-shots.ts';

const LABEL = { ...GREEDY, max_tokens: 16 } as const;

const changed = (id: string, label: string, change: Change): Arm => ({ id, label, lever: 'prompt', task: { name: 'fiveShots', options: { change } } });

/** Five examples, one a category, with one thing changed about them. The first arm changes nothing. */
export const fewShotChanges: Experiment = {
  id: 'few-shot-changes',
  title: 'The same five examples with one thing changed',
  items: { split: 'test', count: 200, seeds: ['few-shot-changes'] },
  samples: 1,
  request: LABEL,
  graders: ['label'],
  arms: [
    changed('unchanged', 'as drawn', { kind: 'none' }),
    ...Array.from({ length: ORDERS }, (_, index) => changed(`order-${index + 1}`, `another order, ${index + 1} of ${ORDERS}`, { kind: 'order', order: index + 1 })),
    changed('more-asked', 'three more of the category asked about', { kind: 'more', of: 'asked' }),
    changed('more-another', 'three more of another category', { kind: 'more', of: 'another' }),
    changed('dealt', 'each label on the wrong example', { kind: 'dealt' }),
    changed('noise-1', 'one label of five wrong', { kind: 'noise', wrong: 1 }),
    changed('noise-2', 'two labels of five wrong', { kind: 'noise', wrong: 2 }),
    changed('like', 'examples chosen to be like the question', { kind: 'chosen', by: 'likeness' }),
    changed('unlike', 'examples chosen to be unlike it', { kind: 'chosen', by: 'difference' }),
  ],
};

const worded = (question: WordedShotsOptions['question'], label: string): Arm => ({
  id: question, label, lever: 'prompt', task: { name: 'wordedShots', options: { question } },
});

/** Five examples and a question about the same thing in three wordings, ever further from pretraining. */
export const fewShotWording: Experiment = {
  id: 'few-shot-wording',
  title: 'Five examples and a question in other words',
  items: { split: 'test', count: HAND_TYPED.test, seeds: ['few-shot-wording'] },
  samples: 1,
  request: LABEL,
  graders: ['label'],
  arms: [worded('trained', 'sentences of pretraining'), worded('held-out', 'sentences held out'), worded('typed', 'words from outside')],
};
