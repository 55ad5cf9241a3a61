/**
 * `<run-controls>`: drives one long task over the buttons that RunControls.astro has put on the page. Its owner calls
 * `drive` once; from then on the reader's Run starts the task and Cancel aborts it.
 */
import { duration, TimeLeft } from './time-left.ts';

/** Words, or words with elements among them, such as a link. */
export type Sentence = string | readonly (string | Node)[];

/** What a task may use while it runs. */
export interface Run {
  /** Aborted when the reader cancels and when the controls leave the page. */
  readonly signal: AbortSignal;
  /** Shows how far it is, counted in what was announced before the click; the time left is worked out from it. */
  progress(done: number, of: number): void;
  /** Tells what is going on, when it changes: "Loading TinyDesk." Screen readers speak it. */
  say(sentence: string): void;
  /** What to say of what is shown, should the run be cancelled or fail; for a cancelled one it is else that nothing has changed. */
  keep(sentence: Sentence): void;
}

/** Resolves to the sentence that is shown at the end; without one, it says how long the run took. */
export type Task = (run: Run) => Promise<Sentence | undefined>;

export type Outcome = 'done' | 'cancelled' | 'failed';

/** An error whose message was written for the reader. Every other error is reported as unforeseen. */
export interface Readable {
  readonly readable: true;
  readonly message: string;
}

/** Frames are drawn no more often than this, in milliseconds. */
const FRAME = 100;

export class RunControls extends HTMLElement {
  #task: Task | undefined;
  #after: () => void = () => undefined;
  #running: AbortController | undefined;
  #ended: Promise<Outcome> = Promise.resolve('done');

  /** Sets the task and lets the reader start it. `after` is called whenever the buttons are free again. */
  drive(task: Task, after: () => void = () => undefined): void {
    if (!this.#task) {
      this.#button('run').addEventListener('click', () => void this.start());
      this.#button('cancel').addEventListener('click', () => this.cancel());
    }
    this.#task = task;
    this.#after = after;
    this.#button('run').disabled = false;
  }

  get running(): boolean {
    return this.#running !== undefined;
  }

  /** Runs the task, or another one on its behalf. While one runs, a second call only waits for it. */
  start(task = this.#task): Promise<Outcome> {
    if (!this.#running && task) this.#ended = this.#run(task);
    return this.#ended;
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** A sentence beside the buttons, spoken by screen readers. */
  say(sentence: Sentence): void {
    this.#part('[role=alert]').textContent = '';
    this.#part('[role=status]').replaceChildren(...pieces(sentence));
  }

  /** An error as a sentence, in the place of the status, with what else there is to say. */
  fail(error: unknown, more: Sentence = []): void {
    this.#part('[role=status]').textContent = '';
    this.#part('[role=alert]').replaceChildren(sentenceOf(error), ...pieces(more).flatMap((piece, at) => (at === 0 ? [' ', piece] : [piece])));
  }

  disconnectedCallback(): void {
    this.cancel();
  }

  async #run(task: Task): Promise<Outcome> {
    const controller = new AbortController();
    const { signal } = controller;
    const started = performance.now();
    this.#running = controller;
    this.#show(true);
    this.say('');
    this.#draw(0, 0, '');
    let drawn = 0;
    const left = new TimeLeft();
    let before = { done: 0, of: 0 };
    let kept: Sentence | undefined;
    const run: Run = {
      signal,
      say: (sentence) => !signal.aborted && this.say(sentence),
      keep: (sentence) => {
        kept = sentence;
      },
      progress: (done, of) => {
        before = { done, of };
        const now = performance.now();
        const said = left.at(now, done, of);
        if (signal.aborted || (now - drawn < FRAME && done < of)) return;
        drawn = now;
        this.#draw(done, of, said);
      },
    };
    try {
      const sentence = await task(run);
      if (signal.aborted) throw signal.reason;
      this.say(sentence ?? `Done in ${duration(performance.now() - started)}.`);
      return 'done';
    } catch (error) {
      if (signal.aborted) {
        const { done, of } = before;
        this.say([`Cancelled${of > 0 ? ` after ${done.toLocaleString('en')} of ${of.toLocaleString('en')}` : ''}. `, ...pieces(kept ?? 'What was here before is still here.')]);
        return 'cancelled';
      }
      this.fail(error, kept);
      return 'failed';
    } finally {
      this.#running = undefined;
      this.#show(false);
      this.#after();
    }
  }

  #show(running: boolean): void {
    const run = this.#button('run');
    const cancel = this.#button('cancel');
    const inCancel = cancel.ownerDocument.activeElement === cancel;
    // Not `disabled`: that would take the keyboard focus away.
    run.setAttribute('aria-disabled', String(running));
    cancel.disabled = !running;
    this.toggleAttribute('data-running', running);
    if (!running && inCancel) run.focus();
  }

  #draw(done: number, of: number, left: string): void {
    const bar = this.#part<HTMLProgressElement>('progress');
    if (of > 0) {
      bar.max = of;
      bar.value = done;
    } else {
      bar.removeAttribute('value');
    }
    this.#part('.left').textContent = left;
  }

  #button(name: 'run' | 'cancel'): HTMLButtonElement {
    return this.#part(`button[data-${name}]`);
  }

  #part<T extends HTMLElement = HTMLElement>(selector: string): T {
    const found = this.querySelector<T>(selector);
    if (!found) throw new Error(`<run-controls> has no ${selector}. Render it with RunControls.astro.`);
    return found;
  }
}

function pieces(sentence: Sentence): readonly (string | Node)[] {
  return typeof sentence === 'string' ? [sentence] : sentence;
}

/** Errors whose messages are for the reader wherever they come from. */
const READABLE: readonly string[] = ['EngineError', 'NotebookError', 'TableError', 'SandboxError'];

/** What to tell the reader about an error. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Error && (READABLE.includes(error.name) || (error as Partial<Readable>).readable)) return error.message;
  const detail = error instanceof Error ? error.message : String(error);
  if (/dynamically imported module|importing a module script/i.test(detail)) return 'A part of this page could not be fetched. Check the connection; when it is back, reload the page and try again.';
  return `This did not work, for a reason the page did not foresee (${detail}). Reload the page and try again.`;
}

customElements.define('run-controls', RunControls);
