/** `<next-token>`: the live figure of NextToken.astro. Holds what the reader has set and what was drawn last; view.ts draws it. */
import '../shared/run-controls.ts';
import { siteRoot } from '../../book/site-root.ts';
import type { ChatEngine } from '../../engines/chat.ts';
import { tinydesk } from '../shared/engine.ts';
import { numberIn, settingsIn, withSettings } from '../shared/link.ts';
import type { Run, RunControls } from '../shared/run-controls.ts';
import { draw, read, type Answer, type Dials, type Reading } from './ask.ts';
import { fold, reshape, type Distribution } from './distribution.ts';
import { DrawnEvent } from './exercise-element.ts';
import { ANSWERS, PRESETS, type Preset } from './presets.ts';
import type { RecordedPresets } from './recorded.ts';
import { answerList, drawnTokens, fillBars, promptCount, promptTokens, spreadWords } from './view.ts';

/** What the page was built with: how the model reads each preset, and the recorded answers. */
const recorded = (await (await fetch(new URL('figures/next-token.json', siteRoot()))).json()) as RecordedPresets;

interface Drawn extends Dials {
  readonly prompt: string;
  readonly answers: readonly Pick<Answer, 'text' | 'ended'>[];
  /** The same with their steps; nothing for recorded ones, whose steps were not kept. */
  readonly live: readonly Answer[] | undefined;
}

/** Typing rests so long before the prompt is read, in milliseconds. */
const REST = 150;
/** Links hold no longer prompts: browsers cut addresses. */
const LONGEST_LINKED = 1200;

export class NextToken extends HTMLElement {
  readonly #opening: Dials = { temperature: 1, topP: 1, seed: recorded.seed };
  readonly #controls = this.#part<RunControls>('run-controls');
  readonly #prompt = this.#part<HTMLTextAreaElement>('textarea');
  readonly #temperature = this.#part<HTMLInputElement>('[name=temperature]');
  readonly #topP = this.#part<HTMLInputElement>('[name=top-p]');
  readonly #seed = this.#part<HTMLInputElement>('[name=seed]');
  readonly #rows = Array.from(this.querySelectorAll<HTMLElement>('.bars tbody tr'));

  #engine: ChatEngine | undefined;
  #next: Distribution | undefined = recorded.presets.vague.next;
  #drawn: Drawn = this.#recordedDrawn(PRESETS[0]);
  /** The answer that is stepped through, and how many of its tokens have been drawn. */
  #chosen = 0;
  #position = 0;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #reading: AbortController | undefined;
  /** Draws begun so far. */
  #draws = 0;

