/**
 * The runs of a widget that outlive its page. Each is written down while it goes on, kept in the notebook when it ends,
 * whole or in part, and offered to be gone on with where a reload has interrupted it. The code for all this is fetched
 * when it is needed.
 */
import type { ChatEngine } from '../../engines/chat.ts';
import { canonical } from '../../lab/canonical.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { Finished, RunProgress } from '../../lab/runner.ts';
import type { Round, SearchResult } from '../../lab/search.ts';
import type { FoundSearch, PromptSearch } from '../../lab/search-record.ts';
import type { UnfinishedRun } from '../../notebook/journal.ts';
import { tinydesk } from './engine.ts';
import type { Interrupted } from './interrupted.ts';
import type { Kept } from './keeping.ts';
import type { Run, RunControls, Sentence, Task } from './run-controls.ts';

/** What a widget asks at some settings. */
export interface Setting {
  readonly experiment: Experiment;
  /** Sets the widget's fields so. */
  take(): void;
}

export interface Kind {
  /** What a run is called in the notebook: what is asked, at which settings. */
  name(experiment: Experiment): string;
  /**
   * The settings that an unfinished run was made at, as near as the widget's fields come; nothing where it is another
   * widget's. Without this, a run that was interrupted goes on once the reader runs the same again.
   */
  settingOf?(experiment: Experiment): Setting | undefined | Promise<Setting | undefined>;
}

export interface Watch {
  /** Called when nothing stands in the run's way any more and nothing has been asked yet, with what an earlier page had finished of it. */
  readonly onBegin?: (earlier: readonly Finished[]) => void;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called with each item of an arm, those that an earlier page had finished first. */
  readonly onFinished?: (finished: Finished) => void;
}

export interface Whole {
  readonly record: RunRecord;
  /** What it took on this page, in ms, and the tokens of the prompts that were read meanwhile. */
  readonly ms: number;
  readonly promptTokens: number;
  /** What was asked and answered on this page: see work.ts. */
  readonly work: number;
  /** Its id in the notebook, where it is there. */
  readonly id: string | undefined;
}

export interface Found {
  readonly result: SearchResult;
  /** Its id in the notebook, where it is there. */
  readonly id: string | undefined;
}

export class LastingRuns {
  readonly #controls: RunControls;
  readonly #kind: Kind;
  #offer: Interrupted | undefined;
  /** Where the last run is kept, as sentences. */
  #said: Exclude<Sentence, string> = [];

  constructor(controls: RunControls, kind: Kind) {
    this.#controls = controls;
    this.#kind = kind;
  }

  /** As `drive` of the controls. What the task says at its end is followed by where its run is kept. */
  drive(task: Task): void {
    this.#controls.drive(this.#telling(task), () => void this.#offer?.refresh());
    if (this.#kind.settingOf) void this.#watch(task);
  }

  /** As `start` of the controls, likewise. */
  start(task: Task): void {
    void this.#controls.start(this.#telling(task));
  }

  /**
   * The record of the whole run. Rejects where it was cancelled or failed, after its part was kept, and where another tab
   * has the same run under way.
   */
  async ask(run: Run, experiment: Experiment, engine: ChatEngine, { onBegin, onProgress, onFinished }: Watch = {}): Promise<Whole> {
    this.#offer?.hide();
    const [{ keptRun }, { unwrittenSentence }] = await Promise.all([import('./keeping.ts'), import('./kept-words.ts')]);
    const name = this.#kind.name(experiment);
    const { samples, arms, items: { count, seeds } } = experiment;
    const { record, cut, ms, promptTokens, work, kept } = await keptRun(experiment, engine, {
      name,
      signal: run.signal,
      onBegin: (earlier) => {
        onBegin?.(earlier);
        run.progress(samples * earlier.length, samples * count * seeds.length * arms.length);
        for (const each of earlier) onFinished?.(each);
      },
      onUnwritten: (why) => run.say(unwrittenSentence(why)),
      onFinished: (each) => onFinished?.(each),
      onProgress: (each) => {
        run.progress(samples * each.done, samples * each.of);
        onProgress?.(each);
      },
    });
    this.#tell(run, kept && (await told(kept, cut ? 'The part' : 'This run', record!, { name, ms })));
    if (cut) throw cut.reason;
    run.signal.throwIfAborted();
    return { record: record!, ms, promptTokens, work, id: idOf(kept) };
  }

  /** The whole of a prompt search. Rejects where it was cancelled or failed, after the rounds that were finished were kept. */
  async search(run: Run, prompts: PromptSearch, engine: ChatEngine, { name, onRound }: { readonly name: string; readonly onRound: (round: Round) => void }): Promise<Found> {
    this.#offer?.hide();
    const { keptSearch } = await import('./keeping-search.ts');
    const { found, cut, ms, kept } = await keptSearch(prompts, engine, { name, signal: run.signal, onRound, onProgress: ({ done, of }) => run.progress(done, of) });
    this.#tell(run, kept && (await toldOfSearch(kept, cut ? 'The part' : 'This search', found!, { name, ms })));
    if (cut) throw cut.reason;
    return { result: found!.result, id: idOf(kept) };
  }

  /** Writes down that a search's winner was tried in a run, where both are in the notebook. Gives a sentence where that failed. */
  async tried(search: Found, run: Whole): Promise<string> {
    if (search.id === undefined || run.id === undefined) return '';
    const { noteFinal } = await import('./keeping-search.ts');
    return noteFinal(search.id, run.id);
  }

  #tell(run: Run, said: Exclude<Sentence, string> = []): void {
    this.#said = said;
    run.keep(['What was here before is still here.', ...(said.length === 0 ? [] : [' ', ...said])]);
  }

