/** `<few-shot-curve>`: the live figure of FewShotCurve.astro. Runs the lab's k-shot curve and draws it beside the recorded one. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { RunProgress } from '../../lab/runner.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting, type Whole } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { duration } from '../shared/time-left.ts';
import type { ArmCount } from './curve.ts';
import { curveLink, curveSettings, nameOf, OPENING_CURVE, settingsOf, type CurveSettings } from './settings.ts';

/** The chart follows a run at most so often, in milliseconds. */
const REDRAW = 250;

/** Code that the page does not need before the reader does something: the lab, the world, the charts. */
async function loadParts() {
  const [curve, finding, chart, runs, experiments, equality, columns, wording] = await Promise.all([
    import('./curve.ts'), import('./finding.ts'), import('../../book/chart.ts'), import('./recorded-runs.ts'), import('../../lab/experiments/few-shot.ts'),
    import('../shared/equality.ts'), import('../shared/own-columns.ts'), import('../../lab/wording.ts'),
  ]);
  return { ...curve, ...finding, ...chart, ...runs, ...experiments, ...equality, ...columns, ...wording };
}
type Parts = Awaited<ReturnType<typeof loadParts>>;

/** What is whole: a recorded run and, once one has been finished, the reader's own beside it. */
interface Shown {
  readonly settings: CurveSettings;
  readonly recorded: RunRecord;
  readonly live?: RunRecord;
}

