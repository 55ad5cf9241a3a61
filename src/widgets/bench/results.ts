/** What came of the prompts: the finding, the comparisons, the answers item by item, and a closer look at one. */
import { itemCount } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Pair } from '../../lab/sandbox.ts';
import type { Parts } from './parts.ts';
import type { Filter, Row, ShownItem } from './rows.ts';

/** A whole run with what its list needs. */
export interface Shown {
  readonly record: RunRecord;
  readonly rows: readonly Row[];
  readonly items: readonly ShownItem[];
  /** What a completion of each prompt took alone. */
  readonly ms?: readonly number[];
}

/** The list follows a run at most so often, in milliseconds. */
const REDRAW = 250;
/** Items listed at first, and more with each press. */
const LISTED = 8;
const MORE = 40;

export class Results {
  readonly #root: HTMLElement;
  readonly #load: () => Promise<Parts>;
  readonly #recorded: () => Promise<RunRecord>;
  readonly #filter: HTMLSelectElement;
  #shown: Shown | undefined;
  #listed = LISTED;
  #drawn = 0;

  constructor(root: HTMLElement, load: () => Promise<Parts>, recorded: () => Promise<RunRecord>) {
    this.#root = root;
    this.#load = load;
    this.#recorded = recorded;
    this.#filter = this.#part<HTMLSelectElement>('[name=filter]');
    this.#filter.addEventListener('change', () => void this.#refilter());
    this.#part('[data-more]').addEventListener('click', () => void this.#refilter(this.#listed + MORE));
    this.#part('tbody').addEventListener('click', ({ target }) => {
      const row = (target as Element).closest('button') && (target as Element).closest<HTMLElement>('tr');
      if (row) void this.#inspect(Number(row.dataset['item']));
    });
  }

  /** The last whole run of this page; nothing before the first. */
  get shown(): Shown | undefined {
    return this.#shown;
  }

  /** The last whole run, or the recorded one. */
  async whole(): Promise<Shown> {
    if (this.#shown) return this.#shown;
    const [parts, record] = await Promise.all([this.#load(), this.#recorded()]);
    const recorded = { record, rows: parts.rowsOf(record), items: await parts.itemsShown(record.experiment) };
    // A run may have ended meanwhile.
    return (this.#shown ??= recorded);
  }

  /** The first answers of the list with what is right, at most so many. */
  async answers(most: number): Promise<Pair[]> {
    const { rows, items } = await this.whole();
    return rows.slice(0, most).flatMap(({ item, cells }) => cells.map(({ answer }, at) => ({ answer, reference: items[item]!.references[at]! }))).slice(0, most);
  }

  /** Items of a run under way. */
  follow(parts: Parts, names: readonly string[], items: readonly ShownItem[], underWay: { rows(): readonly Row[] }): void {
    if (performance.now() - this.#drawn < REDRAW) return;
    this.#drawn = performance.now();
    const rows = underWay.rows();
    this.#list(parts, names, rows, items);
    this.#part('.finding').textContent = `${rows.length} of ${items.length} items so far.`;
  }

  show(parts: Parts, shown: Shown): void {
    this.#shown = shown;
    const { record } = shown;
    const names = namesOf(record);
    const part = record.planned === undefined ? '' : ` A part of the run: ${itemCount(record.experiment)} of ${record.planned} items.`;
    this.#part('.finding').textContent = parts.finding(record) + part;
    this.#part('.comparisons').replaceChildren(...parts.comparisons(record).map((sentence) => Object.assign(document.createElement('li'), { textContent: sentence })));
    this.#filter.replaceChildren(...filters(names).map(([value, text]) => new Option(text, value)));
    this.#listed = LISTED;
    this.#part('.closer').replaceChildren();
    this.#list(parts, names, shown.rows, shown.items);
  }

  /** What a completion of each prompt of the shown run took. */
  timed(ms: readonly number[]): void {
    if (this.#shown) this.#shown = { ...this.#shown, ms };
  }

  #list(parts: Parts, names: readonly string[], rows: readonly Row[], items: readonly ShownItem[]): void {
    const chosen = parts.filtered(rows, this.#filter.value as Filter);
    this.#part('thead tr').replaceChildren(...parts.headCells(document, names));
    this.#part('tbody').replaceChildren(...chosen.slice(0, this.#listed).map((row) => parts.answerRow(document, row, items[row.item]!.references[0]!)));
    this.#part('.listed').textContent = `${Math.min(this.#listed, chosen.length)} of ${chosen.length} shown`;
    this.#part<HTMLButtonElement>('[data-more]').disabled = chosen.length <= this.#listed;
  }

  async #refilter(listed = LISTED): Promise<void> {
    const [parts, { record, rows, items }] = await Promise.all([this.#load(), this.whole()]);
    this.#listed = listed;
    this.#list(parts, namesOf(record), rows, items);
  }

  async #inspect(item: number): Promise<void> {
    const [parts, { record, rows, items }] = await Promise.all([this.#load(), this.whole()]);
    // While a run goes on, its list may be longer than the last whole one.
    if (!rows[item]) return;
    this.#part('.closer').replaceChildren(...parts.inspected(document, namesOf(record), rows[item], items[item]!));
    this.#part('.closer .title').focus();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.#root.querySelector<T>(selector);
    if (!found) throw new Error(`The results of <prompt-bench> have no ${selector}. Render them with Bench.astro.`);
    return found;
  }
}

function namesOf({ experiment }: RunRecord): string[] {
  return experiment.arms.map(({ label }) => label);
}

function filters(names: readonly string[]): [Filter, string][] {
  return [['all', 'all items'], ['differ', 'where prompts differ'], ['wrong', 'where all are wrong'], ...names.map((name, at): [Filter, string] => [`wrong-${at}`, `where “${name}” is wrong`])];
}