  async #watch(task: Task): Promise<void> {
    const { offerInterrupted } = await import('./interrupted.ts');
    this.#offer = offerInterrupted(this.#controls, async ({ experiment }) => (await this.#settingOf(experiment)) !== undefined, (unfinished) => this.start((run) => this.#goOn(run, unfinished, task)));
    await this.#offer.refresh();
  }

  /** Runs the task at the settings of an unfinished run, so that it goes on. */
  async #goOn(run: Run, unfinished: UnfinishedRun, task: Task): Promise<Sentence | undefined> {
    this.#offer?.hide();
    run.say('Loading TinyDesk.');
    const [engine, setting, { canGoOn, keepInterrupted }, { otherModelSentence }] = await Promise.all([tinydesk(), this.#settingOf(unfinished.experiment), import('./keeping.ts'), import('./kept-words.ts')]);
    setting!.take();
    if (canGoOn(unfinished, await engine.info())) return task(run);
    const name = this.#kind.name(unfinished.experiment);
    const { record, kept } = await keepInterrupted(unfinished, name);
    return otherModelSentence(kept && (await told(kept, 'Its part', record!, { name, ms: 0 })));
  }

  async #settingOf(experiment: Experiment): Promise<Setting | undefined> {
    const setting = await this.#kind.settingOf?.(experiment);
    return setting && canonical(setting.experiment) === canonical(experiment) ? setting : undefined;
  }

  #telling(task: Task): Task {
    return async (run) => {
      this.#said = [];
      const sentence = await task(run);
      return sentence === undefined || this.#said.length === 0 ? sentence : [...(typeof sentence === 'string' ? [sentence] : sentence), ' ', ...this.#said];
    };
  }
}

interface Note {
  readonly name: string;
  readonly ms: number;
}

/** Where a record is kept; where it is not, with a button that saves it as a file. */
function told(kept: Kept, what: string, record: RunRecord, note: Note): Promise<Exclude<Sentence, string>> {
  return toldOf(kept, what, record.experiment.id, async () => (await import('../../notebook/run-file.ts')).fileOfRun(record, note));
}

function toldOfSearch(kept: Kept, what: string, found: FoundSearch, note: Note): Promise<Exclude<Sentence, string>> {
  return toldOf(kept, what, found.search.id, async () => (await import('../../notebook/run-file.ts')).fileOfSearch(found, note));
}

async function toldOf(kept: Kept, what: string, file: string, make: () => Promise<string>): Promise<Exclude<Sentence, string>> {
  const [{ keptSentence }, { saveButton }] = await Promise.all([import('./kept-words.ts'), import('./save-run.ts')]);
  return keptSentence(kept, what, saveButton(file, make));
}

function idOf(kept: Kept | undefined): string | undefined {
  return kept && 'id' in kept ? kept.id : undefined;
}
