/** `<run-notebook>`: the runs and searches that this browser keeps. The notebook does the work, in a thread of its own (desk-apart.ts); view.ts draws. */
import '../shared/run-controls.ts';
import { siteRoot } from '../../book/site-root.ts';
import type { ComparisonSheet } from '../../notebook/comparison-sheet.ts';
import type { Key } from '../../notebook/database.ts';
import { deskApart } from '../../notebook/desk-apart.ts';
import type { Notebook } from '../../notebook/notebook.ts';
import { LONGEST_NAME } from '../../notebook/run-summary.ts';
import { listRuns, putBack, renameRun, runsUsage, takeRuns, type DamagedRun } from '../../notebook/runs.ts';
import type { RunSummary } from '../../notebook/run-summary.ts';
import type { SearchSummary } from '../../notebook/search-summary.ts';
import { persistentNotebook } from '../shared/page-notebook.ts';
import { sentenceOf } from '../shared/run-controls.ts';
import { HASH, LinkedExperiment } from './linked.ts';
import { searchPieces, searchRow } from './search-view.ts';
import { button, comparisonPieces, damagedRow, element, list, runRow, sheetPieces } from './view.ts';
import { choice, entries, importReport, leftOut, usage } from './words.ts';

/** Runs listed at first, and more with each press. */
const PAGE = 50;

export class RunNotebook extends HTMLElement {
  readonly #desk = deskApart();
  readonly #shelf = this.#part<HTMLTableSectionElement>('.runs tbody');
  readonly #file = this.#part<HTMLInputElement>('[type=file]');
  readonly #all = this.#part<HTMLInputElement>('[data-all]');
  readonly #linked = new LinkedExperiment(this.#part('.shared'), { do: (work) => this.#do(work), refresh: () => this.#refresh(), look: (id) => this.#look(id) });
  readonly #chosen = new Set<string>();
  /** Newest first. */
  #listed: readonly (RunSummary | SearchSummary)[] = [];
  #damaged: readonly DamagedRun[] = [];
  #limit = PAGE;
  #following = false;
  /** Refreshes that were asked for, and that are done: one goes on at a time. */
  #refreshing: Promise<void> | undefined;
  #stale = false;

