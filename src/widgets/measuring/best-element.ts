/** `<measuring-best>`: chooses the best of many wordings again, on as many development tickets as the reader says. */
import '../shared/run-controls.ts';
import { macrotask } from '../../engines/macrotask.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { bestFinding, bestOf, CHOICES, OPENING_TRIAL, outcomesOf, TRIAL_SIZES, TRIED, type Choice } from './best.ts';
import { recordedRun } from './recorded-runs.ts';
import { bestRows } from './rows.ts';

export class MeasuringBest extends HTMLElement {
  readonly #size = this.#part<HTMLSelectElement>('[name=size]');
  #seeds = 0;

  connectedCallback(): void {
    this.#size.disabled = false;
    this.#part<RunControls>('run-controls').drive((run) => this.#run(run));
  }

  async #run(run: Run): Promise<string> {
    const size = TRIAL_SIZES.find((each) => each === Number(this.#size.value)) ?? OPENING_TRIAL;
    const [dev, test] = (await Promise.all([recordedRun('measuring-wordings-dev'), recordedRun('measuring-wordings')])).map(outcomesOf);
    this.#seeds += 1;
    const seed = `best-of-${this.#seeds}`;
    const choices: Choice[] = [];
    for (const tried of TRIED) {
      choices.push(await bestOf(dev!, test!, tried, size, seed, macrotask));
      if (run.signal.aborted) throw run.signal.reason;
      run.progress(choices.length * CHOICES, TRIED.length * CHOICES);
    }
    this.#part('.title').textContent = bestFinding(choices, size);
    this.#part('tbody').replaceChildren(...bestRows(document, choices));
    this.#part('.which').textContent = `Chosen here, seed ${seed}`;
    return `${CHOICES.toLocaleString('en')} choices a row, on ${size} development tickets each, from recorded outcomes.`;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<measuring-best> has no ${selector}. Render it with Best.astro.`);
    return found;
  }
}

customElements.define('measuring-best', MeasuringBest);