  connectedCallback(): void {
    this.#controls.drive((run) => this.#sample(run));
    for (const field of this.querySelectorAll<HTMLInputElement>('fieldset, textarea, input, [data-step] button')) field.disabled = false;
    this.#prompt.addEventListener('input', () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => void this.#promptChanged(), REST);
    });
    for (const radio of this.querySelectorAll<HTMLInputElement>('[name=preset]')) {
      radio.addEventListener('change', () => this.#choosePreset(PRESETS.find(({ id }) => id === radio.value)!));
    }
    for (const dial of [this.#temperature, this.#topP, this.#seed]) dial.addEventListener('input', () => this.#dialsChanged());
    this.#seed.addEventListener('change', () => (this.#seed.value = String(this.#dials.seed)));
    this.#part('.answered').addEventListener('click', ({ target }) => this.#chooseAnswer(target as Element));
    this.#part('[data-forward]').addEventListener('click', () => void this.#step(1));
    this.#part('[data-back]').addEventListener('click', () => void this.#step(-1));
    this.#restore();
    this.#showAnswers();
  }

  disconnectedCallback(): void {
    clearTimeout(this.#typing);
    this.#reading?.abort();
  }

  // What the reader has set.

  get #dials(): Dials {
    return { temperature: Number(this.#temperature.value), topP: Number(this.#topP.value), seed: this.#seedOf(this.#seed.value) };
  }

  /** A whole number; the seed of the recorded answers where there is none. */
  #seedOf(text: string | undefined): number {
    return Math.floor(numberIn(text, 0, Number.MAX_SAFE_INTEGER) ?? this.#opening.seed);
  }

  get #preset(): Preset | undefined {
    return PRESETS.find(({ prompt }) => prompt === this.#prompt.value);
  }

  #restore(): void {
    const settings = settingsIn(location.href, this.id);
    const preset = PRESETS.find(({ id }) => id === settings.get('preset'));
    const prompt = settings.get('prompt') ?? preset?.prompt;
    const { temperature, topP } = this.#opening;
    this.#temperature.value = String(numberIn(settings.get('temperature'), 0, 2) ?? temperature);
    this.#topP.value = String(numberIn(settings.get('top-p'), 0, 1) ?? topP);
    this.#seed.value = String(this.#seedOf(settings.get('seed')));
    if (prompt === undefined) return;
    this.#prompt.value = prompt;
    this.#dialsChanged();
    if (this.#preset) this.#choosePreset(this.#preset);
    else this.#unread();
  }

  #remember(): void {
    const { temperature, topP, seed } = this.#dials;
    const settings = new Map<string, string>();
    if (this.#preset && this.#preset !== PRESETS[0]) settings.set('preset', this.#preset.id);
    if (!this.#preset && this.#prompt.value.length <= LONGEST_LINKED) settings.set('prompt', this.#prompt.value);
    if (temperature !== this.#opening.temperature) settings.set('temperature', String(temperature));
    if (topP !== this.#opening.topP) settings.set('top-p', String(topP));
    if (seed !== this.#opening.seed) settings.set('seed', String(seed));
    const address = withSettings(location.href, this.id, settings);
    history.replaceState(history.state, '', address);
    this.#part<HTMLAnchorElement>('[data-link]').href = address;
  }

  #choosePreset(preset: Preset): void {
    this.#prompt.value = preset.prompt;
    this.#reading?.abort();
    this.#controls.say('');
    this.#showReading(recorded.presets[preset.id]);
    if (sameDials(this.#dials, this.#opening)) this.#show(this.#recordedDrawn(preset));
    this.#changed();
  }

  async #promptChanged(): Promise<void> {
    this.#changed();
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    // What a draw says stays, whether it was under way when the reader typed or came after.
    const draws = this.#controls.running ? undefined : this.#draws;
    try {
      const engine = await this.#awake((sentence) => this.#controls.say(sentence));
      if (signal.aborted) return;
      const reading = await read(engine, recorded.vocabulary, this.#prompt.value, signal);
      this.#showReading(reading);
      if (draws === this.#draws) this.#controls.say('');
    } catch (error) {
      if (signal.aborted) return;
      this.#unread();
      if (!this.#controls.running) this.#controls.fail(error);
    }
  }

  #dialsChanged(): void {
    const { temperature, topP } = this.#dials;
    this.#part('[data-for=temperature]').textContent = temperature.toFixed(2);
    this.#part('[data-for=top-p]').textContent = topP.toFixed(2);
    this.#temperature.setAttribute('aria-valuetext', temperature === 0 ? '0, greedy' : temperature.toFixed(2));
    this.#showBars();
    this.#changed();
  }

  /** After any setting has changed. */
  #changed(): void {
    for (const radio of this.querySelectorAll<HTMLInputElement>('[name=preset]')) radio.checked = radio.value === this.#preset?.id;
    this.dataset['lever'] = this.#preset?.id === 'vague' ? 'base' : 'prompt';
    this.#showFreshness();
    this.#remember();
  }

  // What is asked of the model.

  async #awake(say: (sentence: string) => void): Promise<ChatEngine> {
    if (!this.#engine) say('Loading TinyDesk.');
    this.#engine = await tinydesk();
    return this.#engine;
  }

  async #sample(run: Run): Promise<string> {
    this.#draws += 1;
    const prompt = this.#prompt.value;
    const set = this.#dials;
    // The same again would bring nothing new: the next seed is taken.
    const dials = this.#current && this.#drawn.live ? { ...set, seed: set.seed + 1 } : set;
    const engine = await this.#awake((sentence) => run.say(sentence));
    run.progress(0, ANSWERS);
    const reading = await read(engine, recorded.vocabulary, prompt, run.signal);
    const live = await draw(engine, recorded.vocabulary, prompt, dials, run.signal);
    if (run.signal.aborted) throw run.signal.reason;
    run.progress(ANSWERS, ANSWERS);
    if (sameDials(this.#dials, set)) this.#seed.value = String(dials.seed);
    this.#showReading(reading);
    this.#show({ ...dials, prompt, answers: live, live });
    this.#remember();
    this.dispatchEvent(new DrawnEvent({ ...dials, prompt, answers: live.map(({ text }) => text) }));
    return `Ten answers drawn${this.#comparison(live)}.`;
  }

  /** How what was just drawn compares with the record, to follow "drawn"; empty where nothing like it was recorded. */
  #comparison(live: readonly Answer[]): string {
    const preset = this.#preset;
    if (!preset || !sameDials(this.#dials, this.#opening)) return '';
    const { answers } = recorded.presets[preset.id];
    const parted = live.findIndex(({ text }, i) => text !== answers[i]?.text);
    return parted < 0 ? ', equal to the recorded run, letter for letter' : `, of which number ${parted + 1} is the first that differs from the recorded run`;
  }

  async #step(by: 1 | -1): Promise<void> {
    if (!this.#drawn.live || !this.#current) {
      // A recorded answer, or one to another prompt: its steps have to be drawn first.
      if ((await this.#controls.start((run) => this.#sample(run))) !== 'done') return;
      this.#position = 0;
    }
    const steps = this.#steps;
    this.#position = Math.min(steps.length, Math.max(0, this.#position + by));
    this.#showAnswers();
    this.#showBars();
  }

  // What is on the page.

  get #steps(): Answer['steps'] {
    return this.#drawn.live?.[this.#chosen]?.steps ?? [];
  }

  /** Whether the answers shown belong to what is set now. */
  get #current(): boolean {
    return this.#drawn.prompt === this.#prompt.value && sameDials(this.#drawn, this.#dials);
  }

  #recordedDrawn({ id, prompt }: Preset): Drawn {
    return { ...this.#opening, prompt, answers: recorded.presets[id].answers, live: undefined };
  }

  #show(drawn: Drawn): void {
    this.#drawn = drawn;
    this.#chosen = 0;
    this.#position = 0;
    this.#part('.answered').replaceChildren(answerList(document, drawn.answers));
    this.#showAnswers();
    this.#showFreshness();
    this.#showBars();
  }

  #chooseAnswer(target: Element): void {
    const item = target.closest('.answers li');
    if (!item) return;
    this.#chosen = Array.from(item.parentElement!.children).indexOf(item);
    this.#position = 0;
    this.#showAnswers();
    this.#showBars();
  }

  #showReading(reading: Reading): void {
    this.#next = reading.next;
    this.#part('.read').replaceChildren(promptTokens(document, reading.tokens));
    this.#part('.count').textContent = promptCount(reading.tokens, this.#prompt.value);
    this.#position = 0;
    this.#showAnswers();
    this.#showBars();
  }

  /** A prompt that has not been read, or cannot be. */
  #unread(): void {
    this.#next = undefined;
    this.#part('.read').replaceChildren();
    this.#part('.count').textContent = 'not read yet';
    this.#showBars();
  }

  #showAnswers(): void {
    const { answers } = this.#drawn;
    const { finding, figures } = spreadWords(answers.map(({ text }) => text));
    this.#part('.finding').textContent = finding;
    this.#part('.figures').textContent = figures;
    Array.from(this.querySelectorAll<HTMLButtonElement>('.answers button')).forEach((button, i) => {
      button.disabled = false;
      button.setAttribute('aria-pressed', String(i === this.#chosen));
    });
    const steps = this.#steps;
    const whole = steps.length > 0 && this.#position === steps.length;
    this.#part('.answer').replaceChildren(drawnTokens(document, steps.slice(0, this.#position), whole && answers[this.#chosen]!.ended));
    this.#part('.which').textContent = `Answer ${this.#chosen + 1}, token by token`;
    this.#part<HTMLButtonElement>('[data-back]').disabled = this.#position === 0;
    this.#part<HTMLButtonElement>('[data-forward]').disabled = whole;
  }

  #showBars(): void {
    const { temperature, topP } = this.#dials;
    const steps = this.#current ? this.#steps : [];
    // After the last token there is nothing more to choose from, so that its own choice stays on show.
    const whole = steps.length > 0 && this.#position === steps.length;
    const at = steps[whole ? this.#position - 1 : this.#position];
    const distribution = (this.#position > 0 ? at?.from : undefined) ?? this.#next ?? { likely: [], others: recorded.vocabulary };
    fillBars(this.#rows, fold(reshape(distribution, temperature, topP), this.#rows.length - 1), whole ? at?.text : undefined);
    this.#part('.place').textContent = this.#position === 0 ? 'first' : whole ? 'last' : `${ordinal(this.#position + 1)}`;
  }

  #showFreshness(): void {
    const { temperature, topP, seed, live } = this.#drawn;
    const dials = `temperature ${temperature.toFixed(2)}, top-p ${topP.toFixed(2)}, seed ${seed}`;
    this.#part('.drawn-at').textContent = `${live ? 'Drawn here' : 'Recorded'} at ${dials}.${this.#current ? '' : ' Not yet drawn for what is set above.'}`;
    this.toggleAttribute('data-stale', !this.#current);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<next-token> has no ${selector}. Render it with NextToken.astro.`);
    return found;
  }
}

function sameDials(a: Dials, b: Dials): boolean {
  return a.temperature === b.temperature && a.topP === b.topP && a.seed === b.seed;
}

function ordinal(n: number): string {
  return ['zeroth', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'][n] ?? `${n}th`;
}

customElements.define('next-token', NextToken);
