/** `<steps-exercise>`: six bills, a prediction for each, and then the model's answers. */
import '../shared/run-controls.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns } from '../shared/lasting-runs.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

export class StepsExercise extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #bills = Array.from(this.querySelectorAll<HTMLElement>('fieldset'));

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title }) => title });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#grade(run));
    for (const input of this.querySelectorAll('input')) input.disabled = false;
  }

  async #grade(run: Run): Promise<string> {
    const chosen = this.#bills.map((bill) => bill.querySelector<HTMLInputElement>('input:checked')?.value);
    const open = chosen.filter((value) => value === undefined).length;
    if (open > 0) return `Foretell ${open === 1 ? 'one bill' : `${open} bills`} more.`;
    run.say('Loading TinyDesk.');
    const [engine, { chainOfThoughtExercise }, { gradeOf }] = await Promise.all([
      tinydesk(), import('../../lab/experiments/chain-of-thought.ts'), import('./predictions.ts'),
    ]);
    await engine.info();
    const { record } = await this.#runs.ask(run, chainOfThoughtExercise, engine);
    const { bills, passed, sentence } = gradeOf(record, chosen.map((value) => value === 'right'));
    bills.forEach(({ answer, right }, at) => (this.#bills[at]!.querySelector('.said')!.textContent = `TinyDesk: “${answer}”, which is ${right ? 'right' : 'wrong'}.`));
    this.dataset['passed'] = String(passed);
    return sentence;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<steps-exercise> has no ${selector}. Render it with StepsExercise.astro.`);
    return found;
  }
}

customElements.define('steps-exercise', StepsExercise);
