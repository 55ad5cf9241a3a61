/**
 * An exercise on words of the reader's own: a field for them, and controls that run an experiment with them and say how
 * it is graded. What is asked and what passes is the exercise's own, which extends this.
 */
import './run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { tinydesk } from './engine.ts';
import { LastingRuns, type Setting } from './lasting-runs.ts';
import type { Run, RunControls } from './run-controls.ts';

export interface Grade {
  readonly passed: boolean;
  readonly sentence: string;
}

/** What is done with the words. Loaded when they are first graded. */
export interface Exercise {
  /** Why these words cannot be graded, as a sentence; nothing where they can. */
  faultOf(words: string): string | undefined;
  experiment(words: string): Experiment;
  gradeOf(record: RunRecord): Grade;
}

export abstract class WordsExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #words = this.#part<HTMLInputElement | HTMLTextAreaElement>('.field');

  readonly #runs = new LastingRuns(this.#controls, {
    name: (experiment) => `${experiment.title}: “${this.wordsOf(experiment) ?? ''}”`,
    settingOf: (experiment) => this.#settingOf(experiment),
  });

  /** What the model is about to do, said once it has been loaded. */
  protected abstract readonly announcement: string;
  /** The words that a run of this exercise was made with; nothing where it is another's. */
  protected abstract wordsOf(experiment: Experiment): string | undefined;
  protected abstract load(): Promise<Exercise>;

  connectedCallback(): void {
    this.#runs.drive((run) => this.#grade(run));
    this.#words.disabled = false;
    this.#words.addEventListener('input', () => this.#controls.say(''));
    // In a text of several lines Enter begins the next one.
    if (this.#words instanceof HTMLInputElement) this.#words.addEventListener('keydown', ({ key }) => key === 'Enter' && void this.#controls.start());
  }

  /** The same words, asked for again. */
  async #settingOf(made: Experiment): Promise<Setting | undefined> {
    const words = this.wordsOf(made);
    if (words === undefined) return undefined;
    return { experiment: (await this.load()).experiment(words), take: () => void (this.#words.value = words) };
  }

  async #grade(run: Run): Promise<string> {
    const words = this.#words.value.trim();
    const exercise = await this.load();
    const fault = exercise.faultOf(words);
    if (fault) return fault;
    run.say('Loading TinyDesk.');
    const engine = await tinydesk();
    await engine.info();
    run.say(this.announcement);
    const { record } = await this.#runs.ask(run, exercise.experiment(words), engine);
    const { passed, sentence } = exercise.gradeOf(record);
    this.dataset['passed'] = String(passed);
    return sentence;
  }

  #part<T extends HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<${this.localName}> has no ${selector}. Render it with the component of its exercise.`);
    return found;
  }
}