  connectedCallback(): void {
    this.#part('.tools').addEventListener('click', ({ target }) => {
      const act = (target as Element).closest<HTMLButtonElement>('[data-act]')?.dataset['act'];
      if (act) this.#act(act);
    });
    this.#file.addEventListener('change', () => void this.#import());
    this.#shelf.addEventListener('change', ({ target }) => {
      const { value, checked } = target as HTMLInputElement;
      if (checked) this.#chosen.add(value);
      else this.#chosen.delete(value);
      this.#showChoice();
    });
    this.#shelf.addEventListener('click', ({ target }) => {
      const id = (target as Element).closest('button') && (target as Element).closest('tr')?.dataset['id'];
      if (id) void this.#do(() => this.#look(id));
    });
    this.#all.addEventListener('change', () => {
      for (const each of this.#ids()) if (this.#all.checked) this.#chosen.add(each);
      if (!this.#all.checked) this.#chosen.clear();
      for (const box of this.#boxes()) box.checked = this.#all.checked;
      this.#showChoice();
    });
    this.#part('[data-older]').addEventListener('click', () => {
      this.#limit += PAGE;
      void this.#refresh();
    });
    this.#part('[data-dismiss]').addEventListener('click', () => {
      this.#linked.dismiss();
      this.#part('[data-act=import]').focus();
    });
    this.#part('.asking').addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.#part<HTMLButtonElement>('.asking [data-keep]').click();
    });
    window.addEventListener('hashchange', this.#open);
    this.#say('');
    void this.#refresh();
    this.#open();
  }

  disconnectedCallback(): void {
    window.removeEventListener('hashchange', this.#open);
  }

  #act(act: string): void {
    const ids = this.#order();
    switch (act) {
      case 'compare':
        return void this.#do(() => this.#inPlace(() => this.#compare(ids[0]!, ids[1]!)));
      case 'pool':
        return void this.#do(() => this.#inPlace(() => this.#pool(ids)));
      case 'share':
        return void this.#do(() => this.#share(ids[0]!));
      case 'export':
        return void this.#do(() => this.#export(ids));
      case 'import':
        return this.#file.click();
      case 'delete':
        return this.#askToDelete(ids);
    }
  }

  /** The list as the notebook has it now. Asked for while one is read, it is read once more. */
  #refresh(): Promise<void> {
    this.#stale = true;
    this.#refreshing ??= (async () => {
      try {
        while (this.#stale) {
          this.#stale = false;
          await this.#read();
        }
      } catch (error) {
        this.#fail(error);
      } finally {
        this.#refreshing = undefined;
      }
    })();
    return this.#refreshing;
  }

  async #read(): Promise<void> {
    const notebook = await this.#notebook();
    const listed: (RunSummary | SearchSummary)[] = [];
    const damaged: DamagedRun[] = [];
    let next: Key | undefined;
    do {
      const page = await listRuns(notebook, { limit: Math.min(PAGE, this.#limit - listed.length), ...(next !== undefined && { after: next }) });
      listed.push(...page.runs, ...page.searches);
      damaged.push(...page.damaged);
      next = page.next;
    } while (next !== undefined && listed.length + damaged.length < this.#limit);
    this.#listed = listed.sort((a, b) => (a.when === b.when ? (a.id < b.id ? 1 : -1) : a.when < b.when ? 1 : -1));
    this.#damaged = damaged;
    const there = new Set(this.#ids());
    for (const id of this.#chosen) if (!there.has(id)) this.#chosen.delete(id);
    this.#list();
    this.#part('[data-older]').hidden = next === undefined;
    this.#part('.usage').textContent = usage(await runsUsage(notebook));
  }

  /** Draws the list anew; what was chosen stays chosen, and what had the focus has it still. */
  #list(): void {
    const focused = document.activeElement?.closest<HTMLElement>('.runs tr[data-id]');
    const within = focused && document.activeElement?.matches('input') ? 'input' : 'button';
    this.#shelf.replaceChildren(...this.#listed.map((entry) => ('kind' in entry ? searchRow(entry) : runRow(entry))), ...this.#damaged.map(damagedRow));
    for (const box of this.#boxes()) box.checked = this.#chosen.has(box.value);
    const none = this.#shelf.childElementCount === 0;
    this.#part('.empty').hidden = !none;
    this.#part('.runs').hidden = none;
    this.#showChoice();
    if (focused) {
      const again = [...this.#shelf.rows].find(({ dataset }) => dataset['id'] === focused.dataset['id']);
      (again?.querySelector<HTMLElement>(within) ?? this.#part('.runs')).focus();
    }
  }

  #showChoice(): void {
    const chosen = this.#order();
    const sound = chosen.every((id) => this.#listed.some((run) => run.id === id && !('kind' in run)));
    const can: Record<string, boolean> = {
      compare: sound && chosen.length === 2, pool: sound && chosen.length > 1, share: sound && chosen.length === 1,
      export: this.#listed.length > 0, delete: chosen.length > 0, import: this.#following,
    };
    for (const [act, may] of Object.entries(can)) this.#part<HTMLButtonElement>(`[data-act=${act}]`).disabled = !may;
    this.#part('[data-act=export]').textContent = chosen.length === 0 ? 'Export all' : 'Export';
    this.#part('.choice').textContent = this.#listed.length + this.#damaged.length === 0 ? '' : choice(this.#kinds(chosen));
    this.#all.checked = chosen.length > 0 && chosen.length === this.#ids().length;
    this.#all.indeterminate = chosen.length > 0 && !this.#all.checked;
  }

  async #look(id: string): Promise<void> {
    if (this.#isSearch(id)) return this.#lookAtSearch(id);
    const { summary, sheet } = await this.#desk.look(id);
    this.#show(summary.name, sheetPieces(sheet, summary), [
      this.#renaming(summary),
      element('p', {}, 'Save the answers as ', ...(['csv', 'jsonl', 'md'] as const).flatMap((kind, at) => [...(at > 0 ? [' '] : []), button({ csv: 'CSV', jsonl: 'JSONL', md: 'Markdown' }[kind], () => void this.#do(async () => download(await this.#desk.save(id, kind), `run-${id.slice(0, 8)}.${kind}`)), 'link')])),
      button('Link to the experiment', () => void this.#do(() => this.#share(id))),
    ]);
  }

  async #lookAtSearch(id: string): Promise<void> {
    const { summary, sheet, final } = await this.#desk.lookAtSearch(id);
    const run = final && button(final.name, () => void this.#do(() => this.#look(final.id)), 'link');
    this.#show(summary.name, searchPieces(sheet, summary, run), [this.#renaming(summary)]);
  }

  #renaming({ id, name }: RunSummary | SearchSummary): HTMLElement {
    const field = element('input', { className: 'field', name: 'name', value: name, maxLength: LONGEST_NAME, autocomplete: 'off' });
    const form = element('form', { className: 'renaming' }, element('label', {}, 'Name ', field), element('button', { className: 'button quiet' }, 'Rename'));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#do(async () => {
        await renameRun(await this.#notebook(), id, field.value);
        this.#part('.result h2').textContent = field.value.trim();
        this.#say(`The ${this.#isSearch(id) ? 'search' : 'run'} is renamed.`);
        await this.#refresh();
      });
    });
    return form;
  }

  async #compare(a: string, b: string, arms?: ComparisonSheet['chosen']): Promise<void> {
    const sheet = await this.#desk.compare(a, b, arms);
    this.#show('Two runs compared', comparisonPieces(sheet));
    const fields = [...this.querySelectorAll<HTMLSelectElement>('.result select')];
    for (const field of fields) {
      field.addEventListener('change', () => {
        const named = (name: string, side: 0 | 1) => fields.find((each) => each.name === name)?.value ?? sheet.chosen[side];
        void this.#do(async () => {
          await this.#compare(a, b, [named('newer', 0), named('older', 1)]);
          this.#part(`.result select[name=${field.name}]`).focus();
        });
      });
    }
  }

  async #pool(ids: readonly string[]): Promise<void> {
    const { name, sheet } = await this.#desk.pool(ids);
    const keep = button('Keep the pool as a run', () => void this.#do(async () => {
      keep.disabled = true;
      try {
        const id = await this.#desk.keepPool(ids);
        await this.#refresh();
        await this.#look(id);
        this.#say(`“${name}” is kept.`);
      } finally {
        keep.disabled = false;
      }
    }));
    this.#show(name, sheetPieces(sheet), [keep]);
  }

  async #share(id: string): Promise<void> {
    const address = new URL(`notebook/${HASH}${await this.#desk.share(id)}`, siteRoot()).href;
    const field = element('input', { className: 'field', readOnly: true, value: address });
    field.addEventListener('focus', () => field.select());
    field.setAttribute('aria-label', 'Link to the experiment');
    const copy = button('Copy', () => {
      field.select();
      const copied = () => this.#say('The link is copied.', this.#more());
      // The clipboard is there in secure contexts only; elsewhere the link is marked, ready for Ctrl or ⌘ with C.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (clipboard) clipboard.writeText(address).then(copied, () => field.focus());
      else field.focus();
    });
    this.#say(`This link carries the whole experiment, without its answers, in ${address.length.toLocaleString('en')} characters. Who opens it can run it on their own machine.`, [element('p', { className: 'link-field' }, field, copy)]);
    field.focus();
  }

  async #export(ids: readonly string[]): Promise<void> {
    const all = ids.length === 0;
    const wanted = all ? await this.#everyId() : ids;
    const { file, damaged, ...exported } = await this.#desk.exportRuns(wanted);
    download(file, 'two-levers-runs.jsonl');
    this.#say(`${entries(exported)} exported.${leftOut(damaged)}`);
  }

  async #everyId(): Promise<string[]> {
    const notebook = await this.#notebook();
    const ids: string[] = [];
    let next: Key | undefined;
    do {
      const page = await listRuns(notebook, next === undefined ? {} : { after: next });
      ids.push(...[...page.runs, ...page.searches].map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
    return ids;
  }

  async #import(): Promise<void> {
    const [file] = this.#file.files ?? [];
    if (!file) return;
    await this.#do(async () => {
      this.#say('Reading the file.');
      const report = await this.#desk.importRuns(file);
      await this.#refresh();
      const { said, faults } = importReport(report);
      this.#say(said, faults.length > 0 ? [list(faults)] : []);
    });
    // The same file may be chosen again.
    this.#file.value = '';
    this.#part('[data-act=import]').focus();
  }

  #askToDelete(ids: readonly string[]): void {
    const asking = this.#part('.asking');
    const [only] = ids.length === 1 ? [...this.#listed, ...this.#damaged].filter(({ id }) => id === ids[0]) : [];
    const close = () => {
      asking.hidden = true;
      asking.replaceChildren();
    };
    const yes = button('Delete', () => {
      close();
      void this.#do(() => this.#delete(ids));
    }, 'button');
    const no = button('Keep', () => {
      close();
      this.#part('[data-act=delete]').focus();
    });
    no.dataset['keep'] = '';
    asking.replaceChildren(element('p', {}, `Delete ${only ? `“${only.name}”` : entries(this.#kinds(ids))} from this browser?`), yes, no);
    asking.hidden = false;
    yes.focus();
  }

  async #delete(ids: readonly string[]): Promise<void> {
    const kinds = this.#kinds(ids);
    const taken = await takeRuns(await this.#notebook(), ids);
    this.#part('.result').hidden = true;
    await this.#refresh();
    const undo = button('Undo', () => void this.#do(async () => {
      await putBack(await this.#notebook(), taken);
      await this.#refresh();
      this.#say(`${entries(kinds)} ${ids.length === 1 ? 'is' : 'are'} back.`);
      this.#part('.runs').focus();
    }));
    this.#say(`${entries(kinds)} deleted.`, [undo]);
    undo.focus();
  }

  readonly #open = (): void => this.#linked.open();

  /** The notebook, whose changes are followed from the first time on, whichever tab they are made in. */
  async #notebook(): Promise<Notebook> {
    const notebook = await persistentNotebook();
    if (!this.#following) {
      this.#following = true;
      notebook.changes.hear(() => void this.#refresh());
    }
    return notebook;
  }

  #show(title: string, body: readonly Node[], acts: readonly Node[] = []): void {
    const section = this.#part('.result');
    const heading = section.querySelector('h2')!;
    heading.textContent = title;
    section.querySelector('.body')!.replaceChildren(...body);
    section.querySelector('.acts')!.replaceChildren(...acts);
    section.hidden = false;
    this.#say('');
    heading.focus();
  }

  /** Shows something in place of what is shown; where that fails, nothing: what was shown is of other runs. */
  async #inPlace(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#part('.result').hidden = true;
      throw error;
    }
  }

  /** Does something, and says what went wrong with it. */
  async #do(work: () => Promise<void>): Promise<void> {
    this.#say('');
    this.setAttribute('aria-busy', 'true');
    try {
      await work();
    } catch (error) {
      this.#fail(error);
    } finally {
      this.removeAttribute('aria-busy');
    }
  }

  #say(sentence: string, more: readonly Node[] = []): void {
    this.#part(':scope > .said > [role=alert]').textContent = '';
    this.#part(':scope > .said > [role=status]').textContent = sentence;
    this.#part('.more').replaceChildren(...more);
  }

  #fail(error: unknown): void {
    this.#say('');
    this.#part(':scope > .said > [role=alert]').textContent = error instanceof Error && error.name === 'ShareError' ? error.message : sentenceOf(error);
  }

  #more(): Node[] {
    return [...this.#part('.more').childNodes];
  }

  /** The chosen runs, in the order of the list. */
  #order(): string[] {
    return this.#ids().filter((id) => this.#chosen.has(id));
  }

  #ids(): string[] {
    return [...this.#listed, ...this.#damaged].map(({ id }) => id).filter((id) => id !== '');
  }

  #isSearch(id: string): boolean {
    return this.#listed.some((entry) => entry.id === id && 'kind' in entry);
  }

  /** How many of these are runs, and how many searches; what is damaged counts as a run. */
  #kinds(ids: readonly string[]): { readonly runs: number; readonly searches: number } {
    const searches = ids.filter((id) => this.#isSearch(id)).length;
    return { runs: ids.length - searches, searches };
  }

  #boxes(): HTMLInputElement[] {
    return [...this.#shelf.querySelectorAll<HTMLInputElement>('[type=checkbox]')];
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<run-notebook> has no ${selector}. Render it with Notebook.astro.`);
    return found;
  }
}

function download(file: Blob, name: string): void {
  const link = element('a', { href: URL.createObjectURL(file), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

customElements.define('run-notebook', RunNotebook);
