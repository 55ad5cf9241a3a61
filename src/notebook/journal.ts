/**
 * An unfinished run, written down as it goes, so that after a reload it goes on where it was.
 *
 * It must never hold the page up. Measured in Chromium on two cores that were busy with another job: 8,000 items of ten
 * answers each (80,000 outcomes, 20 arms of 400 items) handed over as fast as the page allows, 18 times, gave no task
 * over 50 ms, the longest 45 (43 in the same loop without a journal); all was on disk after 1 to 3 s, and was read
 * back in 0.3 to 0.5 s with no task over 50 ms, the longest 47. So: small batches, as text, and pauses while reading.
 */
import { CheckError, count, either, fields, flag, list, record, text } from '../engines/check.ts';
import type { EngineInfo } from '../engines/chat.ts';
import { macrotask } from '../engines/macrotask.ts';
import { canonical } from '../lab/canonical.ts';
import { itemCount, type Experiment } from '../lab/experiment.ts';
import { keyOf } from '../lab/grader.ts';
import type { Finished } from '../lab/runner.ts';
import type { Key, Span } from './database.ts';
import { hashOf, newId } from './identity.ts';
import { takeLock } from './lock.ts';
import type { Notebook } from './notebook.ts';
import { NotebookError, notebookError } from './notebook-error.ts';
import type { BatchRow, JournalRow } from './schema.ts';

/** Who answers, as a record says it; an EngineInfo is one. */
export type EngineIdentity = Pick<EngineInfo, 'engine' | 'model' | 'modelHash' | 'versions'>;

export interface Journal {
  /** What an earlier page had finished of this very run: for `run`'s control of that name. */
  readonly finished: readonly Finished[];
  /** Why nothing more is written, where that is so. The run itself goes on. */
  readonly off: NotebookError | undefined;
  /** Writes a finished item down, soon. Never throws and never waits. */
  append(finished: Finished): void;
  /** Resolves once everything appended is written, or the journal is off. */
  flush(): Promise<void>;
  /** Ends it: deletes what was written where the run is done, and else keeps it for the next time. Never rejects. */
  close(done: boolean): Promise<void>;
}

export interface UnfinishedRun {
  readonly key: string;
  readonly experiment: Experiment;
  readonly engine: EngineIdentity;
  /** When it was begun: ISO. */
  readonly when: string;
  /** Items of arms that are finished, and that there are. */
  readonly finished: number;
  readonly of: number;
}

/** Items in a transaction at most, and ms that an item waits for others. */
const BATCH = 50;
const DELAY = 500;
/** Batches read at a time, and ms after which a page is let breathe. */
const READ = 16;
const BREATH = 12;

/**
 * The journal of a run of this experiment on this engine. Rejects with a NotebookError `busy` while another tab has it
 * open, and with no other: where the notebook cannot be read or written, the journal is off and `onOff` is told why,
 * once, now or when it happens.
 */
export async function openJournal(notebook: Notebook, experiment: Experiment, { engine, model, modelHash, versions }: EngineIdentity, onOff?: (why: NotebookError) => void): Promise<Journal> {
  const { database, changes } = notebook;
  const head = canonical({ experiment, engine: { engine, model, modelHash, versions } });
  const key = await hashOf(head);
  const release = await lockJournal(key);
  const finished: Finished[] = [];
  let off: NotebookError | undefined;
  let waiting: Finished[] = [];
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing = Promise.resolve();
  let closed = false;
  let n = 0;
  let written = 0;
  // Sorts by time, and is another for each page: two pages without locks never write over each other.
  const writer = `${new Date().toISOString()} ${newId()}`;

  const turnOff = async (error: unknown, doing: string): Promise<void> => {
    if (off) return;
    off = await notebookError(error, doing);
    onOff?.(off);
  };
  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      written += batch.length;
      const row: BatchRow = { journal: key, writer, n: n++, finished: written, text: JSON.stringify(batch) };
      writing = writing.then(async () => {
        if (off) return;
        try {
          await database.write([{ in: 'batches', put: row }]);
        } catch (error) {
          await turnOff(error, 'write down the run under way');
        }
      });
    }
  };
  const hidden = (): void => {
    if (document.visibilityState === 'hidden') write();
  };

  try {
    if ((await database.get('journals', key) as Partial<JournalRow> | undefined)?.head === head) {
      // One by one: a call takes some 65,000 arguments at most in one of the browsers.
      for (const each of await readBatches(notebook, experiment, key)) finished.push(each);
      changes.tell({ what: 'begun', ids: [key] });
    } else {
      await database.write([{ in: 'batches', remove: spanOf(key) }, { in: 'journals', put: { key, head, when: new Date().toISOString() } }]);
      changes.tell({ what: 'begun', ids: [key] });
    }
  } catch (error) {
    await turnOff(error, 'begin to write down the run');
  }
  written = finished.length;
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', hidden);

  return {
    finished,
    get off() {
      return off;
    },
    append: (item) => {
      if (off || closed) return;
      if (waiting.length === 0) since = performance.now();
      waiting.push(item);
      // Timers of a page in the background are slowed down, so the time is looked at here too.
      if (waiting.length >= BATCH || performance.now() - since > DELAY) write();
      else timer ??= setTimeout(write, DELAY);
    },
    flush: () => {
      write();
      return writing;
    },
    close: async (done) => {
      if (closed) return;
      closed = true;
      if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', hidden);
      if (done) {
        waiting = [];
        clearTimeout(timer);
      } else {
        write();
      }
      await writing;
      try {
        if (done) await erase(notebook, key);
      } catch (error) {
        await turnOff(error, 'delete what was written down of the run');
      } finally {
        release();
      }
    },
  };
}

