/** `<measuring-ten>`: draws ten tickets at a time from the recorded outcomes, in the page. */
import { recordedRun } from './recorded-runs.ts';
import { counted, drawTen, leadWords, NONE, SHOWN, tenFinding, type Draw, type Wandering } from './ten.ts';
import { bars, marks } from './view.ts';

const MANY = 100;

export class MeasuringTen extends HTMLElement {
  /** Draws before this one were made when the page was built. */
  #next = SHOWN + 1;
  #so: Wandering = NONE;

  connectedCallback(): void {
    for (const [name, times] of [['one', 1], ['many', MANY]] as const) {
      const button = this.#part<HTMLButtonElement>(`[data-${name}]`);
      button.disabled = false;
      button.addEventListener('click', () => void this.#draw(times));
    }
  }

  async #draw(times: number): Promise<void> {
    try {
      const record = await recordedRun('measuring');
      const [a, b] = ['listed', 'open'].map((id) => record.arms.find((arm) => arm.id === id)!.verdicts['exact']!);
      let last: Draw | undefined;
      for (let time = 0; time < times; time++) {
        last = drawTen(a!, b!, this.#next++);
        this.#so = counted(this.#so, last);
      }
      this.#show(last!);
    } catch (error) {
      const { sentenceOf } = await import('../shared/run-controls.ts');
      this.#part('[role=alert]').textContent = sentenceOf(error);
    }
  }

  #show(last: Draw): void {
    this.#part('.title').textContent = tenFinding(this.#so);
    this.#part('.drawn-ten tbody').replaceChildren(marks(document, 'A', last.a), marks(document, 'B', last.b));
    this.#part('.scores tbody').replaceChildren(bars(document, this.#so.scores));
    this.#part('[role=status]').textContent = leadWords(this.#so);
    this.#part('.which').textContent = `Your ${this.#so.draws === 1 ? 'draw' : `${this.#so.draws} draws`}, the last one shown`;
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<measuring-ten> has no ${selector}. Render it with Ten.astro.`);
    return found;
  }
}

customElements.define('measuring-ten', MeasuringTen);
