/** `<measuring-peek>`: simulates comparisons of two equal prompts in the page, a few at a time. */
import '../shared/run-controls.ts';
import { macrotask } from '../../engines/macrotask.ts';
import { RUNS } from '../../lab/statistics/peeking.ts';
import { wilson, type Estimate } from '../../lab/statistics/wilson.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { DISCORDANT, EVERY, LOOKS, OPENING_PEEK, peekFinding, stopped, type PeekSettings } from './peek.ts';
import { peekRows } from './rows.ts';

/** Comparisons simulated before the page is let breathe: some milliseconds. */
const AT_ONCE = 20;

export class MeasuringPeek extends HTMLElement {
  readonly #every = this.#part<HTMLSelectElement>('[name=every]');
  readonly #discordant = this.#part<HTMLSelectElement>('[name=discordant]');
  #seeds = 0;

  connectedCallback(): void {
    for (const field of [this.#every, this.#discordant]) field.disabled = false;
    this.#part<RunControls>('run-controls').drive((run) => this.#run(run));
  }

  get #settings(): PeekSettings {
    return {
      every: EVERY.find((every) => every === Number(this.#every.value)) ?? OPENING_PEEK.every,
      discordant: DISCORDANT.find((share) => share === Number(this.#discordant.value)) ?? OPENING_PEEK.discordant,
    };
  }

  async #run(run: Run): Promise<string> {
    const settings = this.#settings;
    this.#seeds += 1;
    const seed = `peeking-${this.#seeds}`;
    run.say('Simulating two equal prompts.');
    let rates: Estimate[] = [];
    for (const { done, counts } of stopped(settings, AT_ONCE, seed)) {
      run.progress(done, RUNS);
      rates = counts.map((count) => wilson(count, done));
      await macrotask();
      if (run.signal.aborted) throw run.signal.reason;
    }
    this.#part('.title').textContent = peekFinding(rates);
    this.#part('tbody').replaceChildren(...peekRows(document, rates, settings));
    this.#part('.which').textContent = `Simulated here, seed ${seed}`;
    return `${RUNS.toLocaleString('en')} comparisons of ${(LOOKS.at(-1)! * settings.every).toLocaleString('en')} tickets at most, none with a difference to find.`;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<measuring-peek> has no ${selector}. Render it with Peek.astro.`);
    return found;
  }
}

customElements.define('measuring-peek', MeasuringPeek);
