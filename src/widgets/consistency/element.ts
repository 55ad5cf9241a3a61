/** `<consistency-lab>`: the run of ConsistencyLab.astro, made again in the reader's browser and drawn over the recorded one. */
import { macrotask } from '../../engines/macrotask.ts';
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { recordedFigures, showLive } from './shown.ts';

export class ConsistencyLab extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #count = this.#part<HTMLSelectElement>('[name=count]');

  readonly #runs = new LastingRuns(this.#controls, {
    name: ({ title, items }) => `${title}, ${items.count} tickets`,
    settingOf: (experiment) => this.#settingOf(experiment),
  });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#run(run));
    this.#count.disabled = false;
    const linked = settingsIn(location.href, this.id).get('n');
    if ([...this.#count.options].some(({ value }) => value === linked)) this.#count.value = linked!;
    this.#count.addEventListener('change', () => this.#changed());
    this.#changed();
  }

  async #settingOf({ id, items: { count } }: Experiment): Promise<Setting | undefined> {
    if (id !== 'consistency' || ![...this.#count.options].some(({ value }) => Number(value) === count)) return undefined;
    const { record: { experiment } } = await recordedFigures();
    const take = (): void => {
      this.#count.value = String(count);
      this.#changed();
    };
    return { experiment: { ...experiment, items: { ...experiment.items, count } }, take };
  }

  #changed(): void {
    const count = Number(this.#count.value);
    history.replaceState(history.state, '', withSettings(location.href, this.id, new Map(count === Number(this.dataset['start']) ? [] : [['n', String(count)]])));
    const answers = count * Number(this.dataset['answers']);
    showCost(this, `${answers.toLocaleString('en')} completions, ${expectedTime(Number(this.dataset['tokens']) * count)} here`);
  }

  async #run(run: Run): Promise<string> {
    const count = Number(this.#count.value);
    run.say('Loading TinyDesk.');
    const [engine, { record, figures: recorded }, { figuresApart }, { equality, equalitySentence }, { renderChart }, { planeChart }, { cellWords, planeLabel, twinPlaces }] = await Promise.all([
      tinydesk(), recordedFigures(), import('./figures-apart.ts'), import('../shared/equality.ts'), import('../../book/chart.ts'), import('./plane.ts'), import('./twin.ts'),
    ]);
    await engine.info();
    const { experiment } = record;
    run.say(`Asking about ${count} tickets in ${experiment.arms.length} variants.`);
    const { record: live, ms, work } = await this.#runs.ask(run, { ...experiment, items: { ...experiment.items, count } }, engine);
    rememberPace(work, ms);
    run.say('Resampling tickets for the intervals.');
    const figures = await figuresApart(live);
    if (run.signal.aborted) throw run.signal.reason;
    // From here on piece by piece, so that no task of the page grows long.
    await macrotask();
    const drawing = renderChart(planeChart(recorded, figures), `Recorded. ${planeLabel(recorded)} Your run on ${count} tickets. ${planeLabel(figures)}`);
    await macrotask();
    this.#part('.plane > div').replaceChildren(drawing);
    this.toggleAttribute('data-ran', true);
    const rows = this.querySelectorAll('.data-table tbody tr');
    await macrotask();
    twinPlaces(recorded).forEach(([part, at], place) => {
      recorded.forEach((prompt, column) => {
        rows[place]!.children[column + 1]!.textContent = `${cellWords(prompt.rows[part][at]!)}; here ${cellWords(figures[column]!.rows[part][at]!)}`;
      });
    });
    await showLive({ figures, count });
    await macrotask();
    return equalitySentence(equality(record, live)!, 'ticket');
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<consistency-lab> has no ${selector}. Render it with ConsistencyLab.astro.`);
    return found;
  }
}

customElements.define('consistency-lab', ConsistencyLab);