/** Every run that was begun and not finished, the newest first; without those whose entry is damaged. */
export async function unfinishedRuns({ database }: Notebook): Promise<UnfinishedRun[]> {
  const runs: UnfinishedRun[] = [];
  for (const row of await database.select('journals')) {
    const { key, head, when } = row as Partial<Record<keyof JournalRow, unknown>>;
    if (typeof key !== 'string' || typeof head !== 'string' || typeof when !== 'string' || (await hashOf(head)) !== key) continue;
    const { experiment, engine } = JSON.parse(head) as Pick<UnfinishedRun, 'experiment' | 'engine'>;
    const of = itemCount(experiment) * experiment.arms.length;
    const [last] = (await database.select('batches', { ...spanOf(key), descending: true, limit: 1 })) as Partial<BatchRow>[];
    runs.push({ key, experiment, engine, when, finished: Math.min(of, Number.isSafeInteger(last?.finished) ? last!.finished! : 0), of });
  }
  return runs.sort((a, b) => (a.when < b.when ? 1 : -1));
}

/** Whether a tab, this one or another, runs it right now. */
export async function isUnderWay(key: string): Promise<boolean> {
  const release = await takeLock(lockOf(key));
  release?.();
  return !release;
}

/** Deletes what was written down of an unfinished run. Rejects with a NotebookError `busy` while a tab runs it. */
export async function discardUnfinished(notebook: Notebook, key: string): Promise<void> {
  const release = await lockJournal(key);
  try {
    await erase(notebook, key);
  } finally {
    release();
  }
}

async function erase({ database, changes }: Notebook, key: string): Promise<void> {
  await database.write([{ in: 'batches', remove: spanOf(key) }, { in: 'journals', remove: key }]);
  changes.tell({ what: 'ended', ids: [key] });
}

async function lockJournal(key: string): Promise<() => void> {
  const release = await takeLock(lockOf(key));
  if (!release) throw new NotebookError('busy', 'This run is already under way in another tab. Go on there, or stop it there first and come back.');
  return release;
}

function lockOf(key: string): string {
  return `two-levers/journal/${key}`;
}

/** The keys of a journal's batches. */
function spanOf(key: string): Required<Span> {
  return { above: [key], below: [key, []] };
}

/** What was finished, each item once. Batches of the wrong shape are left out: their items are asked again. */
async function readBatches({ database }: Notebook, experiment: Experiment, key: string): Promise<Finished[]> {
  const found = new Map<number, Finished>();
  const { above, below } = spanOf(key);
  let since = performance.now();
  for (let after: Key = above; ; ) {
    const rows = (await database.select('batches', { above: after, below, limit: READ })) as BatchRow[];
    for (const row of rows) {
      if (performance.now() - since > BREATH) {
        await macrotask();
        since = performance.now();
      }
      for (const item of batchOf(row.text, experiment)) if (!found.has(item.job)) found.set(item.job, item);
    }
    const last = rows.at(-1);
    if (rows.length < READ || !last) return [...found.values()];
    after = [last.journal, last.writer, last.n];
  }
}

const outcome = { answer: text, cut: flag };
const batch = list(fields({ job: count, outcomes: list(either(fields(outcome), fields({ ...outcome, calls: list(text) }))), verdicts: record(text), promptTokens: count, answerTokens: count }));

function batchOf(written: unknown, experiment: Experiment): Finished[] {
  const { samples, graders, arms } = experiment;
  const keys = graders.map(keyOf);
  const verdicts = new RegExp(`^[01-]{${samples}}$`);
  try {
    const items = batch(JSON.parse(text(written, 'a batch')), 'a batch');
    return items.filter((item) => item.job < itemCount(experiment) * arms.length && item.outcomes.length === samples
      && Object.keys(item.verdicts).length === keys.length && keys.every((key) => verdicts.test(item.verdicts[key] ?? '')));
  } catch (error) {
    if (error instanceof CheckError || error instanceof SyntaxError) return [];
    throw error;
  }
}
