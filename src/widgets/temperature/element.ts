/** `<temperature-curve>`: runs the experiment of Temperature.astro in the page, draws what comes back, and compares it with the record. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import type { Drawn } from './live.ts';

const FIGURE = 'temperature';
/** Seeds of tickets that were not recorded. */
const OTHERS = /^others-\d{1,6}$/;

class TemperatureCurve extends HTMLElement {
  readonly #seed = this.#part<HTMLSelectElement>('[name=seed]');
  /** The seed of the tickets that are neither recorded nor named by the link. */
  #others = 'others-1';

  readonly #runs = new LastingRuns(this.#part<RunControls>('run-controls'), {
    name: ({ title, items: { seeds: [seed], count } }) => `${title}, ${count} tickets${OTHERS.test(seed) ? `, seed ${seed}` : ''}`,
    settingOf: (experiment) => this.#settingOf(experiment),
  });

  connectedCallback(): void {
    const linked = settingsIn(location.href, FIGURE).get('seed');
    if (linked !== undefined && OTHERS.test(linked)) this.#choose(linked);
    this.#seed.disabled = false;
    this.#seed.addEventListener('change', () => this.#remember());
    this.#runs.drive((run) => this.#run(run));
  }

  async #settingOf({ id, items: { seeds: [seed] } }: Experiment): Promise<Setting | undefined> {
    if (id !== 'temperature') return undefined;
    const { temperatureExperiment } = await import('../../lab/experiments/temperature.ts');
    const take = (): void => {
      this.#choose(seed);
      this.#remember();
    };
    return { experiment: temperatureExperiment(OTHERS.test(seed) ? { seed } : {}), take };
  }

  #choose(seed: string): void {
    if (OTHERS.test(seed)) this.#others = seed;
    this.#seed.value = OTHERS.test(seed) ? 'others' : seed;
  }

  get #wanted(): string {
    return this.#seed.value === 'others' ? this.#others : this.#seed.value;
  }

  #remember(): void {
    const settings = new Map(this.#seed.value === 'others' ? [['seed', this.#others]] : []);
    history.replaceState(history.state, '', withSettings(location.href, FIGURE, settings));
  }

  async #run(run: Run): Promise<string> {
    run.say('Loading TinyDesk and the experiment.');
    const [engine, lab] = await Promise.all([tinydesk(), import('./live.ts')]);
    const experiment = lab.temperatureExperiment({ seed: this.#wanted });
    run.say('Writing the prompts.');
    const { record } = await this.#runs.ask(run, experiment, engine);
    const drawn = await lab.drawn(record);
    if (run.signal.aborted) throw run.signal.reason;
    this.#show(drawn, experiment.items.seeds[0]);
    const compared = lab.comparison(record);
    if (compared !== undefined) return compared;
    this.#remember();
    const sentence = `Drawn from other tickets, with the seed ${this.#others}. The next run takes others again.`;
    this.#others = `others-${Number(this.#others.slice('others-'.length)) + 1}`;
    return sentence;
  }

  #show({ title, page, phone, rows }: Drawn, seed: string): void {
    this.#part('.chart > p').textContent = title;
    this.#part('.chart .page').replaceChildren(page);
    this.#part('.chart .phone').replaceChildren(phone);
    this.querySelectorAll('.data-table tbody tr').forEach((row, i) => {
      Array.from(row.children).forEach((cell, j) => (cell.textContent = rows[i]?.[j] ?? ''));
    });
    this.#part('.drawn').textContent = 'Drawn here';
    this.#part('.seed').textContent = seed;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<temperature-curve> has no ${selector}. Render it with Temperature.astro.`);
    return found;
  }
}

customElements.define('temperature-curve', TemperatureCurve);
