/**
 * `<ability-runs>`: runs one of the experiments behind Abilities.astro in the page and compares it with the record. The
 * reader's own figures take the place of the recorded ones, say that they do, and give it back when asked.
 */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Setting } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import type { LiveFigure } from './live.ts';

const FIGURE = 'card';

class AbilityRuns extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #ability = this.#part<HTMLSelectElement>('[name=ability]');
  /** The rows of each ability as the page was built with them. */
  readonly #recorded = new Map(Array.from(this.querySelectorAll<HTMLElement>('[data-ability]'), (rows) => [rows.dataset['ability']!, rows]));
  /** The same rows with the figures of the reader's own run, where there was one. */
  readonly #own = new Map<string, HTMLElement>();
  readonly #link = document.createElement('a');
  readonly #other = document.createElement('button');

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title }) => `Ability: ${title}`, settingOf: (experiment) => this.#settingOf(experiment) });

  connectedCallback(): void {
    this.#ability.replaceChildren(...Array.from(this.#recorded, ([id, rows]) => new Option(titleOf(rows), id)));
    this.#ability.value = `ability-${settingsIn(location.href, FIGURE).get('ability')}`;
    if (this.#ability.selectedIndex < 0) this.#ability.selectedIndex = 0;
    this.#ability.disabled = false;
    this.#ability.addEventListener('change', () => this.#change());
    this.#link.textContent = 'Link to this ability';
    this.#other.type = 'button';
    this.#other.addEventListener('click', () => this.#exchange());
    for (const added of [this.#link, this.#other]) added.dataset['screenOnly'] = '';
    this.#part('.foot').append(this.#link, this.#other);
    this.#showChosen();
    this.#runs.drive((run) => this.#run(run));
  }

  async #settingOf({ id }: Experiment): Promise<Setting | undefined> {
    if (!this.#recorded.has(id)) return undefined;
    const { ability } = await import('./live.ts');
    const take = (): void => {
      this.#ability.value = id;
      this.#change();
    };
    return { experiment: ability(id).experiment, take };
  }

  #change(): void {
    this.#showChosen();
    history.replaceState(history.state, '', this.#link.href);
  }

  /** What the chosen ability costs, where its figures are from, and the link to it. */
  #showChosen(): void {
    const id = this.#ability.value;
    const { answers, seed, model } = { ...this.dataset, ...this.#shown(id).dataset };
    const own = this.#own.get(id) === this.#shown(id);
    showCost(this, `${Number(answers).toLocaleString('en')} answers, some seconds to a minute`);
    this.#part('.foot span').textContent = `${own ? 'Your own run' : 'Recorded'} · seed ${seed} · TinyDesk ${model}`;
    this.#other.hidden = !this.#own.has(id);
    this.#other.textContent = own ? 'Show what was recorded' : 'Show your own run';
    const settings = this.#ability.selectedIndex === 0 ? [] : [['ability', id.replace(/^ability-/, '')] as const];
    this.#link.href = withSettings(location.href, FIGURE, new Map(settings));
  }

  async #run(run: Run): Promise<string> {
    const id = this.#ability.value;
    run.say('Loading TinyDesk and the experiment.');
    const [engine, lab] = await Promise.all([tinydesk(), import('./live.ts')]);
    const { answers, experiment, tell } = lab.ability(id);
    run.say(`Drawing ${answers} answers.`);
    const { figures, comparison, model } = await tell((await this.#runs.ask(run, experiment, engine)).record);
    if (run.signal.aborted) throw run.signal.reason;
    const own = ownRows(this.#recorded.get(id)!, figures, model);
    this.#shown(id).replaceWith(own);
    this.#own.set(id, own);
    this.#showChosen();
    return comparison;
  }

  /** The recorded figures of the chosen ability in place of the reader's own, or the other way round. */
  #exchange(): void {
    const id = this.#ability.value;
    const [recorded, own] = [this.#recorded.get(id)!, this.#own.get(id)!];
    if (own.isConnected) own.replaceWith(recorded);
    else recorded.replaceWith(own);
    this.#showChosen();
  }

  #shown(id: string): HTMLElement {
    return this.#part(`[data-ability="${id}"]`);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<ability-runs> has no ${selector}. Render it with Abilities.astro.`);
    return found;
  }
}

function titleOf(rows: HTMLElement): string {
  return rows.querySelector('[scope=rowgroup]')?.firstChild?.textContent?.trim() ?? '';
}

/** A copy of the recorded rows that holds the figures of another run, and is marked as such. */
function ownRows(recorded: HTMLElement, figures: readonly LiveFigure[], model: string): HTMLElement {
  const own = recorded.cloneNode(true) as HTMLElement;
  own.dataset['model'] = model;
  own.querySelector('[scope=rowgroup] span')?.append(' · your own run');
  own.querySelectorAll<HTMLElement>('tr:not(:first-child)').forEach((row, i) => {
    const { low, high, value, measured, interval, reached, together } = figures[i]!;
    const [, strip, share, range] = Array.from(row.children) as HTMLElement[];
    for (const [name, at] of [['--v', value], ['--l', low], ['--h', high]] as const) strip?.style.setProperty(name, String(100 * at));
    if (share) share.textContent = measured;
    if (range) range.textContent = interval;
    if (together !== undefined) row.querySelector('.independent')!.textContent = together;
    if (reached !== undefined) row.dataset['reached'] = String(reached);
  });
  return own;
}

customElements.define('ability-runs', AbilityRuns);
