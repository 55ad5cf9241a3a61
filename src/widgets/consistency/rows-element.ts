/** `<consistency-rows>`: the lists of ConsistencyRows.astro for the prompt that the reader chooses, of the recorded run or their own. */
import { cellsOf, placeOf, scaleOf, scaleWords } from '../shared/interval-cells.ts';
import { runWords, type Part, type PromptFigures } from './parts.ts';
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
    this.#busy(which === 'recorded');
    try {
      const figures = which === 'live' ? liveFigures()!.figures : (await recordedFigures()).figures;
      if (this.#select.value !== chosen) return;
      said.textContent = '';
      this.#draw(figures.find((prompt) => prompt.id === id)!, which);
    } catch (error) {
      if (this.#select.value === chosen) said.textContent = error instanceof Error ? error.message : String(error);
    } finally {
      if (this.#select.value === chosen) this.#busy(false);
    }
  }

  /** Whether the rows still show what was chosen before. */
  #busy(busy: boolean): void {
    for (const panel of this.querySelectorAll('[data-part]')) panel.ariaBusy = busy ? 'true' : null;
    this.querySelector('[role=status]')!.textContent = busy ? 'Resampling tickets.' : '';
  }

  #draw({ titles, notes, rows, label, n }: PromptFigures, which: 'recorded' | 'live'): void {
    const panels = [...this.querySelectorAll<HTMLElement>('[data-part]')];
    const caption = this.closest('figure')!.querySelector('figcaption')!;
    caption.querySelector('[data-notes]')!.textContent = panels.map(({ dataset }) => notes[dataset['part'] as Part]).join(' ');
    caption.querySelector('[data-run]')!.textContent = runWords(which, n);
    for (const panel of panels) {
      const part = panel.dataset['part'] as Part;
      const points = part === 'spreads';
      const most = points ? scaleOf(rows[part]) : 1;
      panel.querySelector('.intervals > p')!.textContent = titles[part];
      panel.querySelector('caption')!.textContent = `${which === 'live' ? 'Your run' : 'Recorded run'}, ${label}: ${titles[part]}`;
      if (points) for (const [name, words] of Object.entries(scaleWords(most))) panel.querySelector('table')!.style.setProperty(name, words);
      panel.querySelectorAll('tbody tr').forEach((line, at) => {
        const row = rows[part][at]!;
        const { value, low, high } = row.estimate;
        line.querySelector('i')!.style.insetInline = `${placeOf(low, most)} ${placeOf(most - high, most)}`;
        line.querySelector('b')!.style.insetInlineStart = placeOf(value, most);
        cellsOf(row, points).forEach((text, cell) => (line.children[cell + 2]!.textContent = text));
      });
    }
  }
}

customElements.define('consistency-rows', ConsistencyRows);
