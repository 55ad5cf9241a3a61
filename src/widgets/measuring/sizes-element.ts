/** `<measuring-sizes>`: the live figure of Sizes.astro. Asks about as many tickets as the reader likes, and tells what can be told at each size on the way. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RequestId } from '../../lab/experiments/measuring.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Finished } from '../../lab/runner.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting, type Whole } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { duration } from '../shared/time-left.ts';
import { recordedRun } from './recorded-runs.ts';
import { asked, nameOf, nextOthers, OPENING, settingsOf, sizesLink, sizesSettings, type SizesSettings } from './settings.ts';
import { compared, reachOf, SIZES, sizesFinding, sizesOf, type Sized } from './sizes.ts';
import { sizeRows } from './view.ts';

/** What the rows show beside the record. */
interface Own {
  /** The request that was asked beside the listed one. */
  readonly other: RequestId;
  readonly rows: readonly Sized[];
  /** Whether every answer is the recorded one. */
  readonly same: boolean;
}

export class MeasuringSizes extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #other = this.#part<HTMLSelectElement>('[name=other]');
  readonly #tickets = this.#part<HTMLSelectElement>('[name=tickets]');
  readonly #which = this.#part<HTMLSelectElement>('[name=which]');
  /** Tokens of both prompts for one ticket, in the recorded run. */
  readonly #tokens = Number(this.dataset['tokens']);
  #settings: SizesSettings = OPENING;
  /** The seed of the tickets that are not recorded, unless a link named one. */
  #others = 'others-1';
  #own: Own | undefined;

  readonly #runs = new LastingRuns(this.#controls, { name: nameOf, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#runs.drive((run) => this.#run(run));
    const linked = sizesSettings(settingsIn(location.href, this.id));
    if (linked.others !== undefined) this.#others = linked.others;
    for (const field of [this.#other, this.#tickets, this.#which]) {
      field.disabled = false;
      field.addEventListener('change', () => void this.#read());
    }
    void this.#change(linked);
  }

  #read(): Promise<void> {
    const named = new Map([['other', this.#other.value], ['tickets', this.#tickets.value]]);
    if (this.#which.value === 'others') named.set('seed', this.#others);
    return this.#change(sizesSettings(named));
  }

  async #settingOf(experiment: Experiment): Promise<Setting | undefined> {
    const settings = settingsOf(experiment);
    if (!settings) return undefined;
    const { measuringExperiment } = await import('../../lab/experiments/measuring.ts');
    const take = (): void => {
      if (settings.others !== undefined) this.#others = settings.others;
      void this.#change(settings);
    };
    return { experiment: measuringExperiment(asked(settings)), take };
  }

  async #change(settings: SizesSettings): Promise<void> {
    const before = this.#settings;
    this.#settings = settings;
    const { other, tickets, others } = settings;
    this.#other.value = other;
    this.#tickets.value = String(tickets);
    this.#which.value = others === undefined ? 'recorded' : 'others';
    this.#part('[data-run]').textContent = `Run on ${tickets} tickets`;
    this.#remember();
    if (other === before.other) return;
    try {
      const recorded = await recordedRun('measuring');
      // Waits for a run under way.
      if (this.#controls.running) await this.#controls.start();
      if (this.#settings.other !== other) return;
      this.#own = undefined;
      this.#draw(recorded);
      this.#controls.say(`Recorded on ${recorded.experiment.items.count} tickets.`);
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  #remember(): void {
    const address = withSettings(location.href, this.id, sizesLink(this.#settings));
    if (address !== location.href) history.replaceState(history.state, '', address);
    this.#part<HTMLAnchorElement>('[data-link]').href = address;
    this.#showCost();
  }

  #showCost(): void {
    const { tickets } = this.#settings;
    showCost(this, `${2 * tickets} completions, ${expectedTime(this.#tokens * tickets)} here`);
  }

  async #run(run: Run): Promise<string> {
    const { other, tickets: count, others } = this.#settings;
    run.say('Loading TinyDesk.');
    const [engine, recorded, { measuringExperiment }, { equality, equalitySentence }] = await Promise.all([
      tinydesk(), recordedRun('measuring'), import('../../lab/experiments/measuring.ts'), import('../shared/equality.ts'),
    ]);
    await engine.info();
    run.say(`Asking about ${count} tickets with two requests.`);
    const whole = wholeItems(count);
    let ran: Whole;
    try {
      ran = await this.#runs.ask(run, measuringExperiment(asked(this.#settings)), engine, {
        onFinished: (finished) => {
          const rows = whole(finished);
          if (rows && !run.signal.aborted) this.#draw(recorded, { other, rows, same: false });
        },
      });
    } catch (error) {
      // A part of a run is no result: what was whole comes back.
      this.#draw(recorded);
      throw error;
    }
    const { record: live, ms, work } = ran;
    rememberPace(work, ms);
    this.#showCost();
    const found = equality(pair(recorded, other), live);
    this.#own = { other, rows: sizesOf(live, other), same: found !== undefined && found.same === found.compared };
    this.#draw(recorded);
    if (found) return equalitySentence(found, 'ticket');
    this.#others = nextOthers(others!);
    return `${count} other tickets, seed ${others!}, in ${duration(ms)}. ${sizesFinding(this.#own.rows)}. Choose “others” and run again for yet others.`;
  }

  #draw(recorded: RunRecord, own = this.#own): void {
    const rows = sizesOf(recorded, own?.other ?? this.#settings.other);
    this.toggleAttribute('data-ran', own !== undefined);
    const reach = reachOf([...rows, ...(own?.rows ?? [])]);
    this.#part('.title').textContent = sizesFinding(rows);
    this.#part('tbody').replaceChildren(...sizeRows(document, rows, reach, own?.rows, own?.same));
    this.#part('.low').textContent = `−${reach}`;
    this.#part('.high').textContent = `+${reach}`;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<measuring-sizes> has no ${selector}. Render it with Sizes.astro.`);
    return found;
  }
}

/** The recorded run, of two requests only. */
function pair(recorded: RunRecord, other: string): RunRecord {
  const asked = ({ id }: { readonly id: string }): boolean => id === 'listed' || id === other;
  return { ...recorded, experiment: { ...recorded.experiment, arms: recorded.experiment.arms.filter(asked) }, arms: recorded.arms.filter(asked) };
}

/** Takes what is finished of two requests; gives all comparisons so far whenever another size is whole. */
function wholeItems(count: number): (finished: Finished) => Sized[] | undefined {
  const verdicts: [string[], string[]] = [[], []];
  let whole = 0;
  let told = 0;
  return ({ job, verdicts: { exact } }) => {
    verdicts[job % 2 as 0 | 1][Math.floor(job / 2)] = exact!;
    while (verdicts[0][whole] !== undefined && verdicts[1][whole] !== undefined) whole++;
    const sizes = SIZES.filter((size) => size <= Math.min(whole, count));
    if (sizes.length <= told) return undefined;
    told = sizes.length;
    const text = verdicts.map((arm) => Array.from({ length: whole }, (_, at) => arm[at] ?? '0').join(''));
    return sizes.map((size) => compared(text[0]!, text[1]!, size));
  };
}

customElements.define('measuring-sizes', MeasuringSizes);
