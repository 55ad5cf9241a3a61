/** `<prompt-bench>`: the live bench of Bench.astro. The prompts stand in the page's own fields; bench.ts makes an experiment of them, and view.ts draws what comes back. */
import '../shared/run-controls.ts';
import type { ChatEngine } from '../../engines/chat.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Finished } from '../../lab/runner.ts';
import type { UnfinishedRun } from '../../notebook/journal.ts';
import type { Split } from '../../tinydesk/world/split.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Interrupted } from '../shared/interrupted.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedMs, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls, Sentence } from '../shared/run-controls.ts';
import { duration } from '../shared/time-left.ts';
import type { Bench, Variant } from './bench.ts';
import type { Filter, Row, ShownItem } from './rows.ts';

/** The list follows a run at most so often, in milliseconds. */
const REDRAW = 250;
/** Items listed at first, and more with each press. */
const LISTED = 8;
const MORE = 40;
/** Completions timed alone for each prompt, after a run. */
const TIMED = 3;
/** Typing rests so long before the link and the cost follow, in milliseconds. */
const REST = 300;
/** What a reader can do with a run that the notebook does not take. */
const INSTEAD = 'save it below as CSV or JSONL';

const runs = import.meta.glob<RunRecord>('../../../content/runs/bench-*.json', { import: 'default' });

/** Everything that is fetched with the first touch. */
async function loadParts() {
  const [bench, findings, rows, view, { difference }] = await Promise.all([
    import('./bench.ts'), import('./findings.ts'), import('./rows.ts'), import('./view.ts'), import('./difference.ts'),
  ]);
  return { ...bench, ...findings, ...rows, ...view, difference };
}
type Parts = Awaited<ReturnType<typeof loadParts>>;

/** A whole run with what its list needs. */
interface Shown {
  readonly record: RunRecord;
  readonly rows: readonly Row[];
  readonly items: readonly ShownItem[];
  readonly ms?: readonly number[];
}

