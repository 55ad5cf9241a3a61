/** The exercise of the few-shot chapter: a reader's five examples against the first five of a tray. */
import { GREEDY, type Experiment } from '../experiment.ts';

/** What the reader has to beat. */
export const FIRST_FIVE = [0, 1, 2, 3, 4] as const;
/** One example of each category. */
export const ONE_OF_EACH = [0, 1, 3, 5, 6] as const;

/** Both choices on the same tickets, so that a paired test can grade them. Development ones: a reader may choose again, as often as they like. */
export function fewShotExercise(chosen: readonly number[] = ONE_OF_EACH): Experiment {
  return {
    id: 'few-shot-exercise',
    title: 'Five examples chosen against the first five',
    items: { split: 'dev', count: 40, seeds: ['few-shot-exercise'] },
    samples: 1,
    request: { ...GREEDY, max_tokens: 16 },
    graders: ['label'],
    arms: [
      { id: 'first', label: 'the first five', lever: 'prompt', task: { name: 'tray', options: { chosen: FIRST_FIVE } } },
      { id: 'chosen', label: 'the chosen five', lever: 'prompt', task: { name: 'tray', options: { chosen } } },
    ],
  };
}
