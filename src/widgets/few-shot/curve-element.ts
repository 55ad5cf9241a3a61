/** `<few-shot-curve>`: the live figure of FewShotCurve.astro. Runs the lab's k-shot curve and draws it beside the recorded one. */
import '../shared/run-controls.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { RunProgress } from '../../lab/runner.ts';
import { tinydesk } from '../shared/engine.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedMs, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { duration } from '../shared/time-left.ts';
import type { ArmCount } from './curve.ts';
import { curveLink, curveSettings, OPENING_CURVE, type CurveSettings } from './settings.ts';

/** The chart follows a run at most so often, in milliseconds. */
const REDRAW = 250;

/** Code that the page does not need before the reader does something: the lab, the world, the charts. */
const parts = () => Promise.all([import('./curve.ts'), import('./finding.ts'), import('../../book/chart.ts'), import('./recorded-runs.ts'), import('../../lab/experiments/few-shot.ts')]);

export class FewShotCurve extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #arms = Number(this.dataset['arms']);
  /** Tokens of all prompts for one ticket, in the recorded run. */
  readonly #tokens = Number(this.dataset['tokens']);
  #settings: CurveSettings = OPENING_CURVE;
  #live: RunRecord | undefined;
  #drawn = 0;

  connectedCallback(): void {
    this.#controls.drive((run) => this.#run(run));
    for (const field of this.querySelectorAll<HTMLInputElement>('.set :is(select, input)')) {
      field.disabled = false;
      field.addEventListener('change', () => void this.#change());
    }
    this.#part('[data-save]').addEventListener('click', () => void this.#save());
    this.#settings = curveSettings(settingsIn(location.href, this.id));
    this.#showSettings();
    if (curveLink(this.#settings).size > 0) void this.#showRecorded();
  }

  async #change(): Promise<void> {
    const value = (name: string) => this.#part<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`).value;
    this.#settings = curveSettings(new Map(['names', 'form', 'tickets', 'seed'].map((name) => [name, value(name)])));
    history.replaceState(history.state, '', withSettings(location.href, this.id, curveLink(this.#settings)));
    this.#showSettings();
    await this.#showRecorded();
  }

  #showSettings(): void {
    const { labels, form, tickets, seed } = this.#settings;
    for (const [name, value] of Object.entries({ names: labels, form, tickets, seed })) {
      this.#part<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`).value = String(value);
    }
    this.#part<HTMLAnchorElement>('[data-link]').href = withSettings(location.href, this.id, curveLink(this.#settings));
    this.#part('[data-run]').textContent = `Run on ${tickets} tickets`;
    this.#showCost();
  }

  #showCost(): void {
    const { tickets } = this.#settings;
    const cost = this.closest('figure')?.querySelector('.head span');
    if (cost) cost.textContent = `${this.#arms * tickets} completions, ${duration(expectedMs(this.#tokens * tickets), 'about ')} here; nothing is sent`;
  }

  /** The recorded run of these settings, before anything has run with them. */
  async #showRecorded(): Promise<void> {
    const settings = this.#settings;
    try {
      const recorded = await this.#recorded(settings);
      if (settings !== this.#settings || this.#controls.running) return;
      this.#live = undefined;
      await this.#draw(recorded);
      await this.#tell(recorded);
      const { seeds, count } = recorded.experiment.items;
      const same = seeds[0] === settings.seed;
      this.#controls.say(`Recorded on ${count} tickets${same ? '' : `, of another seed (${seeds[0]})`}.`);
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  async #recorded({ labels, form }: CurveSettings): Promise<RunRecord> {
    const [, , , { recordedRun }, { fewShotCurve }] = await parts();
    return recordedRun(fewShotCurve({ labels, form }));
  }

  async #run(run: Run): Promise<string> {
    const settings = this.#settings;
    const { labels, form, tickets: count, seed } = settings;
    run.say('Loading TinyDesk.');
    const [engine, recorded, { run: runExperiment }, [, , , , { fewShotCurve }]] = await Promise.all([tinydesk(), this.#recorded(settings), import('../../lab/runner.ts'), parts()]);
    await engine.info();
    run.say(`Asking about ${count} tickets with ${this.#arms} numbers of examples each.`);
    run.progress(0, this.#arms * count);
    const started = performance.now();
    const live = await runExperiment(fewShotCurve({ labels, form, count, seed }), engine, {
      signal: run.signal,
      onProgress: (progress) => {
        run.progress(progress.done, progress.of);
        void this.#follow(recorded, progress, run.signal);
      },
    });
    if (run.signal.aborted) throw run.signal.reason;
    const ms = performance.now() - started;
    const tokens = live.arms.reduce((sum, { summary }) => sum + summary.promptTokens, 0);
    rememberPace(tokens, ms);
    this.#live = live;
    this.#showCost();
    await this.#draw(recorded, (await import('./curve.ts')).countsOf(live));
    const said = await this.#tell(recorded, live);
    this.#part<HTMLButtonElement>('[data-save]').disabled = false;
    return `${said} ${tokens.toLocaleString('en')} tokens read in ${duration(ms)}.`;
  }

  async #follow(recorded: RunRecord, { done, of, arms }: RunProgress, signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#drawn < REDRAW || done === of) return;
    this.#drawn = performance.now();
    await this.#draw(recorded, arms, signal);
  }

  async #draw(recorded: RunRecord, live?: readonly ArmCount[], signal?: AbortSignal): Promise<void> {
    const [{ countsOf, curveChart, curveLabel, pointsOf }, { finding }, { renderChart }] = await parts();
    if (signal?.aborted) return;
    const points = pointsOf(countsOf(recorded));
    const livePoints = live && pointsOf(live);
    const labels = recorded.experiment.id.includes('known') ? 'known' : 'unseen';
    // A run under way is drawn, but the title stays with what is whole.
    if (!signal) this.#part('.curve > p').textContent = finding(this.#live ?? recorded);
    this.#part('.curve > div').replaceChildren(renderChart(curveChart(points, livePoints, labels), curveLabel(livePoints && !signal ? livePoints : points)));
  }

  /** Fills the table and returns what is to be said of a live run beside the recorded one. */
  async #tell(recorded: RunRecord, live?: RunRecord): Promise<string> {
    const [[{ countsOf, pointsOf, tableRows }], { equality, equalitySentence }, { percent, interval }] = await Promise.all([parts(), import('../shared/equality.ts'), import('../../lab/wording.ts')]);
    const found = live && equality(recorded, live);
    const shown = tableRows(recorded);
    const here = live && pointsOf(countsOf(live)).map(({ y }) => `${percent(y.value)} (${interval(y)})`);
    this.querySelectorAll('.data-table tbody tr').forEach((row, arm) => {
      const texts = shown[arm]!.with(4, here?.[arm] ?? '–').with(5, found ? `${found.arms[arm]!.same} of ${found.arms[arm]!.compared}` : '–');
      Array.from(row.children).forEach((cell, column) => (cell.textContent = texts[column]!));
    });
    if (!live) return '';
    const { seed, tickets } = this.#settings;
    if (found) {
      const part = found.compared < live.arms.length * tickets ? ` The record holds the first ${recorded.experiment.items.count} tickets of these ${tickets}.` : '';
      return equalitySentence(found, 'ticket') + part;
    }
    const last = live.arms.length - 1;
    return `Tickets of the seed “${seed}” were not recorded, so there is nothing to be equal to: with ${pointsOf(countsOf(live))[last]!.k} examples: ${here![last]} here, ${shown[last]![1]} (${shown[last]![2]}) recorded on other tickets.`;
  }

  async #save(): Promise<void> {
    if (!this.#live) return;
    const { recordToJson } = await import('../../lab/record-json.ts');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([recordToJson(this.#live)], { type: 'application/json' }));
    link.download = `${this.#live.experiment.id}-${this.#settings.seed.replace(/[^\w-]+/g, '-')}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<few-shot-curve> has no ${selector}. Render it with FewShotCurve.astro.`);
    return found;
  }
}

customElements.define('few-shot-curve', FewShotCurve);
