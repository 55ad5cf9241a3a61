/** `<consistency-rows>`: a list of ConsistencyRows.astro for the prompt that the reader chooses, of the recorded run or their own. */
import { interval, percent } from '../../lab/wording.ts';
import type { Part, PromptFigures } from './figures.ts';
import { followLive, liveFigures, recordedFigures } from './shown.ts';

export class ConsistencyRows extends HTMLElement {
  readonly #select = this.querySelector('select')!;

  connectedCallback(): void {
    this.#select.disabled = false;
    this.#select.addEventListener('change', () => void this.#show());
    followLive(() => this.#offer());
    if (liveFigures()) this.#offer();
  }

  /** Offers the reader's run beside the recorded one, and turns to it. */
  #offer(): void {
    const { count, figures } = liveFigures()!;
    const group = document.createElement('optgroup');
    group.label = `Your run, on ${count} tickets`;
    group.dataset['live'] = '';
    group.append(...figures.map(({ id, label }) => new Option(`${label}, here`, `live ${id}`)));
    const prompt = this.#select.value.split(' ').at(-1)!;
    this.#select.querySelector('[data-live]')?.remove();
    this.#select.append(group);
    this.#select.value = `live ${prompt}`;
    void this.#show();
  }

  async #show(): Promise<void> {
    const chosen = this.#select.value;
    const [which, id] = chosen.split(' ') as ['recorded' | 'live', string];
    const said = this.querySelector('[role=alert]')!;
    try {
      const figures = which === 'live' ? liveFigures()!.figures : (await recordedFigures()).figures;
      if (this.#select.value !== chosen) return;
      said.textContent = '';
      this.#draw(figures.find((prompt) => prompt.id === id)!, which);
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
  }

  #draw({ titles, rows, label }: PromptFigures, which: 'recorded' | 'live'): void {
    const part = this.dataset['part'] as Part;
    this.querySelector('.intervals > p')!.textContent = titles[part];
    this.querySelector('caption')!.textContent = `${which === 'live' ? 'Your run' : 'Recorded run'}, ${label}: ${titles[part]}`;
    this.querySelectorAll('tbody tr').forEach((row, at) => {
      const { value, low, high, n } = rows[part][at]!.estimate;
      row.querySelector('i')!.style.insetInline = `${(100 * low).toFixed(1)}% ${(100 * (1 - high)).toFixed(1)}%`;
      row.querySelector('b')!.style.insetInlineStart = `${(100 * value).toFixed(1)}%`;
      [percent(value), interval({ low, high }), String(n)].forEach((text, cell) => (row.children[cell + 2]!.textContent = text));
    });
  }
}

customElements.define('consistency-rows', ConsistencyRows);
