/** `<role-exercise>`: the reader's words for a role, graded on twenty tickets. */
import type { Experiment } from '../../lab/experiment.ts';
import { WordsExercise, type Exercise } from '../shared/words-exercise.ts';

export class RoleExercise extends WordsExercise {
  protected readonly announcement = 'Writing twenty replies with your words, and twenty without a role.';

  protected wordsOf({ id, arms }: Experiment): string | undefined {
    const task = arms[1]?.task;
    return id === 'role-exercise' && task?.name === 'inRole' ? task.options.words : undefined;
  }

  protected async load(): Promise<Exercise> {
    const [{ roleExercise }, grade] = await Promise.all([import('../../lab/experiments/role.ts'), import('./grade.ts')]);
    return { experiment: roleExercise, ...grade };
  }
}

customElements.define('role-exercise', RoleExercise);
