/** `<prompt-bench>`: the live bench of Bench.astro. The prompts stand in the page's own fields; bench.ts makes an experiment of them, and view.ts draws what comes back. */
import '../shared/run-controls.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { UnfinishedRun } from '../../notebook/journal.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import type { Interrupted } from '../shared/interrupted.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime, rememberPace } from '../shared/pace.ts';
import type { Run, RunControls, Sentence } from '../shared/run-controls.ts';
import type { Bench, Variant } from './bench.ts';
import { Deck } from './deck.ts';
import { draftOf, keepDraft } from './draft.ts';
import type { Material } from './own/material.ts';
import type { Host, Panel } from './own/panel.ts';
import { loadParts, type Parts } from './parts.ts';
import { Results, type Shown } from './results.ts';

/** Answers that a grader is tried on. */
const TRIED = 40;
/** Characters that a token of English holds at least, for a guess at what a run takes. */
const CHARACTERS_A_TOKEN = 3;
/** Typing rests so long before the link and the cost follow, in milliseconds. */
const REST = 300;
/** Why there is no final comparison on items of the reader's own. */
const NONE_HELD = 'The final comparison asks about sealed items, and your own items stand in their place with none held back. Hold a share of them back under “Bring your own”, before you run; or remove them.';
/** What a reader can do with a run that the notebook does not take. */
const INSTEAD = 'save it below as CSV or JSONL';

const runs = import.meta.glob<RunRecord>('../../../content/runs/bench-*.json', { import: 'default' });

