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

/** A run under way, as far as it is. */
export interface Following {
  readonly names: readonly string[];
  readonly items: readonly ShownItem[];
  readonly underWay: { rows(): readonly Row[] };
}

/** What is listed. */
interface Listing {
  readonly names: readonly string[];
  readonly rows: readonly Row[];
  readonly items: readonly ShownItem[];
}

export class Results {
  readonly #root: HTMLElement;
  readonly #load: () => Promise<Parts>;
  readonly #recorded: () => Promise<RunRecord>;
  readonly #filter: HTMLSelectElement;
  #shown: Shown | undefined;
  #following: Following | undefined;
  #listed = LISTED;
  #drawn = 0;

  /** `fail` says what went wrong with something that the reader did. */
  constructor(root: HTMLElement, load: () => Promise<Parts>, recorded: () => Promise<RunRecord>, fail: (error: unknown) => void) {
    this.#root = root;
    this.#load = load;
    this.#recorded = recorded;
    this.#filter = this.#part<HTMLSelectElement>('[name=filter]');
    this.#filter.addEventListener('change', () => void this.#refilter().catch(fail));
    this.#part('[data-more]').addEventListener('click', () => void this.#refilter(this.#listed + MORE).catch(fail));
    this.#part('tbody').addEventListener('click', ({ target }) => {
      const row = (target as Element).closest('button') && (target as Element).closest<HTMLElement>('tr');
      if (row) this.#inspect(Number(row.dataset['item'])).catch(fail);
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

  /** From now until a run is shown, the list is that of a run under way. */
  begin(parts: Parts, following: Following): void {
    this.#following = following;
    this.#open(parts, following.names);
    this.#part('.comparisons').replaceChildren();
    this.follow(parts);
  }

  /** Follows the run under way, every now and then. */
  follow(parts: Parts): void {
    if (!this.#following || performance.now() - this.#drawn < REDRAW) return;
    this.#drawn = performance.now();
    const { names, items, underWay } = this.#following;
    const rows = underWay.rows();
    this.#list(parts, { names, rows, items });
    this.#part('.finding').textContent = `${rows.length} of ${items.length} items so far.`;
  }

  show(parts: Parts, shown: Shown): void {
    this.#shown = shown;
    this.#following = undefined;
    const { record } = shown;
    const names = namesOf(record);
    const part = record.planned === undefined ? '' : ` A part of the run: ${itemCount(record.experiment)} of ${record.planned} items.`;
    this.#part('.finding').textContent = parts.finding(record) + part;
    this.#part('.comparisons').replaceChildren(...parts.comparisons(record).map((sentence) => Object.assign(document.createElement('li'), { textContent: sentence })));
    this.#open(parts, names);
    this.#list(parts, { ...shown, names });
  }

  /** A list of its own begins: all of it, from its start, and nothing looked at closer. */
  #open({ headCells }: Parts, names: readonly string[]): void {
    this.#filter.replaceChildren(...filters(names).map(([value, text]) => new Option(text, value)));
    this.#listed = LISTED;
    this.#part('.closer').replaceChildren();
    this.#part('thead tr').replaceChildren(...headCells(document, names));
    this.#part('tbody').replaceChildren();
  }

  /** What a completion of each prompt of the shown run took. */
  timed(ms: readonly number[]): void {
    if (this.#shown) this.#shown = { ...this.#shown, ms };
  }

  #list(parts: Parts, { names, rows, items }: Listing): void {
    const chosen = parts.filtered(rows, this.#filter.value as Filter);
    const body = this.#part('tbody');
    const there = new Map([...body.children].map((row) => [(row as HTMLElement).dataset['item'], row]));
    const listed = chosen.slice(0, this.#listed).map((row) => there.get(String(row.item)) ?? parts.answerRow(document, row, items[row.item]!.references[0]!, names));
    arrange(body, listed);
    this.#part('.listed').textContent = `${listed.length} of ${chosen.length} shown`;
    const more = this.#part<HTMLButtonElement>('[data-more]');
    const ended = chosen.length <= this.#listed;
    // A button that can do no more gives the focus to the last of what it has listed.
    if (ended && document.activeElement === more) body.querySelector<HTMLElement>('tr:last-child button')?.focus();
    more.disabled = ended;
  }

  /** What is listed now: the run under way, or the last whole one, or the recorded one. */
  async #listing(): Promise<Listing> {
    if (this.#following) return { ...this.#following, rows: this.#following.underWay.rows() };
    const { record, rows, items } = await this.whole();
    return { names: namesOf(record), rows, items };
  }

  async #refilter(listed = LISTED): Promise<void> {
    const [parts, listing] = await Promise.all([this.#load(), this.#listing()]);
    this.#listed = listed;
    this.#list(parts, listing);
  }

  async #inspect(item: number): Promise<void> {
    const [parts, { names, rows, items }] = await Promise.all([this.#load(), this.#listing()]);
    const row = rows.find((each) => each.item === item);
    if (!row) return;
    // A list that was filtered meanwhile may have no such row.
    const back = () => this.#root.querySelector<HTMLElement>(`tr[data-item="${item}"] button`) ?? this.#filter;
    parts.showCloser(this.#part('.closer'), parts.inspected(document, names, row, items[item]!), back);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.#root.querySelector<T>(selector);
    if (!found) throw new Error(`The results of <prompt-bench> have no ${selector}. Render them with Bench.astro.`);
    return found;
  }
}

/** Makes these the children of a list. What stays in its place is not touched, so that it keeps the focus. */
function arrange(list: HTMLElement, children: readonly Element[]): void {
  for (const [at, child] of children.entries()) if (list.children[at] !== child) list.insertBefore(child, list.children[at] ?? null);
  while (list.children.length > children.length) list.lastElementChild!.remove();
}

function namesOf({ experiment }: RunRecord): string[] {
  return experiment.arms.map(({ label }) => label);
}

function filters(names: readonly string[]): [Filter, string][] {
  return [['all', 'all items'], ['differ', 'where prompts differ'], ['wrong', 'where all are wrong'], ...names.map((name, at): [Filter, string] => [`wrong-${at}`, `where “${name}” is wrong`])];
}
