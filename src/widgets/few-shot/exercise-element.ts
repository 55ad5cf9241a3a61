/** `<few-shot-exercise>`: five examples of the reader's choice, graded against the first five of the tray by a paired test. */
import '../shared/run-controls.ts';
import type { Arm, Experiment } from '../../lab/experiment.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

const CHOOSE = 5;

export class FewShotExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #boxes = Array.from(this.querySelectorAll<HTMLInputElement>('[type=checkbox]'));

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title, arms: [, own] }) => `${title}: ${chosenIn(own).map((place) => place + 1).join(', ')}`, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#grade(run));
    const linked = settingsIn(location.href, this.id).get('chosen')?.split('-').map((place) => Number(place) - 1);
    if (linked && linked.length <= CHOOSE) this.#boxes.forEach((box, place) => (box.checked = linked.includes(place)));
    for (const box of this.#boxes) box.addEventListener('change', () => this.#changed());
    this.#allow();
  }

  get #chosen(): number[] {
    return this.#boxes.flatMap((box, place) => (box.checked ? [place] : []));
  }

  #changed(): void {
    this.#allow();
    const chosen = this.#chosen.map((place) => place + 1).join('-');
    history.replaceState(history.state, '', withSettings(location.href, this.id, new Map([['chosen', chosen]])));
    this.#controls.say(this.#chosen.length === CHOOSE ? 'Five chosen.' : `${this.#chosen.length} chosen; ${CHOOSE - this.#chosen.length} to go.`);
  }

  /** With five chosen, the others wait until one is put back. */
  #allow(): void {
    const full = this.#chosen.length >= CHOOSE;
    for (const box of this.#boxes) box.disabled = full && !box.checked;
  }

  async #settingOf({ id, arms: [, own] }: Experiment): Promise<Setting | undefined> {
    if (id !== 'few-shot-exercise') return undefined;
    const { fewShotExercise } = await import('../../lab/experiments/few-shot-exercise.ts');
    const chosen = chosenIn(own);
    const take = (): void => {
      this.#boxes.forEach((box, place) => (box.checked = chosen.includes(place)));
      this.#changed();
    };
    return { experiment: fewShotExercise(chosen), take };
  }

  async #grade(run: Run): Promise<string> {
    const chosen = this.#chosen;
    if (chosen.length < CHOOSE) return `Choose ${CHOOSE - chosen.length} more: the prompt has room for five.`;
    run.say('Loading TinyDesk.');
    const [engine, { fewShotExercise }, { gradeOf }] = await Promise.all([
      tinydesk(), import('../../lab/experiments/few-shot-exercise.ts'), import('./grade.ts'),
    ]);
    await engine.info();
    run.say('Labelling forty development tickets twice: with the first five examples, and with yours.');
    const { record } = await this.#runs.ask(run, fewShotExercise(chosen), engine);
    const { passed, sentence } = gradeOf(record, chosen);
    this.dataset['passed'] = String(passed);
    return sentence;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<few-shot-exercise> has no ${selector}. Render it with FewShotExercise.astro.`);
    return found;
  }
}

/** The places in the tray of the examples that an arm shows. */
function chosenIn(arm: Arm | undefined): readonly number[] {
  return arm?.task.name === 'tray' ? arm.task.options.chosen : [];
}

customElements.define('few-shot-exercise', FewShotExercise);
