/** `<few-shot-prompt>`: the live figure of FewShotPrompt.astro. Holds what the reader has set; prompt.ts makes the prompt of it and view.ts draws it. */
import '../shared/run-controls.ts';
import { tinydesk } from '../shared/engine.ts';
import { settingsIn, withSettings } from '../shared/link.ts';
import { duration } from '../shared/time-left.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import type { Asked, ShownPrompt } from './prompt.ts';
import { LONGEST_TICKET, OPENING_PROMPT, promptLink, promptSettings, type PromptSettings } from './settings.ts';

/** Typing rests so long before the prompt follows, in milliseconds. */
const REST = 200;

export class FewShotPrompt extends HTMLElement {
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #tickets = Number(this.dataset['tickets']);
  readonly #k = this.#part<HTMLInputElement>('[name=k]');
  readonly #ticket = this.#part<HTMLInputElement>('[name=ticket]');
  readonly #question = this.#part<HTMLTextAreaElement>('textarea');
  #settings: PromptSettings = OPENING_PROMPT;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** How often the reader has asked: what a question ends with is not to be wiped by a drawing that began before it. */
  #asked = 0;

  connectedCallback(): void {
    this.#controls.drive((run) => this.#ask(run));
    for (const field of this.querySelectorAll<HTMLInputElement>('input, textarea, button[data-do]')) field.disabled = false;
    this.#question.maxLength = LONGEST_TICKET;
    this.#k.addEventListener('input', () => void this.#change({ k: Number(this.#k.value) }));
    this.#ticket.addEventListener('change', () => void this.#go(this.#ticket.valueAsNumber - 1));
    this.#press('next', () => void this.#go(this.#settings.ticket + 1));
    this.#press('shuffle', () => void this.#change({ order: this.#settings.order + 1 }));
    this.#press('unshuffle', () => void this.#change({ order: 0 }));
    this.#press('restore', () => void this.#go(this.#settings.ticket));
    this.#question.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => void this.#change({ own: this.#question.value }), REST);
    });
    const linked = promptSettings(settingsIn(location.href, this.id), this.#tickets);
    if (promptLink(linked).size > 0) {
      this.#settings = linked;
      void this.#show();
    }
  }

  disconnectedCallback(): void {
    clearTimeout(this.#typing);
  }

  /** Another held-out ticket, the first again after the last. */
  async #go(ticket: number): Promise<void> {
    const { own: _, ...settings } = this.#settings;
    const wrapped = Number.isInteger(ticket) ? ((ticket % this.#tickets) + this.#tickets) % this.#tickets : settings.ticket;
    this.#settings = { ...settings, ticket: wrapped };
    await this.#show();
  }

  async #change(change: Partial<PromptSettings>): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    await this.#show(change.own === undefined);
  }

  /** Draws what is set. While the reader types, the text field is left alone. */
  async #show(question = true): Promise<void> {
    const settings = this.#settings;
    const asked = this.#asked;
    const before = this.#question.value;
    try {
      const { shownPrompt } = await import('./prompt.ts');
      const shown = shownPrompt(settings);
      if (settings !== this.#settings) return;
      this.#k.value = String(settings.k);
      this.#part('.value').textContent = String(settings.k);
      this.#ticket.value = String(settings.ticket + 1);
      // What was typed meanwhile stays.
      if (question && this.#question.value === before) this.#question.value = shown.question;
      this.#part('[data-do=unshuffle]').toggleAttribute('data-away', settings.order === 0);
      this.#part('[data-do=restore]').toggleAttribute('data-away', settings.own === undefined);
      this.#remember();
      const recorded = await this.#recorded();
      if (settings !== this.#settings) return;
      await this.#draw(shown);
      if (asked === this.#asked) this.#controls.say(recorded === undefined ? '' : `Recorded answer: “${recorded}”, which is ${recorded === shown.reference ? 'right' : 'wrong'}.`);
    } catch (error) {
      this.#controls.fail(error);
    }
  }

  async #draw(shown: ShownPrompt, asked?: Asked): Promise<void> {
    const { labelRows, shotList } = await import('./view.ts');
    this.#part('.shots').replaceWith(shotList(document, shown));
    this.#part('tbody').replaceChildren(...labelRows(document, shown, asked));
  }

  async #ask(run: Run): Promise<string> {
    clearTimeout(this.#typing);
    this.#asked += 1;
    if (this.#question.value !== (await this.#shown()).question) await this.#change({ own: this.#question.value });
    const settings = this.#settings;
    run.say('Loading TinyDesk.');
    const [{ ask }, engine, shown, recorded] = await Promise.all([import('./prompt.ts'), tinydesk(), this.#shown(), this.#recorded()]);
    run.progress(0, 1);
    const asked = await ask(engine, shown, run.signal);
    run.progress(1, 1);
    if (run.signal.aborted) throw run.signal.reason;
    if (settings !== this.#settings) return 'The prompt has changed in the meantime. Ask again.';
    await this.#draw(shown, asked);
    return [answerSentence(shown, asked.answer), comparison(recorded, asked.answer), `${asked.promptTokens} tokens read; answer and probabilities took ${duration(asked.ms)}.`].filter(Boolean).join(' ');
  }

  async #shown(): Promise<ShownPrompt> {
    return (await import('./prompt.ts')).shownPrompt(this.#settings);
  }

  /** What the recorded run answered to this very prompt, if it asked. */
  async #recorded(): Promise<string | undefined> {
    const { ticket, k, order, own } = this.#settings;
    if (order !== 0 || own !== undefined) return undefined;
    const { recordedRun } = await import('./recorded-runs.ts');
    const arm = (await recordedRun({ id: 'few-shot' })).arms.find(({ id }) => id === `k${k}`);
    return arm?.answers[arm.outcomes[ticket] ?? -1];
  }

  #remember(): void {
    const address = withSettings(location.href, this.id, promptLink(this.#settings));
    history.replaceState(history.state, '', address);
    this.#part<HTMLAnchorElement>('[data-link]').href = address;
  }

  #press(name: string, act: () => void): void {
    this.#part(`[data-do=${name}]`).addEventListener('click', act);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<few-shot-prompt> has no ${selector}. Render it with FewShotPrompt.astro.`);
    return found;
  }
}

function answerSentence({ labels, reference }: ShownPrompt, answer: string): string {
  if (reference !== undefined) return `TinyDesk answers “${answer}”, which is ${answer === reference ? 'right' : `wrong: it is “${reference}”`}.`;
  const meaning = Object.entries(labels).find(([, label]) => label === answer)?.[0];
  return meaning === undefined ? `TinyDesk answers “${answer}”, which is none of the names.` : `TinyDesk answers “${answer}”, which stands for ${meaning}.`;
}

function comparison(recorded: string | undefined, answer: string): string {
  if (recorded === undefined) return '';
  return recorded === answer ? 'The recorded answer is the same.' : `The recorded answer is another: “${recorded}”.`;
}

customElements.define('few-shot-prompt', FewShotPrompt);
