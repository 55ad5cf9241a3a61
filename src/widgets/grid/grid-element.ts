/** `<start-grid>`: the live grid of StartGrid.astro. Runs the prompt column again in the reader's browser, beside the recorded one. */
import '../shared/run-controls.ts';
import { headlineOf, type Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { RunProgress } from '../../lab/runner.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting, type Whole } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { duration } from '../shared/time-left.ts';
import { gridLink, gridSettings, OPENING, type GridSettings } from './settings.ts';
import type * as ViewModule from './view.ts';

type View = typeof ViewModule;
type Count = ViewModule.Count;

/** A finished run of the reader's own: the counts of each prompt, and how many of its answers are the recorded ones. */
interface Own {
  readonly counts: readonly Count[];
  readonly notes: readonly string[];
}

/** The cells follow a run at most so often, in milliseconds. */
const REDRAW = 200;

const runs = import.meta.glob<RunRecord>('../../../content/runs/start-here.json', { import: 'default' });

async function recordedRun(): Promise<RunRecord> {
  const fetched = Object.values(runs)[0];
  if (!fetched) throw new Error('There is no recorded run "start-here" in content/runs. Record it with: npm run record -- --only start-here');
  return fetched();
}

export class StartGrid extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #tickets = this.#part<HTMLSelectElement>('[name=tickets]');
  readonly #ticket = this.#part<HTMLInputElement>('[name=ticket]');
  readonly #recorded = Number(this.dataset['recorded']);
  readonly #arms = Number(this.dataset['arms']);
  /** Tokens of all prompts for one ticket, in the recorded run. */
  readonly #tokens = Number(this.dataset['tokens']);
  #settings: GridSettings = OPENING;
  #own: Own | undefined;
  #drawn = 0;

  readonly #runs = new LastingRuns(this.#controls, {
    name: ({ title, items }) => `${title}, ${items.count} tickets`,
    settingOf: (experiment) => this.#settingOf(experiment),
  });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#run(run));
    for (const field of this.querySelectorAll<HTMLInputElement>('.set select, .one :is(input, button)')) field.disabled = false;
    this.#tickets.addEventListener('change', () => this.#change({ tickets: Number(this.#tickets.value) }));
    this.#ticket.addEventListener('change', () => void this.#go(this.#ticket.valueAsNumber - 1));
    this.#part('[data-next]').addEventListener('click', () => void this.#go(this.#settings.ticket + 1));
    const linked = gridSettings(settingsIn(location.href, this.id), this.#recorded);
    this.#change(linked);
    if (linked.ticket !== OPENING.ticket) void this.#go(linked.ticket);
  }

  async #settingOf({ id, items: { count } }: Experiment): Promise<Setting | undefined> {
    if (id !== 'start-here' || ![...this.#tickets.options].some(({ value }) => Number(value) === count)) return undefined;
    const { startHereGrid } = await import('../../lab/experiments/start-here.ts');
    return { experiment: startHereGrid({ count }), take: () => this.#change({ tickets: count }) };
  }

  #change(change: Partial<GridSettings>): void {
    this.#settings = { ...this.#settings, ...change };
    const { tickets } = this.#settings;
    this.#tickets.value = String(tickets);
    this.#part('[data-run]').textContent = `Run on ${tickets} tickets`;
    const address = withSettings(location.href, this.id, gridLink(this.#settings));
    if (address !== location.href) history.replaceState(history.state, '', address);
    this.#part<HTMLAnchorElement>('[data-link]').href = address;
    this.#showCost();
  }

  #showCost(): void {
    const { tickets } = this.#settings;
    showCost(this, `${this.#arms * tickets} completions, ${expectedTime(this.#tokens * tickets)} here`);
  }

  /** Shows another ticket with its prompts and how it was filed; the first again after the last. */
  async #go(ticket: number): Promise<void> {
    if (!Number.isInteger(ticket)) return;
    this.#change({ ticket: ((ticket % this.#recorded) + this.#recorded) % this.#recorded });
    const settings = this.#settings;
    try {
      const [recorded, { ticketOf }, { answers, prompts }] = await Promise.all([recordedRun(), import('./ticket.ts'), import('./view.ts')]);
      const shown = await ticketOf(recorded, settings.ticket);
      if (settings !== this.#settings) return;
      this.#ticket.value = String(settings.ticket + 1);
      this.#part('.one .text').textContent = shown.text;
      this.#part('.one .code').textContent = shown.code;
      this.#part('.one .record').textContent = shown.record;
      this.#part('.filed').replaceWith(answers(document, shown.filed));
      this.#part('.prompts').replaceChildren(...prompts(document, shown.prompts));
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  async #run(run: Run): Promise<string> {
    const { tickets: count } = this.#settings;
    run.say('Loading TinyDesk.');
    const [engine, recorded, { startHereGrid }, { equality, equalitySentence }, view] = await Promise.all([
      tinydesk(), recordedRun(), import('../../lab/experiments/start-here.ts'), import('../shared/equality.ts'), import('./view.ts'),
    ]);
    await engine.info();
    run.say(`Asking about ${count} tickets with each of ${this.#arms} prompts.`);
    let whole: Whole;
    try {
      whole = await this.#runs.ask(run, startHereGrid({ count }), engine, {
        onProgress: (progress) => {
          if (!run.signal.aborted) this.#follow(view, recorded, progress);
        },
      });
    } catch (error) {
      // A part of a run is no result: what was whole comes back.
      this.#draw(view, recorded, this.#own);
      throw error;
    }
    const { record: live, ms, promptTokens: tokens, work } = whole;
    rememberPace(work, ms);
    this.#showCost();
    const found = equality(recorded, live)!;
    this.#own = { counts: countsOf(live), notes: found.arms.map(({ same, compared }) => `same ${same} of ${compared}`) };
    this.#draw(view, recorded, this.#own);
    return `${equalitySentence(found, 'ticket')} ${tokens.toLocaleString('en')} tokens read in ${duration(ms)}.`;
  }

  #follow(view: View, recorded: RunRecord, { done, of, arms }: RunProgress): void {
    if (performance.now() - this.#drawn < REDRAW || done === of) return;
    this.#drawn = performance.now();
    this.#draw(view, recorded, { counts: arms.map(({ right, outcomes }) => ({ right, of: outcomes })), notes: [] });
  }

  #draw({ cell, departments }: View, recorded: RunRecord, own: Own | undefined): void {
    const counts = countsOf(recorded);
    this.toggleAttribute('data-ran', own !== undefined);
    this.querySelectorAll('td[data-arm] .result').forEach((place, arm) =>
      place.replaceChildren(...cell(document, counts[arm]!, departments(recorded, recorded.arms[arm]!.id), own?.counts[arm], own?.notes[arm])));
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<start-grid> has no ${selector}. Render it with StartGrid.astro.`);
    return found;
  }
}

function countsOf(record: RunRecord): Count[] {
  const grader = headlineOf(record.experiment);
  return record.arms.map(({ summary }) => ({ right: summary.graders[grader]!.right, of: summary.outcomes }));
}

customElements.define('start-grid', StartGrid);
