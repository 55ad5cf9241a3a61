/** `<ability-runs>`: runs one of the experiments behind Abilities.astro in the page, shows its figures and compares it with the record. */
import '../shared/run-controls.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import type { LiveFigure } from './live.ts';

class AbilityRuns extends HTMLElement {
  readonly #ability = this.#part<HTMLSelectElement>('[name=ability]');

  connectedCallback(): void {
    this.#ability.replaceChildren(...Array.from(this.querySelectorAll<HTMLElement>('[data-ability]'), (group) => {
      const title = group.querySelector('[scope=rowgroup]')?.firstChild?.textContent?.trim() ?? '';
      return new Option(title, group.dataset['ability']);
    }));
    this.#ability.disabled = false;
    this.#part<RunControls>('run-controls').drive((run) => this.#run(run));
  }

  async #run(run: Run): Promise<string> {
    const id = this.#ability.value;
    run.say('Loading TinyDesk and the experiment.');
    const [engine, lab] = await Promise.all([tinydesk(), import('./live.ts')]);
    const { answers, start } = lab.ability(id);
    run.say(`Drawing ${answers} answers.`);
    const { figures, comparison } = await start(engine, { signal: run.signal, onProgress: ({ done, of }) => run.progress(done, of) });
    if (run.signal.aborted) throw run.signal.reason;
    this.#show(id, figures);
    return comparison;
  }

  #show(id: string, figures: readonly LiveFigure[]): void {
    const rows = this.querySelectorAll(`[data-ability="${id}"] tr:not(:first-child)`);
    figures.forEach(({ low, high, value, measured, interval }, i) => {
      const row = rows[i];
      const strip = row?.children[1] as HTMLElement | undefined;
      for (const [name, share] of [['--v', value], ['--l', low], ['--h', high]] as const) strip?.style.setProperty(name, String(100 * share));
      for (const [place, text] of [[2, measured], [3, interval]] as const) {
        const cell = row?.children[place];
        if (cell) cell.textContent = text;
      }
    });
  }

  #part<T extends HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<ability-runs> has no ${selector}. Render it with Abilities.astro.`);
    return found;
  }
}

customElements.define('ability-runs', AbilityRuns);
