/** Every run and every prompt search, kept on this device. */
import type { Check } from '../engines/check.ts';
import { canonical } from '../lab/canonical.ts';
import type { RunRecord } from '../lab/record.ts';
import { recordFromJson } from '../lab/record-json.ts';
import type { Change, Key } from './database.ts';
import { damageIn, REMEDY } from './damage.ts';
import { thisDevice } from './device.ts';
import { hashOf, newId } from './identity.ts';
import type { Notebook } from './notebook.ts';
import { NotebookError } from './notebook-error.ts';
import { recordText } from './record-text.ts';
import { callsItself, checkSummary, runName, summarise, type RunNote, type RunSummary } from './run-summary.ts';
import type { RecordRow } from './schema.ts';
import { checkSearchSummary, isSearch, type SearchSummary } from './search-summary.ts';
import { space, type Space } from './space.ts';

export interface KeptRun {
  readonly summary: RunSummary;
  readonly record: RunRecord;
}

/** What the notebook holds of a run or a search that it cannot read. It stays until someone removes it. */
export interface DamagedRun {
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

export interface RunPage {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** Newest first. */
  readonly searches: readonly SearchSummary[];
  readonly damaged: readonly DamagedRun[];
  /** Where the next page begins; none after the last. */
  readonly next?: Key;
}

export interface RunsUsage extends Space {
  readonly runs: number;
  readonly searches: number;
  /** UTF-8 bytes of all records. */
  readonly bytes: number;
}

/**
 * Keeps a run made on this device just now, under its experiment's title where no name is given. Rejects with
 * NotebookFull where there is no room; then nothing of it is kept, and nothing else is lost.
 */
export async function keepRun(notebook: Notebook, record: RunRecord, { ms, name = record.experiment.title, adapterHash = null }: { readonly ms: number; readonly name?: string; readonly adapterHash?: string | null }): Promise<RunSummary> {
  const note: RunNote = { id: newId(), name: runName(name), when: new Date().toISOString(), adapterHash, device: thisDevice(record.engine.engine), ms };
  return putRun(notebook, record, await recordText(record), note);
}

/** Keeps a run, whose record has that text, with the note it has. One of the same id is replaced. */
export async function putRun(notebook: Notebook, record: RunRecord, text: string, note: RunNote): Promise<RunSummary> {
  return putKept(notebook, await summarise(record, text, note), text);
}

/** What a list shows, with the text that belongs to it. */
export async function putKept<S extends RunSummary | SearchSummary>({ database, changes }: Notebook, summary: S, text: string): Promise<S> {
  const { id } = summary;
  await database.write([{ in: 'runs', put: summary }, { in: 'records', put: { id, text } }]);
  changes.tell({ what: 'kept', ids: [id] });
  return summary;
}

/** A page of runs and searches, newest first. Damaged ones are reported in the page where they stand; those that stand nowhere, in the last. */
export async function listRuns({ database }: Notebook, { limit = 50, after }: { readonly limit?: number; readonly after?: Key } = {}): Promise<RunPage> {
  const rows = await database.select('runs', { index: 'when', descending: true, limit: limit + 1, ...(after !== undefined && { below: after }) });
  const page = rows.slice(0, limit);
  const last = page.at(-1) as RunSummary | undefined;
  if (rows.length > limit && last) return { ...sorted(page), next: [last.when, last.id] };
  const stray = (await database.count('runs')) - (await database.count('runs', 'when'));
  if (stray === 0) return sorted(page);
  const { damaged, ...sound } = sorted(page);
  const strays = (await database.select('runs')).filter((row) => !['string', 'number'].includes(typeof (row as RunSummary).when));
  return { ...sound, damaged: [...damaged, ...sorted(strays).damaged] };
}

/** A run with its record. Rejects with a NotebookError: `missing`, or `damaged` with the reason; what is there stays. */
export function getRun(notebook: Notebook, id: string): Promise<KeptRun> {
  return getKept(notebook, id, 'run', checkSummary, recordFromJson);
}

/** What is kept under an id, if it is of that kind, read and checked. */
export async function getKept<S extends { readonly content: string }, R>({ database }: Notebook, id: string, kind: 'run' | 'search', check: Check<S>, read: (text: string) => R): Promise<{ readonly summary: S; readonly record: R }> {
  const row = await database.get('runs', id);
  if (row === undefined) throw missing(kind);
  const { name } = callsItself(row);
  if (isSearch(row) !== (kind === 'search')) throw new NotebookError('failed', `“${name}” is a ${isSearch(row) ? 'search' : 'run'}, and a ${kind} was asked for. Choose another one.`);
  try {
    const summary = check(row, 'the entry');
    const text = textOf(await database.get('records', id));
    if ((await hashOf(text)) !== summary.content) throw new Error(`its ${kind === 'run' ? 'answers' : 'trials'} are not those that were kept`);
    return { summary, record: read(text) };
  } catch (error) {
    if (error instanceof NotebookError && error.code !== 'damaged') throw error;
    throw new NotebookError('damaged', `The file of the ${kind} “${name}” is damaged: ${damageIn(error)}. ${REMEDY}`);
  }
}

/** The text of a run's record as it lies there, damaged or not. */
export async function getRunText({ database }: Notebook, id: string): Promise<string> {
  const row = await database.get('records', id);
  if (row === undefined) throw missing();
  return textOf(row);
}

export async function renameRun({ database, changes }: Notebook, id: string, name: string): Promise<void> {
  const clean = runName(name);
  let found = false;
  await database.update('runs', id, (row) => {
    if (row === undefined) return undefined;
    found = true;
    return { ...(row as RunSummary | SearchSummary), name: clean };
  });
  if (!found) throw missing();
  changes.tell({ what: 'renamed', ids: [id] });
}

/** Removes a run, damaged or not. One that is not there is removed already. */
export async function removeRun({ database, changes }: Notebook, id: string): Promise<void> {
  await database.write([{ in: 'runs', remove: id }, { in: 'records', remove: id }]);
  changes.tell({ what: 'removed', ids: [id] });
}

/** Runs as they lay there, damaged or not, to be put back. */
export interface TakenRuns {
  readonly ids: readonly string[];
  readonly changes: readonly Change[];
}

/** Removes runs, and gives what it takes to undo that. Those that are not there are removed already. */
export async function takeRuns({ database, changes }: Notebook, ids: readonly string[]): Promise<TakenRuns> {
  const back: Change[] = [];
  for (const id of ids) {
    const [summary, record] = await Promise.all([database.get('runs', id), database.get('records', id)]);
    if (summary !== undefined) back.push({ in: 'runs', put: summary as RunSummary | SearchSummary });
    if (record !== undefined) back.push({ in: 'records', put: record as RecordRow });
  }
  await database.write(ids.flatMap((id): Change[] => [{ in: 'runs', remove: id }, { in: 'records', remove: id }]));
  changes.tell({ what: 'removed', ids });
  return { ids, changes: back };
}

/** Puts back what was taken, all of it or, where it rejects, nothing. */
export async function putBack({ database, changes }: Notebook, taken: TakenRuns): Promise<void> {
  await database.write(taken.changes);
  changes.tell({ what: 'kept', ids: taken.ids });
}

/** Removes every run and search; what is unfinished stays. */
export async function removeAllRuns({ database, changes }: Notebook): Promise<void> {
  await database.write([{ in: 'runs', remove: {} }, { in: 'records', remove: {} }]);
  changes.tell({ what: 'removed-all', ids: [] });
}

/** How many runs and searches there are and what they take. */
export async function runsUsage({ database }: Notebook): Promise<RunsUsage> {
  const rows = (await database.select('runs')) as Partial<RunSummary>[];
  const searches = rows.filter(isSearch).length;
  return { runs: rows.length - searches, searches, bytes: rows.reduce((sum, { bytes }) => sum + (Number.isFinite(bytes) ? bytes! : 0), 0), ...(await space()) };
}

/**
 * The other runs that `pool` puts together with this one: the same experiment but for its seeds and how many items they
 * give, the same model, no item in common with it. Of those that share a seed among themselves, only one can go into the same pool.
 */
export async function poolableRuns(notebook: Notebook, id: string): Promise<RunSummary[]> {
  const { summary, record } = await getRun(notebook, id);
  // Runs on the same items of the reader's own have all of them in common.
  if (record.experiment.items.given) return [];
  const { runs } = sorted(await notebook.database.select('runs', { index: 'identity', only: summary.identity }));
  return runs.filter((other) => other.id !== id
    && canonical([other.engine, other.adapterHash]) === canonical([summary.engine, summary.adapterHash])
    && !other.seeds.some((seed) => summary.seeds.includes(seed)));
}

function sorted(rows: readonly unknown[]): { runs: RunSummary[]; searches: SearchSummary[]; damaged: DamagedRun[] } {
  const runs: RunSummary[] = [];
  const searches: SearchSummary[] = [];
  const damaged: DamagedRun[] = [];
  for (const row of rows) {
    try {
      if (isSearch(row)) searches.push(checkSearchSummary(row, 'the entry'));
      else runs.push(checkSummary(row, 'the entry'));
    } catch (error) {
      damaged.push({ ...callsItself(row), reason: damageIn(error) });
    }
  }
  return { runs, searches, damaged };
}

function textOf(row: unknown): string {
  const { text } = (row ?? {}) as { text?: unknown };
  if (typeof text !== 'string') throw new NotebookError('damaged', 'its answers are missing');
  return text;
}

function missing(kind: 'run' | 'search' = 'run'): NotebookError {
  return new NotebookError('missing', `This ${kind} is no longer in the notebook. It may have been deleted in another tab.`);
}
