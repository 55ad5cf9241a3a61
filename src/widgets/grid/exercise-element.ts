/** `<grid-exercise>`: a prompt in the reader's own words, graded against the vague request by a paired test. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

export class GridExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #words = this.#part<HTMLTextAreaElement>('textarea');

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title, arms: [, own] }) => `${title}: “${own?.task.name === 'houseRoute' ? own.task.options.words : ''}”`, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#grade(run));
    this.#words.disabled = false;
    this.#words.addEventListener('input', () => this.#controls.say(''));
  }

  /** The same words, asked for again. */
  async #settingOf({ id, arms }: Experiment): Promise<Setting | undefined> {
    const task = arms[1]?.task;
    if (id !== 'start-here-exercise' || task?.name !== 'houseRoute') return undefined;
    const { startHereExercise } = await import('../../lab/experiments/start-here.ts');
    const { words } = task.options;
    return { experiment: startHereExercise(words), take: () => void (this.#words.value = words) };
  }

  async #grade(run: Run): Promise<string> {
    const words = this.#words.value.trim();
    if (words === '') return 'There is nothing to grade yet: write what should stand before the ticket.';
    run.say('Loading TinyDesk.');
    const [engine, { startHereExercise }, { gradeOf }] = await Promise.all([
      tinydesk(), import('../../lab/experiments/start-here.ts'), import('./grade.ts'),
    ]);
    await engine.info();
    run.say('Routing forty tickets twice: with the vague request, and with your words.');
    const { record } = await this.#runs.ask(run, startHereExercise(words), engine);
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