export class FewShotCurve extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #arms = Number(this.dataset['arms']);
  /** Tokens of all prompts for one ticket, in the recorded run. */
  readonly #tokens = Number(this.dataset['tokens']);
  #settings: CurveSettings = OPENING_CURVE;
  /** Nothing while the page is as it was built. */
  #shown: Shown | undefined;
  #drawn = 0;

  readonly #runs = new LastingRuns(this.#controls, { name: nameOf, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#run(run));
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
    const before = this.#link;
    this.#settings = curveSettings(new Map(['names', 'form', 'tickets', 'seed'].map((name) => [name, value(name)])));
    this.#showSettings();
    if (this.#link === before) return;
    history.replaceState(history.state, '', this.#link);
    await this.#showRecorded();
  }

  async #settingOf(experiment: Experiment): Promise<Setting | undefined> {
    const settings = settingsOf(experiment);
    if (!settings) return undefined;
    const { fewShotCurve } = await import('../../lab/experiments/few-shot.ts');
    const { labels, form, tickets: count, seed } = settings;
    const take = (): void => {
      this.#settings = settings;
      this.#showSettings();
      history.replaceState(history.state, '', this.#link);
    };
    return { experiment: fewShotCurve({ labels, form, count, seed }), take };
  }

  get #link(): string {
    return withSettings(location.href, this.id, curveLink(this.#settings));
  }

  #showSettings(): void {
    const { labels, form, tickets, seed } = this.#settings;
    for (const [name, value] of Object.entries({ names: labels, form, tickets, seed })) {
      this.#part<HTMLInputElement | HTMLSelectElement>(`[name=${name}]`).value = String(value);
    }
    this.#part<HTMLAnchorElement>('[data-link]').href = this.#link;
    this.#part('[data-run]').textContent = `Run on ${tickets} tickets`;
    this.#showCost();
  }

  #showCost(): void {
    const { tickets } = this.#settings;
    showCost(this, `${this.#arms * tickets} completions, ${expectedTime(this.#tokens * tickets)} here`);
  }

  /** The recorded run of these settings, before anything has run with them. */
  async #showRecorded(): Promise<void> {
    const settings = this.#settings;
    try {
      const parts = await loadParts();
      const recorded = await recordedOf(parts, settings);
      // Waits for a run under way.
      if (this.#controls.running) await this.#controls.start();
      if (settings !== this.#settings || settings === this.#shown?.settings) return;
      this.#show(parts, { settings, recorded });
      const { seeds, count } = recorded.experiment.items;
      const same = seeds[0] === settings.seed;
      this.#controls.say(`Recorded on ${count} tickets${same ? '' : `, of another seed (${seeds[0]})`}.`);
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  async #run(run: Run): Promise<string> {
    const settings = this.#settings;
    const { labels, form, tickets: count, seed } = settings;
    run.say('Loading TinyDesk.');
    const [engine, parts] = await Promise.all([tinydesk(), loadParts()]);
    const recorded = await recordedOf(parts, settings);
    // The reader may be faster than the recorded run of these settings, which is what the run stands beside.
    if (this.#shown?.settings !== settings) this.#show(parts, { settings, recorded });
    await engine.info();
    run.say(`Asking about ${count} tickets with ${this.#arms} numbers of examples each.`);
    let whole: Whole;
    try {
      whole = await this.#runs.ask(run, parts.fewShotCurve({ labels, form, count, seed }), engine, {
        onProgress: (progress) => {
          if (!run.signal.aborted) this.#follow(parts, recorded, progress);
        },
      });
    } catch (error) {
      // A part of a run is no result: what was whole comes back.
      if (this.#shown) this.#draw(parts, this.#shown);
      throw error;
    }
    const { record: live, ms, promptTokens: tokens, work } = whole;
    rememberPace(work, ms);
    this.#showCost();
    return `${this.#show(parts, { settings, recorded, live })} ${tokens.toLocaleString('en')} tokens read in ${duration(ms)}.`;
  }

  /** Draws the points of a run under way. Title, table and words stay with what is whole. */
  #follow(parts: Parts, recorded: RunRecord, { done, of, arms }: RunProgress): void {
    if (performance.now() - this.#drawn < REDRAW || done === of) return;
    this.#drawn = performance.now();
    this.#drawPoints(parts, recorded, arms, recorded);
  }

  /** Shows what is whole. Returns what is to be said of a live run beside the recorded one. */
  #show(parts: Parts, shown: Shown): string {
    this.#shown = shown;
    this.#draw(parts, shown);
    this.#part<HTMLButtonElement>('[data-save]').disabled = !shown.live;
    return this.#tell(parts, shown);
  }

  #draw(parts: Parts, { recorded, live }: Shown): void {
    this.#part('.curve > p').textContent = parts.finding(live ?? recorded);
    this.#drawPoints(parts, recorded, live && parts.countsOf(live), live ?? recorded);
  }

  /** `told` is the run that the picture is put into words by. */
  #drawPoints({ countsOf, curveChart, curveLabel, pointsOf, renderChart }: Parts, recorded: RunRecord, live: readonly ArmCount[] | undefined, told: RunRecord): void {
    const labels = recorded.experiment.id.includes('known') ? 'known' : 'unseen';
    const chart = curveChart(pointsOf(countsOf(recorded)), live && pointsOf(live), labels);
    this.#part('.curve > div').replaceChildren(renderChart(chart, curveLabel(told)));
    this.toggleAttribute('data-ran', live !== undefined);
  }

  /** Fills the table and returns what is to be said of a live run beside the recorded one. */
  #tell({ countsOf, equality, equalitySentence, interval, ownColumns, percent, pointsOf, tableRows }: Parts, { settings, recorded, live }: Shown): string {
    const found = live && equality(recorded, live);
    const rows = tableRows(recorded);
    const here = live && pointsOf(countsOf(live)).map(({ y }) => `${percent(y.value)} (${interval(y)})`);
    this.querySelectorAll('.data-table tbody tr').forEach((row, arm) => {
      rows[arm]!.forEach((text, column) => (row.children[column]!.textContent = text));
    });
    ownColumns(this.#part('.data-table table'), [
      ...(here ? [['live here', ...here] as const] : []),
      ...(found ? [['same answers', ...found.arms.map(({ same, compared }) => `${same} of ${compared}`)] as const] : []),
    ]);
    if (!live) return '';
    const { seed, tickets } = settings;
    if (found) {
      const part = found.compared < live.arms.length * tickets ? ` The record holds the first ${recorded.experiment.items.count} tickets of these ${tickets}.` : '';
      return equalitySentence(found, 'ticket') + part;
    }
    const last = live.arms.length - 1;
    return `Tickets of the seed “${seed}” were not recorded, so there is nothing to be equal to: with ${pointsOf(countsOf(live))[last]!.k} examples: ${here![last]} here, ${rows[last]![1]} (${rows[last]![2]}) recorded on other tickets.`;
  }

  async #save(): Promise<void> {
    const live = this.#shown?.live;
    if (!live) return;
    const { recordToJson } = await import('../../lab/record-json.ts');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([recordToJson(live)], { type: 'application/json' }));
    link.download = `${live.experiment.id}-${live.experiment.items.seeds[0].replace(/[^\w-]+/g, '-')}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<few-shot-curve> has no ${selector}. Render it with FewShotCurve.astro.`);
    return found;
  }
}

function recordedOf({ fewShotCurve, recordedRun }: Parts, { labels, form }: CurveSettings): Promise<RunRecord> {
  return recordedRun(fewShotCurve({ labels, form }));
}

customElements.define('few-shot-curve', FewShotCurve);
