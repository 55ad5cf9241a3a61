/** A run under way, as the bench lists it. */
import type { Verdict } from '../../lab/graders.ts';
import type { Finished } from '../../lab/runner.ts';
import { cellOf, type Cell, type Row } from './rows.ts';

/** Takes in what is finished, and has a row for every item that is finished with all prompts. */
export class UnderWay {
  readonly #prompts: number;
  readonly #begun = new Map<number, Cell[]>();
  readonly #rows: Row[] = [];

  constructor(prompts: number) {
    this.#prompts = prompts;
  }

  add({ job, outcomes, verdicts }: Finished): void {
    const item = Math.floor(job / this.#prompts);
    const cells = this.#begun.get(item) ?? [];
    const own = Object.values(verdicts)[0]!;
    cells[job % this.#prompts] = cellOf(outcomes.map(({ answer, calls }, sample) => ({ answer, verdict: own[sample] as Verdict, ...(calls && { calls }) })));
    this.#begun.set(item, cells);
    if (Object.keys(cells).length < this.#prompts) return;
    this.#begun.delete(item);
    this.#rows.push({ item, cells });
  }

  /** In the order of the items. */
  rows(): readonly Row[] {
    return this.#rows.sort((a, b) => a.item - b.item);
  }
}
