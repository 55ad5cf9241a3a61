/** `<grid-exercise>`: a prompt in the reader's own words, graded against the vague request by a paired test. */
import type { Experiment } from '../../lab/experiment.ts';
import { WordsExercise, type Exercise } from '../shared/words-exercise.ts';

export class GridExercise extends WordsExercise {
  protected readonly announcement = 'Routing forty tickets twice: with the vague request, and with your words.';

  protected wordsOf({ id, arms }: Experiment): string | undefined {
    const task = arms[1]?.task;
    return id === 'start-here-exercise' && task?.name === 'houseRoute' ? task.options.words : undefined;
  }

  protected async load(): Promise<Exercise> {
    const [{ startHereExercise }, grade] = await Promise.all([import('../../lab/experiments/start-here.ts'), import('./grade.ts')]);
    return { experiment: startHereExercise, ...grade };
  }
}

customElements.define('grid-exercise', GridExercise);
