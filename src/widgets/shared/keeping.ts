/**
 * A widget's run that is written down while it goes on and kept in the notebook when it ends, whole or in part. A
 * notebook that is full, or that this browser does not have, never stops the run: it says why it was not kept.
 */
import type { ChatEngine } from '../../engines/chat.ts';
import { canonical } from '../../lab/canonical.ts';
import type { Experiment } from '../../lab/experiment.ts';
import type { RunRecord } from '../../lab/record.ts';
import { partialRecord, run, type Finished, type RunControls } from '../../lab/runner.ts';
import { openJournal, type EngineIdentity, type Journal, type UnfinishedRun } from '../../notebook/journal.ts';
import { keepRunApart } from '../../notebook/keep-apart.ts';
import type { Notebook } from '../../notebook/notebook.ts';
import { notebookError, type NotebookError } from '../../notebook/notebook-error.ts';
import { askToPersist } from '../../notebook/persistence.ts';
import { cutName } from '../../notebook/run-summary.ts';
import { persistentNotebook } from './page-notebook.ts';
import { workOf } from './work.ts';

export interface KeptRunControls extends Omit<RunControls, 'finished' | 'keepCalls'> {
  /** What the run is called in the notebook; the end of a long name is cut off. */
  readonly name: string;
  /** Called before anything is asked, with what an earlier page had finished of this very run. */
  readonly onBegin?: (finished: readonly Finished[]) => void;
  /** Called once, where what is finished from here on would be lost by a reload. */
  readonly onUnwritten?: (why: NotebookError) => void;
}

/** How a run ended. */
export interface RunEnd {
  /** Of the whole run; else of the items that were finished in every arm, and nothing where there are none. */
  readonly record: RunRecord | undefined;
  /** Why it is not the whole run: an abort, or what went wrong. */
  readonly cut: { readonly reason: unknown } | undefined;
  /** What it took on this page, in ms; an earlier page's time is not in it. */
  readonly ms: number;
  /** Tokens of the prompts that were read on this page. */
  readonly promptTokens: number;
  /** What was asked and answered on this page: see work.ts. */
  readonly work: number;
  /** Nothing where there was nothing to keep. */
  readonly kept: Kept | undefined;
}

/** The id of the run in the notebook, or why it is not there. */
export type Kept = { readonly id: string } | { readonly error: NotebookError };

/** Keeps a run that has ended. Rejects with a NotebookError. */
export type Keep = typeof keepRunApart;

/**
 * Runs an experiment, going on from what an earlier page had finished of it. Rejects where another tab runs it now,
 * with a NotebookError `busy`, and where the engine cannot be had; then nothing was asked. However else it ends, that is
 * in what it resolves to. Of a run that the reader has stopped the part is kept; one that failed can be gone on with,
 * too, and so can one that could not be kept.
 */
export async function keptRun(experiment: Experiment, engine: ChatEngine, { name, onBegin, onUnwritten, ...controls }: KeptRunControls, keep: Keep = keepRunApart): Promise<RunEnd> {
  const identity = await engine.info();
  const journal = await journalOf(experiment, identity, onUnwritten);
  const finished = [...journal.finished];
  const before = finished.length;
  onBegin?.(journal.finished);
  const started = performance.now();
  let record: RunRecord | undefined;
  let cut: RunEnd['cut'];
  try {
    record = await run(experiment, engine, {
      ...controls,
      keepCalls: true,
      finished: journal.finished,
      onFinished: (each) => {
        finished.push(each);
        journal.append(each);
        controls.onFinished?.(each);
      },
    });
  } catch (reason) {
    cut = { reason };
    record = await partialRecord(experiment, { info: async () => identity }, finished);
  }
  const ms = performance.now() - started;
  const stopped = controls.signal?.aborted ?? false;
  // What failed before anything new was finished leaves no second copy of the same part.
  const kept = record && (!cut || stopped || finished.length > before) ? await keepRecord(record, { name, ms }, keep) : undefined;
  await journal.close((!cut || stopped) && !(kept && 'error' in kept));
  const here = finished.slice(before);
  return { record, cut, ms, kept, promptTokens: here.reduce((sum, each) => sum + each.promptTokens, 0), work: here.reduce((sum, each) => sum + workOf(each), 0) };
}

/** Whether this engine would answer as the one that a run was begun with. */
export function canGoOn({ engine: begun }: UnfinishedRun, { engine, model, modelHash, versions }: EngineIdentity): boolean {
  return canonical(begun) === canonical({ engine, model, modelHash, versions });
}

/** Keeps what was finished of a run that cannot go on, as a part, and ends it. */
export async function keepInterrupted({ experiment, engine }: UnfinishedRun, name: string, keep: Keep = keepRunApart): Promise<RunEnd> {
  const journal = await journalOf(experiment, engine);
  const record = await partialRecord(experiment, { info: async () => engine }, journal.finished);
  const kept = record && (await keepRecord(record, { name, ms: 0 }, keep));
  await journal.close(!(kept && 'error' in kept));
  return { record, cut: { reason: undefined }, ms: 0, promptTokens: 0, work: 0, kept };
}

async function journalOf(experiment: Experiment, identity: EngineIdentity, onUnwritten?: (why: NotebookError) => void): Promise<Journal> {
  let notebook: Notebook;
  try {
    notebook = await persistentNotebook();
  } catch (error) {
    const why = await notebookError(error, 'open the notebook');
    onUnwritten?.(why);
    return { finished: [], off: why, append: () => undefined, flush: () => Promise.resolve(), close: () => Promise.resolve() };
  }
  return openJournal(notebook, experiment, identity, onUnwritten);
}

function keepRecord(record: RunRecord, { name, ms }: { readonly name: string; readonly ms: number }, keep: Keep): Promise<Kept> {
  return tryToKeep(() => keep(record, { name: cutName(name), ms }));
}

/** Keeps something in the notebook that outlives the page, and says how that went. `keep` gives its id. */
export async function tryToKeep(keep: () => Promise<string>, what = 'run'): Promise<Kept> {
  try {
    await persistentNotebook();
    const id = await keep();
    askToPersist();
    return { id };
  } catch (error) {
    return { error: await notebookError(error, `keep the ${what}`) };
  }
}
