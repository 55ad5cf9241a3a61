/** The k-shot curve: what labelled examples in the prompt teach, as their number grows. */
import { GREEDY, type Experiment } from '../experiment.ts';
import type { ShotsOptions } from '../tasks/shots.ts';

/** Numbers of examples on the curve. */
export const SHOT_COUNTS = [0, 1, 2, 3, 4, 5, 6, 8] as const;

export interface FewShotOptions {
  readonly labels: ShotsOptions['labels'];
  readonly form: ShotsOptions['form'];
  /** Tickets at each number of examples. */
  readonly count?: number;
  readonly seed?: string;
}

/** A k-shot curve on tickets of unseen wording. Every arm asks about the same tickets. */
export function fewShotCurve({ labels, form, count = 50, seed = 'few-shot' }: FewShotOptions): Experiment {
  return {
    id: ['few-shot', labels === 'known' ? 'known' : '', form === 'inline' ? 'inline' : ''].filter(Boolean).join('-'),
    title: labels === 'unseen' ? 'Labels never seen before, learnt from examples' : 'Examples alone say how to answer',
    items: { split: 'test', count, seeds: [seed] },
    samples: 1,
    request: { ...GREEDY, max_tokens: 16 },
    graders: ['label'],
    arms: SHOT_COUNTS.map((k) => ({
      id: `k${k}`,
      label: k === 0 ? 'no example' : k === 1 ? '1 example' : `${k} examples`,
      lever: k === 0 ? 'base' : 'prompt',
      task: { name: 'shots', options: { k, labels, form, ticket: 'short' } },
    })),
  };
}

/** The curve of the chapter: made-up names, examples as chat turns. */
export const fewShot = fewShotCurve({ labels: 'unseen', form: 'turns' });
/** The same, with all examples written into one message. */
export const fewShotInline = fewShotCurve({ labels: 'unseen', form: 'inline' });
/** The same, with the names of a convention that the model knows, not said which. */
export const fewShotKnown = fewShotCurve({ labels: 'known', form: 'turns' });
