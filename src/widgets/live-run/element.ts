/** `<live-run>`: a recorded run of LiveRun.astro, run again in the reader's browser and set below the recorded one. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';

const runs = import.meta.glob<RunRecord>('../../../content/runs/*.json', { import: 'default' });

export class LiveRun extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #count = this.#part<HTMLSelectElement>('[name=count]');
  readonly #item = this.#part<HTMLInputElement>('[name=item]');
  readonly #items = Number(this.dataset['items']);
  /** Places of the shown arms in the run. */
  readonly #arms = this.dataset['arms']!.split(' ').map(Number);
  /** Places of the arms that an item shows. */
  readonly #looked = this.dataset['looked']!.split(' ').map(Number);

  #live: RunRecord | undefined;
  readonly #runs = new LastingRuns(this.#controls, {
    name: ({ title, items }) => `${title}, ${items.count} ${this.dataset['item']!}s`,
    settingOf: (experiment) => this.#settingOf(experiment),
  });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#run(run));
    for (const field of this.querySelectorAll<HTMLInputElement>('select, input, [data-next]')) field.disabled = false;
    const linked = settingsIn(location.href, this.id).get('n');
    if ([...this.#count.options].some(({ value }) => value === linked)) this.#count.value = linked!;
    this.#count.addEventListener('change', () => this.#changed());
    this.#item.addEventListener('change', () => void this.#look(this.#item.valueAsNumber - 1));
    this.#part('[data-next]').addEventListener('click', () => void this.#look(this.#item.valueAsNumber));
    this.#changed();
  }

  async #recorded(): Promise<RunRecord> {
    const fetched = runs[`../../../content/runs/${this.dataset['run']!}.json`];
    if (!fetched) throw new Error(`There is no recorded run "${this.dataset['run']!}" in content/runs. Record it with: npm run record -- --only ${this.dataset['run']!}`);
    return fetched();
  }

  async #settingOf({ id, items: { count } }: Experiment): Promise<Setting | undefined> {
    if (id !== this.dataset['run'] || ![...this.#count.options].some(({ value }) => Number(value) === count)) return undefined;
    const take = (): void => {
      this.#count.value = String(count);
      this.#changed();
    };
    return { experiment: onItems(await this.#recorded(), count), take };
  }

  #changed(): void {
    const count = Number(this.#count.value);
    history.replaceState(history.state, '', withSettings(location.href, this.id, new Map(count === Number(this.dataset['start']) ? [] : [['n', String(count)]])));
    showCost(this, `${count} ${this.dataset['item']!}s in ${this.dataset['ways']!} ways, ${expectedTime(Number(this.dataset['tokens']) * count)} here`);
  }

  async #run(run: Run): Promise<string> {
    const count = Number(this.#count.value);
    run.say('Loading TinyDesk.');
    const [engine, recorded, { equality, equalitySentence }, { shareRight, sampleSize }, { interval, percent }] = await Promise.all([
      tinydesk(), this.#recorded(), import('../shared/equality.ts'), import('../../lab/figure.ts'), import('../../lab/wording.ts'),
    ]);
    await engine.info();
    const { experiment } = recorded;
    run.say(`Asking about ${count} ${this.dataset['item']!}s in ${experiment.arms.length} ways.`);
    const { record: live, ms, work } = await this.#runs.ask(run, onItems(recorded, count), engine);
    rememberPace(work, ms);
    // The live rows are the recorded ones with other numbers in them.
    const rows = this.#part('.intervals').cloneNode(true) as HTMLElement;
    rows.querySelector('p')!.textContent = `Your run, on ${count} ${this.dataset['item']!}s`;
    rows.querySelector('caption')!.textContent = 'Your run';
    const n = sampleSize(live);
    rows.querySelectorAll('tbody tr').forEach((row, place) => {
      const { value, low, high } = shareRight(live, experiment.arms[this.#arms[place]!]!.id, this.dataset['grader'] || undefined);
      row.querySelector('i')!.style.insetInline = `${100 * low}% ${100 * (1 - high)}%`;
      row.querySelector('b')!.style.insetInlineStart = `${100 * value}%`;
      [percent(value), interval({ low, high }), String(n)].forEach((text, cell) => (row.children[cell + 2]!.textContent = text));
    });
    this.#part('.here').replaceChildren(rows);
    this.#live = live;
    await this.#look(this.#item.valueAsNumber - 1);
    return equalitySentence(equality(recorded, live)!, this.dataset['item']!);
  }

  /** Another item with its prompts and answers; the first again after the last. */
  async #look(item: number): Promise<void> {
    if (!Number.isInteger(item)) return;
    const at = ((item % this.#items) + this.#items) % this.#items;
    this.#item.value = String(at + 1);
    try {
      const [recorded, { itemsShown, rowsOf }, { inspected }, { wordsFor }] = await Promise.all([this.#recorded(), import('../bench/rows.ts'), import('../bench/view.ts'), import('./words.ts')]);
      // The reader's own run, as far as it goes.
      const live = this.#live !== undefined && at < this.#live.experiment.items.count ? this.#live : undefined;
      const { experiment } = recorded;
      const shown = (await itemsShown({ ...experiment, items: { ...experiment.items, count: at + 1 } }))[at]!;
      if (Number(this.#item.value) !== at + 1) return;
      const { cells } = rowsOf(live ?? recorded)[at]!;
      const names = this.#looked.map((arm) => experiment.arms[arm]!.label);
      this.#part('.closer').replaceChildren(...inspected(document, names, { item: at, cells: this.#looked.map((arm) => cells[arm]!) }, {
        references: this.#looked.map((arm) => shown.references[arm]!), prompts: this.#looked.map((arm) => shown.prompts[arm]!), next: this.#looked.map((arm) => shown.next[arm]),
      }, wordsFor(this.dataset['item']!, this.dataset['right']!, live !== undefined)));
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<live-run> has no ${selector}. Render it with LiveRun.astro.`);
    return found;
  }
}

/** The experiment of a record, on so many items. */
function onItems({ experiment }: RunRecord, count: number): Experiment {
  return { ...experiment, items: { ...experiment.items, count } };
}

customElements.define('live-run', LiveRun);