export class PromptBench extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #count = this.#part<HTMLSelectElement>('[name=count]');
  readonly #filter = this.#part<HTMLSelectElement>('[name=filter]');
  readonly #cards = this.#part('.variants');
  readonly #tokens = Number(this.dataset['tokens']);
  #parts: Promise<Parts> | undefined;
  #recorded: Promise<RunRecord> | undefined;
  #shown: Shown | undefined;
  #listed = LISTED;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #drawn = 0;
  #interrupted: Interrupted | undefined;

  connectedCallback(): void {
    this.#controls.drive((run) => this.#run(run, 'dev'), () => void this.#interrupted?.refresh());
    for (const field of this.querySelectorAll<HTMLInputElement>('input, select, textarea, button:not([data-run], [data-cancel])')) field.disabled = false;
    this.#cards.addEventListener('click', (event) => this.#act(event));
    this.#cards.addEventListener('input', ({ target }) => {
      (target as Element).closest('.variant')?.querySelector('.score')?.toggleAttribute('data-before', true);
      this.#edited();
    });
    this.#count.addEventListener('change', () => this.#edited());
    this.#filter.addEventListener('change', () => void this.#refilter());
    this.#part('[data-final]').addEventListener('click', () => void this.#controls.start((run) => this.#run(run, 'test')));
    this.#part('[data-more]').addEventListener('click', () => void this.#refilter(this.#listed + MORE));
    this.#part('[data-restore]').addEventListener('click', () => void this.#restore());
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-save]')) button.addEventListener('click', () => void this.#save(button.dataset['save']!));
    this.#part('tbody').addEventListener('click', ({ target }) => {
      const row = (target as Element).closest('button') && (target as Element).closest<HTMLElement>('tr');
      if (row) void this.#inspect(Number(row.dataset['item']));
    });
    this.addEventListener('keydown', (event) => this.#key(event));
    this.#showSeal();
    void this.#open();
    void this.#offer();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#typing);
  }

  /** A link may bring prompts of its own. */
  async #open(): Promise<void> {
    const shared = settingsIn(location.href, this.id).get('prompts');
    if (shared === undefined) return;
    try {
      const [parts, opening, { decodeShare }] = await Promise.all([this.#load(), this.#opening(), import('../../lab/share/share.ts')]);
      this.#rebuild(parts, await decodeShare(shared, (json) => parts.benchFrom(json, opening)));
    } catch (error) {
      this.#controls.fail(Object.assign(new Error(`The prompts of this link could not be read, so these are the recorded ones. ${error instanceof Error ? error.message : ''}`.trim()), { readable: true }));
    }
  }

  /** A run that a reload or a crash has interrupted can be gone on with. */
  async #offer(): Promise<void> {
    const { offerInterrupted } = await import('../shared/interrupted.ts');
    this.#interrupted = offerInterrupted(this.#controls, async ({ experiment }) => {
      const [parts, opening] = await Promise.all([this.#load(), this.#opening()]);
      return parts.isRunOf(opening, experiment);
    }, (unfinished) => void this.#controls.start((run) => this.#goOn(run, unfinished)));
    await this.#interrupted.refresh();
  }

  #load(): Promise<Parts> {
    return (this.#parts ??= loadParts());
  }

  #record(): Promise<RunRecord> {
    const fetched = runs[`../../../content/runs/${this.dataset['run']!}.json`];
    if (!fetched) throw new Error(`There is no recorded run "${this.dataset['run']!}" in content/runs. Record it with: npm run record -- --only ${this.dataset['run']!}`);
    return (this.#recorded ??= fetched());
  }

  async #opening(): Promise<Bench> {
    const [{ benchOf }, record] = await Promise.all([this.#load(), this.#record()]);
    return benchOf(record.experiment);
  }

  /** The bench as it stands in the fields. */
  async #read(): Promise<Bench> {
    const [{ firstExamples }, opening] = await Promise.all([this.#load(), this.#opening()]);
    const variants = [...this.#cards.children].map((card): Variant => {
      const messages = [...card.querySelectorAll('textarea')].map(({ name, value }) => ({ role: name as 'system' | 'user' | 'assistant', template: value }));
      return {
        name: card.querySelector<HTMLInputElement>('[name=name]')!.value.trim() || 'prompt',
        prompt: messages.filter(({ role, template }, at) => !(at === 0 && role === 'system' && template.trim() === '')),
        examples: firstExamples(card.querySelector<HTMLInputElement>('[name=examples]')!.valueAsNumber || 0),
      };
    });
    return { ...opening, count: Number(this.#count.value), variants };
  }

  /** Puts a bench into the fields. Scores and list stay those of the last whole run. */
  #rebuild({ variantCard }: Parts, bench: Bench): void {
    this.#cards.replaceChildren(...bench.variants.map((variant, at) => variantCard(document, variant, at, true)));
    if ([...this.#count.options].some(({ value }) => Number(value) === bench.count)) this.#count.value = String(bench.count);
    this.#edited();
  }

  async #restore(): Promise<void> {
    this.#rebuild(await this.#load(), await this.#opening());
    this.#part<HTMLElement>('.variant [name=name]').focus();
  }

  #edited(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#remember(), REST);
    const prompts = this.#cards.childElementCount;
    const count = Number(this.#count.value);
    this.#part('[data-run]').textContent = `Run on ${count} items`;
    showCost(this, `${prompts * count} completions, ${duration(expectedMs(this.#tokens * prompts * count), 'about ')} here`);
  }

  /** Keeps the prompts in the link, and says of each what cannot be asked. */
  async #remember(): Promise<void> {
    const [parts, opening, { encodeShare }, { canonical }] = await Promise.all([this.#load(), this.#opening(), import('../../lab/share/share.ts'), import('../../lab/canonical.ts')]);
    const bench = await this.#read();
    for (const [at, variant] of bench.variants.entries()) this.#cards.children[at]!.querySelector('.fault')!.textContent = parts.faultIn(variant) ?? '';
    for (const card of this.#cards.querySelectorAll('[aria-pressed=true]')) this.#showDifference(parts, bench, Number(card.closest<HTMLElement>('.variant')!.dataset['at']));
    const same = canonical(parts.linked(bench)) === canonical(parts.linked(opening));
    const address = withSettings(location.href, this.id, new Map(same ? [] : [['prompts', await encodeShare(parts.linked(bench))]]));
    if (address !== location.href) history.replaceState(history.state, '', address);
    this.#part<HTMLAnchorElement>('[data-link]').href = same ? `#${this.id}` : address;
  }

  #act({ target }: Event): void {
    const button = (target as Element).closest<HTMLButtonElement>('[data-act]');
    if (button) void this.#doAct(button.dataset['act']!, Number(button.closest<HTMLElement>('.variant')!.dataset['at']));
  }

  async #doAct(act: string, at: number): Promise<void> {
    const parts = await this.#load();
    const bench = await this.#read();
    if (act === 'difference') {
      const pressed = this.#cards.children[at]!.querySelector('[data-act=difference]')!;
      const open = pressed.getAttribute('aria-pressed') !== 'true';
      pressed.setAttribute('aria-pressed', String(open));
      if (open) this.#showDifference(parts, bench, at);
      else this.#cards.children[at]!.querySelector('.difference')!.replaceChildren();
      return;
    }
    const changed = act === 'duplicate' ? parts.duplicate(bench, at) : parts.remove(bench, at);
    if (changed === bench) {
      this.#controls.say(act === 'duplicate' ? `The bench holds ${parts.MOST_VARIANTS} prompts. Remove one first.` : 'The last prompt stays.');
      return;
    }
    this.#rebuild(parts, changed);
    const next = this.#cards.children[act === 'duplicate' ? at + 1 : Math.min(at, changed.variants.length - 1)]!;
    next.querySelector<HTMLElement>('[name=name]')!.focus();
    this.#controls.say(act === 'duplicate' ? `“${changed.variants[at + 1]!.name}” is a copy of “${bench.variants[at]!.name}”.` : `“${bench.variants[at]!.name}” is removed.`);
  }

  #showDifference({ difference, differencePieces }: Parts, bench: Bench, at: number): void {
    this.#cards.children[at]!.querySelector('.difference')!.replaceChildren(...differencePieces(document, difference(bench.variants[at]!, bench.variants[0]!)));
  }

  async #run(run: Run, split: 'dev' | 'test'): Promise<Sentence> {
    const [parts, bench] = await Promise.all([this.#load(), this.#read()]);
    const fault = bench.variants.map(parts.faultIn).findIndex((found) => found !== undefined);
    if (fault >= 0) throw Object.assign(new Error(`“${bench.variants[fault]!.name}” cannot be asked: ${parts.faultIn(bench.variants[fault]!)!}`), { readable: true });
    return this.#ask(run, parts.experimentOf(bench, split));
  }

  /** Goes on with a run that an earlier page began, with the prompts it was begun with. */
  async #goOn(run: Run, unfinished: UnfinishedRun): Promise<Sentence> {
    run.say('Loading TinyDesk.');
    const [engine, parts, { canGoOn, keepInterrupted }, { keptSentence }] = await Promise.all([tinydesk(), this.#load(), import('../shared/keeping.ts'), import('../shared/kept-words.ts')]);
    const { experiment } = unfinished;
    this.#rebuild(parts, parts.benchOf(experiment));
    if (canGoOn(unfinished, await engine.info())) return this.#ask(run, experiment);
    const { record, kept } = await keepInterrupted(unfinished, parts.nameOf(experiment));
    if (record) this.#show(parts, { record, rows: parts.rowsOf(record), items: await parts.itemsShown(experiment) });
    return ['That run was begun with another version of TinyDesk, so it cannot go on as it was. ', ...(kept ? keptSentence(kept, 'Its part', INSTEAD) : ['Nothing of it was finished.'])];
  }

  async #ask(run: Run, experiment: Experiment): Promise<Sentence> {
    this.#interrupted?.hide();
    run.say('Loading TinyDesk.');
    const [engine, parts, { keptRun }, { keptSentence, unwrittenSentence }] = await Promise.all([tinydesk(), this.#load(), import('../shared/keeping.ts'), import('../shared/kept-words.ts')]);
    await engine.info();
    const { items: { count, split }, arms } = experiment;
    const items = await parts.itemsShown(experiment);
    run.say(`Asking about ${count} ${split === 'test' ? 'sealed test' : 'development'} items with ${arms.length} prompts.`);
    const finished: Finished[] = [];
    let before = 0;
    const { record, cut, ms, promptTokens, kept } = await keptRun(experiment, engine, {
      name: parts.nameOf(experiment),
      signal: run.signal,
      onBegin: (earlier) => {
        finished.push(...earlier);
        before = earlier.length;
      },
      onUnwritten: (why) => run.say(unwrittenSentence(why)),
      onFinished: (each) => finished.push(each),
      onProgress: ({ done, of }) => {
        run.progress(done, of, before);
        if (!run.signal.aborted) this.#follow(parts, arms.map(({ label }) => label), items, finished);
      },
    });
    const said = kept ? keptSentence(kept, cut ? 'The part' : 'This run', INSTEAD) : [];
    if (record) this.#show(parts, { record, rows: parts.rowsOf(record), items });
    else if (this.#shown) this.#show(parts, this.#shown);
    if (cut) {
      run.keep(record ? ['What was finished is shown, and marked as a part. ', ...said] : 'No item was finished with every prompt yet, so there is no part to keep. What was here before is still here.');
      throw cut.reason;
    }
    run.keep(['It had ended before, and is shown whole. ', ...said]);
    rememberPace(promptTokens, ms);
    if (split === 'test') this.#openSeal(arms);
    const alone = await this.#timed(engine, experiment, items, run.signal);
    if (alone && this.#shown?.record === record) {
      this.#shown = { ...this.#shown!, ms: alone };
      this.#showScores(parts, this.#shown);
    }
    return [await this.#sentence(record!, split), ' ', ...said];
  }

  /** What a completion of each prompt takes when it is asked alone, in ms; nothing where that cannot be told. */
  async #timed(engine: ChatEngine, { request, arms }: Experiment, items: readonly ShownItem[], signal: AbortSignal): Promise<number[] | undefined> {
    const some = items.slice(0, TIMED);
    const alone: number[] = [];
    try {
      for (const arm of arms.keys()) {
        const from = performance.now();
        for (const { prompts } of some) await engine.complete([{ ...request, messages: prompts[arm]! }], { signal });
        alone.push((performance.now() - from) / some.length);
      }
    } catch {
      return undefined;
    }
    return alone;
  }

  /** What is said of a whole run: equal to the recorded one where it asked the same. */
  async #sentence(live: RunRecord, split: Split): Promise<string> {
    const { equality, equalitySentence } = await import('../shared/equality.ts');
    const recorded = await this.#record();
    const arms = live.arms.map(({ id: _, ...arm }, at) => ({ ...arm, id: recorded.arms[at]?.id ?? `v${at}` }));
    const asSuch: RunRecord = { ...live, arms, experiment: { ...live.experiment, id: recorded.experiment.id, arms: live.experiment.arms.map((arm, at) => ({ ...arm, id: arms[at]!.id, lever: recorded.experiment.arms[at]?.lever ?? arm.lever })) } };
    const found = equality(recorded, asSuch);
    if (found) return equalitySentence(found, 'item');
    return split === 'test' ? 'That was the final comparison.' : 'These prompts are your own, so there is no recorded run beside them.';
  }

  /** Scores and items of a run under way. */
  #follow(parts: Parts, names: readonly string[], items: readonly ShownItem[], finished: readonly Finished[]): void {
    if (performance.now() - this.#drawn < REDRAW) return;
    this.#drawn = performance.now();
    const arms = names.length;
    const byItem = new Map<number, Finished[]>();
    for (const each of finished) byItem.set(Math.floor(each.job / arms), [...(byItem.get(Math.floor(each.job / arms)) ?? []), each]);
    const whole = [...byItem].filter(([, cells]) => cells.length === arms).sort(([a], [b]) => a - b);
    const rows = whole.map(([item, cells]): Row => ({
      item,
      cells: cells.sort((a, b) => a.job - b.job).map(({ outcomes, verdicts }) => {
        const own = Object.values(verdicts)[0]!;
        return { answer: outcomes[0]!.answer, verdict: own[0] as '1' | '0' | '-', right: own.split('1').length - 1, samples: own.length };
      }),
    }));
    this.#list(parts, names, rows, items);
    this.#part('.finding').textContent = `${rows.length} of ${items.length} items so far.`;
  }

  #show(parts: Parts, shown: Shown): void {
    this.#shown = shown;
    const { record } = shown;
    const names = record.experiment.arms.map(({ label }) => label);
    this.#showScores(parts, shown);
    const part = record.planned === undefined ? '' : ` A part of the run: ${record.experiment.items.count} of ${record.planned} items.`;
    this.#part('.finding').textContent = parts.finding(record) + part;
    this.#part('.comparisons').replaceChildren(...parts.comparisons(record).map((sentence) => Object.assign(document.createElement('li'), { textContent: sentence })));
    this.#filter.replaceChildren(...filters(names).map(([value, text]) => new Option(text, value)));
    this.#listed = LISTED;
    this.#part('.closer').replaceChildren();
    this.#list(parts, names, shown.rows, shown.items);
  }

  #showScores(parts: Parts, { record, ms }: Shown): void {
    const scores = parts.scoresOf(record, ms);
    for (const [at, card] of [...this.#cards.children].entries()) parts.showScore(document, card, record.experiment.arms[at]?.label === card.querySelector<HTMLInputElement>('[name=name]')!.value.trim() ? scores[at] : undefined);
  }

  #list(parts: Parts, names: readonly string[], rows: readonly Row[], items: readonly ShownItem[]): void {
    const chosen = parts.filtered(rows, this.#filter.value as Filter);
    this.#part('thead tr').replaceChildren(...parts.headCells(document, names));
    this.#part('tbody').replaceChildren(...chosen.slice(0, this.#listed).map((row) => parts.answerRow(document, row, items[row.item]!.references[0]!)));
    this.#part('.listed').textContent = `${Math.min(this.#listed, chosen.length)} of ${chosen.length} shown`;
    this.#part<HTMLButtonElement>('[data-more]').disabled = chosen.length <= this.#listed;
  }

  /** The last whole run, or the recorded one. */
  async #whole(): Promise<Shown> {
    if (this.#shown) return this.#shown;
    const [parts, record] = await Promise.all([this.#load(), this.#record()]);
    return (this.#shown = { record, rows: parts.rowsOf(record), items: await parts.itemsShown(record.experiment) });
  }

  async #refilter(listed = LISTED): Promise<void> {
    const [parts, { record, rows, items }] = await Promise.all([this.#load(), this.#whole()]);
    this.#listed = listed;
    this.#list(parts, record.experiment.arms.map(({ label }) => label), rows, items);
  }

  async #inspect(item: number): Promise<void> {
    const [parts, { record, rows, items }] = await Promise.all([this.#load(), this.#whole()]);
    // While a run goes on, its list may be longer than the last whole one.
    if (!rows[item]) return;
    this.#part('.closer').replaceChildren(...parts.inspected(document, record.experiment.arms.map(({ label }) => label), rows[item], items[item]!));
    this.#part<HTMLElement>('.closer .title').focus();
  }

  async #save(kind: string): Promise<void> {
    const { record } = await this.#whole();
    const [text, type] = kind === 'csv' ? [(await import('../../lab/export/csv.ts')).recordToCsv(record), 'text/csv']
      : kind === 'jsonl' ? [(await import('../../lab/export/jsonl.ts')).recordToJsonl(record), 'application/jsonl']
        : [(await import('../../lab/export/markdown.ts')).recordToMarkdown(record), 'text/markdown'];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${this.id}.${kind}`;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  #openSeal(arms: Experiment['arms']): void {
    void import('../../lab/seal.ts').then(({ opened, sealFrom, sealSentence }) => {
      const seal = opened(sealFrom(stored()), arms.map(({ label }) => label).join(' against '), new Date());
      try {
        localStorage.setItem(SEAL, JSON.stringify(seal));
      } catch {
        // Storage may be full or forbidden; then this page alone counts.
      }
      this.#part('.seal').textContent = sealSentence(seal);
    });
  }

  #showSeal(): void {
    if (stored() !== null) void import('../../lab/seal.ts').then(({ sealFrom, sealSentence }) => (this.#part('.seal').textContent = sealSentence(sealFrom(stored()))));
  }

  /** Ctrl or Cmd with Enter runs; Alt with a digit goes to that prompt. */
  #key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') void this.#controls.start();
    else if (event.altKey && /^Digit[1-6]$/.test(event.code)) this.#cards.children[Number(event.code.slice(-1)) - 1]?.querySelector<HTMLElement>('[name=name]')?.focus();
    else return;
    event.preventDefault();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<prompt-bench> has no ${selector}. Render it with Bench.astro.`);
    return found;
  }
}

const SEAL = 'seal';

function stored(): string | null {
  try {
    return localStorage.getItem(SEAL);
  } catch {
    return null;
  }
}

function filters(names: readonly string[]): [Filter, string][] {
  return [['all', 'all items'], ['differ', 'where prompts differ'], ['wrong', 'where all are wrong'], ...names.map((name, at): [Filter, string] => [`wrong-${at}`, `where “${name}” is wrong`])];
}

customElements.define('prompt-bench', PromptBench);
