/** `<grid-exercise>`: a prompt in the reader's own words, graded against the vague request by a paired test. */
import '../shared/run-controls.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

export class GridExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #words = this.#part<HTMLTextAreaElement>('textarea');

  connectedCallback(): void {
    this.#controls.drive((run) => this.#grade(run));
    this.#words.disabled = false;
    this.#words.addEventListener('input', () => this.#controls.say(''));
  }

  async #grade(run: Run): Promise<string> {
    const words = this.#words.value.trim();
    if (words === '') return 'There is nothing to grade yet: write what should stand before the ticket.';
    run.say('Loading TinyDesk.');
    const [engine, { run: runExperiment }, { startHereExercise }, { gradeOf }] = await Promise.all([
      tinydesk(), import('../../lab/runner.ts'), import('../../lab/experiments/start-here.ts'), import('./grade.ts'),
    ]);
    await engine.info();
    run.say('Routing forty tickets twice: with the vague request, and with your words.');
    const record = await runExperiment(startHereExercise(words), engine, { signal: run.signal, onProgress: ({ done, of }) => run.progress(done, of) });
    if (run.signal.aborted) throw run.signal.reason;
    const { passed, sentence } = gradeOf(record);
    this.dataset['passed'] = String(passed);
    return sentence;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<grid-exercise> has no ${selector}. Render it with GridExercise.astro.`);
    return found;
  }
}

customElements.define('grid-exercise', GridExercise);