export class PromptBench extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #count = this.#part<HTMLSelectElement>('[name=count]');
  readonly #cards = this.#part('.variants');
  readonly #deck = new Deck(this.#cards);
  /** Of a recorded completion: see work.ts. */
  readonly #work = Number(this.dataset['tokens']);
  #parts: Promise<Parts> | undefined;
  #recorded: Promise<RunRecord> | undefined;
  readonly #results = new Results(this.#part('.result'), () => this.#load(), () => this.#record(), (error) => this.#controls.fail(error));
  #remembered = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Items and a grader of the reader's own. */
  #material: Material = {};
  /** How many of these items a run asks about. */
  #toLookAt = 0;
  #panel: Promise<Panel> | undefined;
  #interrupted: Interrupted | undefined;

  connectedCallback(): void {
    for (const field of this.querySelectorAll<HTMLInputElement>('input, select, textarea, button:not([data-run], [data-cancel])')) field.disabled = false;
    this.#cards.addEventListener('click', (event) => this.#act(event));
    this.#cards.addEventListener('input', () => this.#edited());
    this.#count.addEventListener('change', () => this.#edited());
    this.#cards.addEventListener('change', ({ target }) => (target as Element).matches('[name=name]') && this.#try(this.#rename()));
    this.#part('[data-final]').addEventListener('click', () => this.#try(this.#final()));
    this.#part('[data-own]').addEventListener('click', () => this.#try(this.#openOwn()));
    this.#part('[data-restore]').addEventListener('click', () => this.#try(this.#restore()));
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-save]')) button.addEventListener('click', () => this.#try(this.#save(button.dataset['save']!)));
    this.addEventListener('keydown', (event) => this.#key(event));
    this.#showSeal();
    // Run asks what the reader sees: not before the prompts of a link are there.
    void this.#open().then(() => this.#controls.drive((run) => this.#run(run, 'dev'), () => void this.#interrupted?.refresh()));
    void this.#offer();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#typing);
  }

  /** A link may bring prompts of its own, and a reload those that stood here before it. */
  async #open(): Promise<void> {
    const shared = settingsIn(location.href, this.id).get('prompts');
    const draft = draftOf(this.id, shared);
    if (shared === undefined && draft === undefined) return;
    try {
      const [parts, opening, { decodeShare }] = await Promise.all([this.#load(), this.#opening(), import('../../lab/share/share.ts')]);
      const bench = draft === undefined ? await decodeShare(shared!, (json) => parts.benchFrom(json, opening)) : parts.benchFrom(draft, opening);
      this.#rebuild(parts, bench, opening, parts.receivedMaterial(bench, opening));
      this.#controls.say('These prompts are as you left them, or as the link has them. What came of them is not here: below are the recorded results, of other prompts.');
    } catch (error) {
      this.#controls.fail(readable(`The prompts of this link could not be read, so these are the recorded ones. ${error instanceof Error ? error.message : ''}`.trim()));
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
    return (this.#parts ??= loadParts().catch((error: unknown) => {
      // Another time there may be a connection.
      this.#parts = undefined;
      throw error;
    }));
  }

  /** Says what went wrong with something that the reader did. */
  #try(what: Promise<unknown>): void {
    what.catch((error: unknown) => this.#controls.fail(error));
  }

  /** The recorded run of this bench. */
  #record(): Promise<RunRecord> {
    const fetched = runs[`../../../content/runs/${this.dataset['run']!}.json`];
    if (!fetched) throw new Error(`There is no recorded run "${this.dataset['run']!}" in content/runs. Record it with: npm run record -- --only ${this.dataset['run']!}`);
    return (this.#recorded ??= fetched().catch((error: unknown) => {
      this.#recorded = undefined;
      throw error;
    }));
  }

  async #opening(): Promise<Bench> {
    const [{ benchOf }, record] = await Promise.all([this.#load(), this.#record()]);
    return benchOf(record.experiment);
  }

  /** The bench as it stands in the fields. Where two prompts have one name, the later one has a number. */
  async #read(): Promise<Bench> {
    const [parts, opening] = await Promise.all([this.#load(), this.#opening()]);
    return parts.named({ ...parts.withMaterial(opening, this.#material), count: Number(this.#count.value), variants: this.#deck.read(parts) });
  }

  /** A name that another prompt has gets a number, in the field too. */
  async #rename(): Promise<void> {
    this.#deck.rename((await this.#read()).variants);
  }

  /** Puts a bench into the fields. Scores and list stay those of the last whole run. */
  #rebuild(parts: Parts, bench: Bench, opening: Bench, material = parts.materialOf(bench, opening)): void {
    if ([...this.#count.options].some(({ value }) => Number(value) === bench.count)) this.#count.value = String(bench.count);
    this.#deal(parts, bench.variants);
    this.#take(parts, material);
  }

  /** Other prompts, about the same items, graded alike. Scores stay with the prompts that have them. */
  #deal(parts: Parts, variants: readonly Variant[]): void {
    this.#deck.deal(parts, variants);
    this.#try(this.#results.whole().then((shown) => this.#showScores(parts, shown)));
    this.#edited();
  }

  /** A sentence about something that can be taken back, and the button that does. */
  #undoable(parts: Parts, before: Bench, opening: Bench, sentence: string): void {
    const undo = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: 'Put back what was there' });
    undo.addEventListener('click', () => {
      this.#rebuild(parts, before, opening);
      this.#deck.focus(0);
      this.#controls.say('What was there before is back.');
    });
    this.#controls.say([sentence, ' ', undo]);
  }

  /** Items and a grader take the place of those before. */
  #take(parts: Parts, material: Material): void {
    this.#material = material;
    this.#toLookAt = material.own ? material.own.length - parts.heldCount(material.own.length, material.hold) : 0;
    this.#offerGrader(parts, material);
    // The count is of drawn items; its choice stays for when they come back.
    this.#count.closest('label')!.hidden = material.own !== undefined;
    this.#part('.standing').textContent = parts.standing(material);
    this.#deck.outdate();
    void this.#panel?.then((panel) => panel.show(material));
    this.#edited();
  }

  /** Code that came with a link waits for the reader's word. */
  #offerGrader(parts: Parts, { offered, ...rest }: Material): void {
    this.querySelector('.offered')?.remove();
    if (!offered) return;
    this.#controls.before(parts.offeredGrader(document, offered, (use) => {
      this.#take(parts, use ? { ...rest, grader: offered } : rest);
      this.#controls.say(use ? 'Answers are graded by the grader of this link from the next run on.' : 'Answers are graded as recorded.');
      this.#part('[data-run]').focus();
    }));
  }

  async #openOwn(): Promise<void> {
    const button = this.#part('[data-own]');
    const [parts, { ownPanel }] = await Promise.all([this.#load(), import('./own/panel.ts')]);
    const host: Host = {
      read: () => this.#read(),
      opening: () => this.#opening(),
      material: () => this.#material,
      take: (material) => this.#take(parts, material),
      unseal: (count, choice) => this.#unseal(count, choice).catch((error: unknown) => {
        this.#controls.fail(error);
        return false;
      }),
      deal: (variants) => this.#deal(parts, variants),
      answers: () => this.#results.answers(TRIED),
      shown: () => this.#results.whole(),
    };
    this.#panel ??= ownPanel(document, this.id, host);
    const { element } = await this.#panel;
    if (!element.isConnected) button.closest('.set')!.after(element);
    else element.hidden = !element.hidden;
    button.setAttribute('aria-expanded', String(!element.hidden));
    button.setAttribute('aria-controls', element.id);
  }

  async #restore(): Promise<void> {
    const [parts, opening, before] = await Promise.all([this.#load(), this.#opening(), this.#read()]);
    this.#rebuild(parts, opening, opening);
    this.#deck.focus(0);
    this.#undoable(parts, before, opening, 'These are the prompts as they were recorded.');
  }

  #edited(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#try(this.#remember()), REST);
    const { own } = this.#material;
    const count = own ? this.#toLookAt : Number(this.#count.value);
    const text = own ? own.reduce((sum, each) => sum + each.text.length, 0) / own.length : 0;
    const work = Math.max(this.#work, (this.#deck.length + text) / CHARACTERS_A_TOKEN);
    this.#part('[data-run]').textContent = `Run on ${count} ${count === 1 ? 'item' : 'items'}`;
    showCost(this, `${this.#deck.size * count} completions, ${expectedTime(work * this.#deck.size * count)} here`);
  }

  /** Keeps the prompts in the link, and says of each what cannot be asked. */
  async #remember(): Promise<void> {
    const turn = (this.#remembered += 1);
    const [parts, opening, { carried, isAs }, bench] = await Promise.all([this.#load(), this.#opening(), import('./own/carried.ts'), this.#read()]);
    // Prompts that came or went meanwhile are remembered in a turn of their own.
    if (bench.variants.length !== this.#deck.size) return;
    for (const sentence of this.#deck.check(parts, bench, this.id)) this.#controls.say(sentence);
    const passedOn = parts.passedOn(bench, this.#material);
    const { text, words } = await carried(passedOn, opening);
    if (turn !== this.#remembered) return;
    keepDraft(this.id, text, isAs(passedOn, opening) ? undefined : parts.linked(passedOn, opening));
    const address = withSettings(location.href, this.id, new Map(text === undefined ? [] : [['prompts', text]]));
    if (address !== location.href) history.replaceState(history.state, '', address);
    Object.assign(this.#part<HTMLAnchorElement>('[data-link]'), { href: text === undefined ? `#${this.id}` : address, textContent: words });
  }

  #act({ target }: Event): void {
    const button = (target as Element).closest<HTMLButtonElement>('[data-act]');
    if (button) this.#try(this.#doAct(button.dataset['act']!, Number(button.closest<HTMLElement>('.variant')!.dataset['at'])));
  }

  async #doAct(act: string, at: number): Promise<void> {
    const parts = await this.#load();
    const bench = await this.#read();
    if (act === 'difference') {
      this.#deck.toggleDifference(parts, bench, at);
      return;
    }
    const changed = act === 'duplicate' ? parts.duplicate(bench, at) : parts.remove(bench, at);
    if (changed === bench) {
      this.#controls.say(act === 'duplicate' ? `The bench holds ${parts.MOST_VARIANTS} prompts. Remove one first.` : 'The last prompt stays.');
      return;
    }
    this.#deal(parts, changed.variants);
    this.#deck.focus(act === 'duplicate' ? at + 1 : Math.min(at, changed.variants.length - 1));
    if (act === 'duplicate') this.#controls.say(`“${changed.variants[at + 1]!.name}” is a copy of “${bench.variants[at]!.name}”.`);
    else this.#undoable(parts, bench, await this.#opening(), `“${bench.variants[at]!.name}” is removed.`);
  }

  /** The test items are opened only for a comparison that the reader has declared to be the final one. */
  async #final(): Promise<void> {
    if (this.#controls.running) return;
    const [parts, { declareFinal }] = await Promise.all([this.#load(), import('../shared/declare-final.ts')]);
    const { own, hold } = this.#material;
    const held = own && parts.heldCount(own.length, hold);
    if (held === 0) throw readable(NONE_HELD);
    const which = held === undefined ? 'test items that nobody has seen here' : `the ${held === 1 ? 'item' : `${held} items`} of your own that you have held back`;
    const what = `This runs your prompts as they stand on ${which}. The opening is counted, also if you cancel.`;
    if (await declareFinal(this.#part('.seal'), this.#part('[data-final]'), what)) await this.#controls.start((run) => this.#run(run, 'test'));
  }

  /** Items that are no longer held back have been opened. */
  async #unseal(count: number, choice: HTMLElement): Promise<boolean> {
    const { declareFinal } = await import('../shared/declare-final.ts');
    const what = `This puts ${count === 1 ? 'a sealed item' : `${count} sealed items`} among those to look at. It is counted as an opening.`;
    if (!(await declareFinal(choice.closest('label')!, choice, what))) return false;
    choice.focus();
    this.#countOpening('items no longer held back');
    return true;
  }

  async #run(run: Run, split: 'dev' | 'test'): Promise<Sentence> {
    const [parts, bench] = await Promise.all([this.#load(), this.#read()]);
    const fault = bench.variants.map(parts.faultIn).findIndex((found) => found !== undefined);
    if (fault >= 0) throw readable(`“${bench.variants[fault]!.name}” cannot be asked: ${parts.faultIn(bench.variants[fault]!)!}`);
    if (this.#material.fault !== undefined) throw readable(`Answers cannot be graded so: ${this.#material.fault}`);
    if (split === 'test' && bench.own && parts.heldCount(bench.own.length, bench.hold) === 0) throw readable(NONE_HELD);
    return this.#ask(run, parts.experimentOf(bench, split));
  }

  /** Goes on with a run that an earlier page began, with the prompts it was begun with. */
  async #goOn(run: Run, unfinished: UnfinishedRun): Promise<Sentence> {
    run.say('Loading TinyDesk.');
    const [engine, parts, { canGoOn, keepInterrupted }, { keptSentence, otherModelSentence }] = await Promise.all([tinydesk(), this.#load(), import('../shared/keeping.ts'), import('../shared/kept-words.ts')]);
    const { experiment } = unfinished;
    const opening = await this.#opening();
    const standIn = () => this.#rebuild(parts, parts.benchOf(experiment), opening, parts.materialOfRun(experiment, this.#material, opening));
    if (canGoOn(unfinished, await engine.info())) return this.#ask(run, experiment, standIn);
    const { record, kept } = await keepInterrupted(unfinished, parts.nameOf(experiment));
    standIn();
    if (record) this.#show(parts, { record, rows: parts.rowsOf(record), items: await parts.itemsShown(experiment) });
    return otherModelSentence(kept && keptSentence(kept, 'Its part', INSTEAD));
  }

  /** `begun` is called when nothing stands in the run's way any more and nothing has been asked yet. */
  async #ask(run: Run, experiment: Experiment, begun: () => void = () => undefined): Promise<Sentence> {
    this.#interrupted?.hide();
    run.say('Loading TinyDesk.');
    // What ends and saves the run is fetched with what makes it: there may be no connection later.
    const [engine, parts, { keptRun }, { keptSentence, unwrittenSentence }, { UnderWay }, { tooLong }, { timedAlone }, { besideRecorded }, recorded] = await Promise.all([
      tinydesk(), this.#load(), import('../shared/keeping.ts'), import('../shared/kept-words.ts'), import('./under-way.ts'), import('./too-long.ts'),
      import('./alone.ts'), import('./beside-recorded.ts'), this.#record(), import('./save.ts'),
    ]);
    const { items: { split, given }, arms } = experiment;
    const names = arms.map(({ label }) => label);
    const items = await parts.itemsShown(experiment);
    const fault = await tooLong(engine, names, items);
    if (fault !== undefined) throw readable(fault);
    const sandbox = await sandboxFor(experiment, run.signal);
    run.say(`Asking about ${items.length} ${given ? `${split === 'test' ? 'sealed ' : ''}items of your own` : split === 'test' ? 'sealed test items' : 'development items'} with ${arms.length} prompts.`);
    const underWay = new UnderWay(arms.length);
    const { record, cut, ms, work, kept } = await keptRun(experiment, engine, {
      name: parts.nameOf(experiment),
      signal: run.signal,
      ...(sandbox && { sandbox }),
      onBegin: (earlier) => {
        begun();
        for (const each of earlier) underWay.add(each);
        run.progress(earlier.length, items.length * arms.length);
        // Whoever goes on with a comparison has opened its items already.
        if (split === 'test' && earlier.length === 0) this.#countOpening(arms.map(({ label }) => label).join(' against '));
        this.#results.begin(parts, { names, items, underWay });
      },
      onUnwritten: (why) => run.say(unwrittenSentence(why)),
      onFinished: (each) => underWay.add(each),
      onProgress: ({ done, of }) => {
        run.progress(done, of);
        if (!run.signal.aborted) this.#results.follow(parts);
      },
    }).finally(() => sandbox?.close());
    const said = kept ? keptSentence(kept, cut ? 'The part' : 'This run', INSTEAD) : [];
    if (record) this.#show(parts, { record, rows: parts.rowsOf(record), items });
    else this.#show(parts, await this.#results.whole());
    if (cut) {
      run.keep(record ? ['What was finished is shown, and marked as a part. ', ...said] : 'No item was finished with every prompt yet, so there is no part to keep. What was here before is still here.');
      throw cut.reason;
    }
    run.keep(['It had ended before, and is shown whole. ', ...said]);
    rememberPace(work, ms);
    const alone = await timedAlone(engine, experiment, items, run.signal);
    if (alone && this.#results.shown?.record === record) {
      this.#results.timed(alone);
      await this.#showScores(parts, this.#results.shown!);
    }
    return [besideRecorded(recorded, record!), ' ', ...said];
  }

  #show(parts: Parts, shown: Shown): void {
    this.#results.show(parts, shown);
    void this.#panel?.then((panel) => panel.show(this.#material));
    this.#try(this.#showScores(parts, shown));
  }

  async #showScores(parts: Parts, shown: Shown): Promise<void> {
    this.#deck.showScores(parts, await this.#read(), shown);
  }

  async #save(kind: string): Promise<void> {
    const [parts, { record }, { saveAs }] = await Promise.all([this.#load(), this.#results.whole(), import('./save.ts')]);
    await saveAs(kind, record, { file: this.id, name: parts.nameOf(record.experiment) });
  }

  #countOpening(what: string): void {
    void import('../shared/seal-store.ts').then(({ openSeal }) => (this.#part('.seal').textContent = openSeal(what)));
  }

  #showSeal(): void {
    void import('../shared/seal-store.ts').then(({ sealNow }) => (this.#part('.seal').textContent = sealNow()));
  }

  /** Ctrl or Cmd with Enter runs; Alt with a digit goes to that prompt. */
  #key(event: KeyboardEvent): void {
    if ((event.target as Element).closest('.own')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') void this.#controls.start();
    else if (event.altKey && /^Digit[1-6]$/.test(event.code)) this.#deck.focus(Number(event.code.slice(-1)) - 1);
    else return;
    event.preventDefault();
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<prompt-bench> has no ${selector}. Render it with Bench.astro.`);
    return found;
  }
}

/** An error whose message is for the reader. */
function readable(message: string): Error {
  return Object.assign(new Error(message), { readable: true });
}

/** Where graders that someone wrote run; fetched only where there is one. */
async function sandboxFor({ graders }: Experiment, signal: AbortSignal) {
  const { isSandboxed } = await import('../../lab/grader.ts');
  if (!graders.some(isSandboxed)) return undefined;
  const { sandboxApart } = await import('../../lab/sandbox/apart.ts');
  return sandboxApart({ signal });
}

customElements.define('prompt-bench', PromptBench);
