/** `<role-exercise>`: the reader's words for a role, graded on twenty tickets. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

export class RoleExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #words = this.#part<HTMLInputElement>('input');

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title, arms: [, own] }) => `${title}: “${own?.task.name === 'inRole' ? own.task.options.words : ''}”`, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#grade(run));
    this.#words.disabled = false;
    this.#words.addEventListener('keydown', ({ key }) => key === 'Enter' && void this.#controls.start());
  }

  /** The same words, asked for again. */
  async #settingOf({ id, arms }: Experiment): Promise<Setting | undefined> {
    const task = arms[1]?.task;
    if (id !== 'role-exercise' || task?.name !== 'inRole') return undefined;
    const { roleExercise } = await import('../../lab/experiments/role.ts');
    const { words } = task.options;
    return { experiment: roleExercise(words), take: () => void (this.#words.value = words) };
  }

  async #grade(run: Run): Promise<string> {
    const words = this.#words.value.trim();
    const { faultOf, gradeOf } = await import('./grade.ts');
    const fault = faultOf(words);
    if (fault) return fault;
    run.say('Loading TinyDesk.');
    const [engine, { roleExercise }] = await Promise.all([tinydesk(), import('../../lab/experiments/role.ts')]);
    await engine.info();
    run.say('Writing twenty replies with your words, and twenty without a role.');
    const { record } = await this.#runs.ask(run, roleExercise(words), engine);
    const { passed, sentence } = gradeOf(record);
    this.dataset['passed'] = String(passed);
    return sentence;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<role-exercise> has no ${selector}. Render it with RoleExercise.astro.`);
    return found;
  }
}

customElements.define('role-exercise', RoleExercise);
