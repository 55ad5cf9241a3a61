/** `<prompt-search>`: the search of PromptSearch.astro, made again in the reader's browser with settings of their own, and its one look at test items. */
import '../shared/run-controls.ts';
import { canonical } from '../../lab/canonical.ts';
import { promptSearch, SEARCHES } from '../../lab/experiments/searches.ts';
import type { SearchResult } from '../../lab/search.ts';
import type { PromptSearch, SearchRecord } from '../../lab/search-record.ts';
import { described } from '../../lab/search-words.ts';
import { familyNote, interval, percent, thousands, verdict } from '../../lab/wording.ts';
import { showCost } from '../shared/cost.ts';
import { tinydesk } from '../shared/engine.ts';
import { LastingRuns, type Found } from '../shared/lasting-runs.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { expectedTime } from '../shared/pace.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { openSeal, sealNow } from '../shared/seal-store.ts';
import { gains, searchRows, type ShareRow } from './rows.ts';
import { CHOICES, expectedTokens, settingsOf, withChosen, type Setting } from './settings.ts';

const records = import.meta.glob<SearchRecord>('../../../content/searches/*.json', { import: 'default' });
const NAMES = Object.keys(CHOICES) as Setting[];

export class PromptSearchElement extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #final = this.#part<HTMLButtonElement>('[data-final]');
  readonly #search = SEARCHES.find(({ id }) => id === this.dataset['search']) ?? promptSearch;
  #found: (Found & { readonly search: PromptSearch }) | undefined;

  readonly #runs = new LastingRuns(this.#controls, { name: ({ title, items }) => `${title}, ${items.count} items` });

  connectedCallback(): void {
    const linked = settingsOf(withChosen(this.#search, settingsIn(location.href, this.id)));
    for (const name of NAMES) {
      const field = this.#field(name);
      field.disabled = false;
      field.value = String(linked[name]);
      field.addEventListener('change', () => this.#changed());
    }
    this.#runs.drive((run) => this.#run(run));
    this.#final.addEventListener('click', () => void this.#declare().catch((error: unknown) => this.#controls.fail(error)));
    this.#part('.seal').textContent = sealNow();
    this.#changed();
  }

  #chosen(): PromptSearch {
    return withChosen(this.#search, new Map(NAMES.map((name) => [name, this.#field(name).value])));
  }

  #changed(): void {
    const [chosen, recorded] = [settingsOf(this.#chosen()), settingsOf(this.#search)];
    const own = NAMES.filter((name) => chosen[name] !== recorded[name]).map((name): [string, string] => [name, String(chosen[name])]);
    history.replaceState(history.state, '', withSettings(location.href, this.id, new Map(own)));
    const tokens = expectedTokens(chosen, Number(this.dataset['each']));
    showCost(this, `about ${thousands(1000 * Math.ceil(tokens / 1000))} tokens, ${expectedTime(tokens)} here`);
  }

  async #run(run: Run): Promise<string> {
    run.say('Loading TinyDesk.');
    const engine = await tinydesk();
    await engine.info();
    const search = this.#chosen();
    const { space } = search;
    this.#final.disabled = true;
    this.querySelector('.declare')?.remove();
    this.#found = undefined;
    let round = 1;
    run.say('Round 1.');
    const found = await this.#runs.search(run, search, engine, {
      name: `${search.title}, ${space.candidates} prompts`,
      onRound: ({ standings: [best] }) => {
        round += 1;
        run.say(`Round ${round}. Ahead: ${described(space, best!.candidate)}, right on ${best!.right} of ${best!.items}.`);
      },
    });
    const { result } = found;
    this.#found = { ...found, search };
    this.#final.disabled = false;
    this.#draw('Your search, on development items', searchRows(result));
    const spent = `${thousands(result.tokens)} tokens spent${result.ended === 'budget' ? ', and the next round would have cost more than was left' : ''}`;
    return `Found: ${described(space, result.winner.candidate)}; ${spent}. ${await this.#equality(search, result)}`;
  }

  /** The test items are opened only once the reader has been told what that does. */
  async #declare(): Promise<void> {
    if (this.#controls.running) return;
    const { declareFinal } = await import('../shared/declare-final.ts');
    const what = `This asks what the search found, the first prompt and the one written by hand about ${this.#search.finalItems} test items that no search sees. The opening is counted, also if you cancel.`;
    if (await declareFinal(this.#part('.seal'), this.#final, what)) this.#runs.start((run) => this.#test(run));
  }

  /** Opens the test items for the winner of the last search. */
  async #test(run: Run): Promise<string> {
    const [engine, { finalTest }] = await Promise.all([tinydesk(), import('../../lab/search.ts')]);
    const found = this.#found!;
    const { result, search: { space, finalItems, byHand } } = found;
    run.say(`Asking about ${finalItems} sealed test items.`);
    const whole = await this.#runs.ask(run, finalTest(space, result.winner.candidate, finalItems, byHand), engine, {
      // Whoever goes on with an interrupted look has opened the items already.
      onBegin: (earlier) => {
        if (earlier.length === 0) this.#part('.seal').textContent = openSeal(`search: ${described(space, result.winner.candidate)}`);
      },
    });
    const { record: final } = whole;
    const unlinked = await this.#runs.tried(found, whole);
    this.#draw('Your search, with its look at the test items', searchRows(result, final));
    const { overFirst, overHand } = gains(final);
    return `The winner, on items that the search never saw. Against the first prompt: ${verdict(overFirst)}. Against the one written by hand: ${verdict(overHand)}. ${familyNote(overHand.among)}${unlinked && ` ${unlinked}`}`;
  }

  /** Whether the recorded search, made with the same settings, came out the same. */
  async #equality(search: PromptSearch, result: SearchResult): Promise<string> {
    if (canonical(settingsOf(search)) !== canonical(settingsOf(this.#search))) return 'These settings are your own, so there is no recorded search beside it.';
    const recorded = await records[`../../../content/searches/${this.#search.id}.json`]!();
    return `Live equals recorded, bit for bit: ${canonical(recorded.result) === canonical(result) ? 'yes' : 'no'}.`;
  }

  /** The rows of the recorded search with other names and numbers. */
  #draw(title: string, rows: readonly ShareRow[]): void {
    const drawn = this.#part('.intervals').cloneNode(true) as HTMLElement;
    drawn.querySelector('p')!.textContent = title;
    drawn.querySelector('caption')!.textContent = title;
    const body = drawn.querySelector('tbody')!;
    const model = body.querySelector('tr')!;
    body.replaceChildren(...rows.map(({ name, lever, estimate: { value, low, high, n } }) => {
      const row = model.cloneNode(true) as HTMLElement;
      row.dataset['lever'] = lever;
      row.querySelector('i')!.style.insetInline = `${100 * low}% ${100 * (1 - high)}%`;
      row.querySelector('b')!.style.insetInlineStart = `${100 * value}%`;
      [name, '', percent(value), interval({ low, high }), String(n)].forEach((text, cell) => {
        if (cell !== 1) row.children[cell]!.textContent = text;
      });
      return row;
    }));
    this.#part('.here').replaceChildren(drawn);
  }

  #field(name: Setting): HTMLSelectElement {
    return this.#part(`[name=${name}]`);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<prompt-search> has no ${selector}. Render it with PromptSearch.astro.`);
    return found;
  }
}

customElements.define('prompt-search', PromptSearchElement);
