/** `<role-exercise>`: the reader's words for a role, graded on twenty tickets. */
import '../shared/run-controls.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

export class RoleExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #words = this.#part<HTMLInputElement>('input');

  connectedCallback(): void {
    this.#controls.drive((run) => this.#grade(run));
    this.#words.disabled = false;
    this.#words.addEventListener('keydown', ({ key }) => key === 'Enter' && void this.#controls.start());
  }

  async #grade(run: Run): Promise<string> {
    const words = this.#words.value.trim();
    const { faultOf, gradeOf } = await import('./grade.ts');
    const fault = faultOf(words);
    if (fault) return fault;
    run.say('Loading TinyDesk.');
    const [engine, { run: runExperiment }, { roleExercise }] = await Promise.all([tinydesk(), import('../../lab/runner.ts'), import('../../lab/experiments/role.ts')]);
    await engine.info();
    run.say('Writing twenty replies with your words, and twenty without a role.');
    const record = await runExperiment(roleExercise(words), engine, { signal: run.signal, onProgress: ({ done, of }) => run.progress(done, of) });
    if (run.signal.aborted) throw run.signal.reason;
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
