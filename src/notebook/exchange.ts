/**
 * Runs and searches as a file of JSON Lines: to take along, to hand in, to keep for good. The first line says what the
 * file is; each of the others is a run or a search, so that a line that was damaged costs no other.
 */
import { macrotask } from '../engines/macrotask.ts';
import { canonical } from '../lab/canonical.ts';
import { recordFromJson } from '../lab/record-json.ts';
import { searchFromJson } from '../lab/search-json.ts';
import { searchToJson } from '../lab/search-record.ts';
import { bareRecord, noteOnBare, type BareRecord } from './bare-record.ts';
import { hashOf, newId } from './identity.ts';
import type { Notebook } from './notebook.ts';
import { NotebookError, reasonOf, type NotebookErrorCode } from './notebook-error.ts';
import { recordText } from './record-text.ts';
import { callsItself, checkNote, type RunNote, type RunSummary } from './run-summary.ts';
import { getRun, putRun, type DamagedRun } from './runs.ts';
import { checkSearchNote, isSearch, type SearchNote, type SearchSummary } from './search-summary.ts';
import { getSearch, putSearch } from './searches.ts';
import { bytesInWords } from './space.ts';

const FORMAT = 'two-levers runs';
/** Raised when older files can no longer be read. */
const VERSION = 1;
/** Larger files are neither written nor read, in bytes. */
export const LARGEST = 60_000_000;

/** What is wrong with the notebook and not with a run. */
const STOPPING: ReadonlySet<NotebookErrorCode> = new Set(['full', 'lost', 'failed']);

/** On its line, a run is its note and its record, and its note says the SHA-256 of the record's canonical text; so is a search, whose note says that it is one. */
type FileNote = (RunNote | SearchNote) & { readonly content: string };

export interface ExportedRuns {
  readonly text: string;
  readonly runs: number;
  readonly searches: number;
  /** Left out. */
  readonly damaged: readonly DamagedRun[];
}

export interface ImportReport {
  readonly kept: readonly RunSummary[];
  readonly searches: readonly SearchSummary[];
  /** Runs and searches that were there already, equal in every answer, or twice in the file. */
  readonly duplicates: number;
  /** Lines that were skipped, with the reason. */
  readonly refused: readonly { readonly line: number; readonly run: string; readonly reason: string }[];
  /** Whether names, dates or the list of runs were changed since the file was written. */
  readonly altered: boolean;
  /** Where the notebook took no more, for want of room or because it was lost: what was kept until then stays, and `left` runs and searches were not kept. */
  readonly stopped?: { readonly error: NotebookError; readonly left: number };
}

/** The chosen runs and searches as one file. Rejects with a NotebookError where one is missing or all together are too big to be read again. */
export async function exportRuns(notebook: Notebook, ids: readonly string[]): Promise<ExportedRuns> {
  const notes: unknown[] = [];
  const lines: string[] = [];
  const damaged: DamagedRun[] = [];
  let size = 0;
  let searches = 0;
  for (const id of new Set(ids)) {
    await macrotask();
    const row = await notebook.database.get('runs', id);
    try {
      const { note, text } = isSearch(row) ? await searchLine(notebook, id) : await runLine(notebook, id);
      notes.push(note);
      lines.push(`{"note":${canonical(note)},"record":${text.replaceAll('\n', '')}}`);
      if (isSearch(row)) searches += 1;
    } catch (error) {
      if (!(error instanceof NotebookError) || error.code !== 'damaged') throw error;
      damaged.push({ id, name: callsItself(row).name, reason: reasonOf(error) });
      continue;
    }
    size += byteLength(lines.at(-1)!) + 1;
    if (size > LARGEST - 1000) throw new NotebookError('too-big', `These runs make a file of more than ${bytesInWords(LARGEST)}, which could not be read again. Choose fewer and export them in several files.`);
  }
  const checksum = await hashOf(canonical(notes));
  const head = `{"format":"${FORMAT}","version":${VERSION},"runs":${lines.length},"checksum":"${checksum}"}`;
  return { text: `${[head, ...lines].join('\n')}\n`, runs: lines.length - searches, searches, damaged };
}

interface Entry {
  readonly note: FileNote;
  readonly text: string;
}

async function runLine(notebook: Notebook, id: string): Promise<Entry> {
  const { summary: { name, when, adapterHash, device, ms, content }, record } = await getRun(notebook, id);
  return { note: { id, name, when, adapterHash, device, ms, content }, text: await recordText(record) };
}

async function searchLine(notebook: Notebook, id: string): Promise<Entry> {
  const { summary: { name, when, adapterHash, device, ms, content, kind, final }, record } = await getSearch(notebook, id);
  return { note: { id, name, when, adapterHash, device, ms, content, kind, final }, text: searchToJson(record) };
}

/**
 * Keeps the runs and searches of a file from anywhere, or the run or search whose bare record the file is. What is damaged is
 * skipped, and the rest is kept; rejects with a NotebookError, and keeps nothing, where it is no such file.
 */
export async function importRuns(notebook: Notebook, file: Blob | string): Promise<ImportReport> {
  const all = await textOf(file);
  const [head, ...lines] = linesOf(all);
  const said = membersOf(head?.text ?? '');
  const bare = said['format'] === FORMAT ? undefined : bareRecord(all);
  if (bare) return importBare(notebook, bare);
  const checksum = checksumIn(said);
  const runs: Line<unknown>[] = [];
  for (const { line, text } of lines) {
    await macrotask();
    runs.push({ line, text: safely(() => JSON.parse(text) as unknown, undefined) });
  }
  const altered = (await hashOf(safely(() => canonical(runs.map(({ text }) => (text as { note?: unknown } | null | undefined)?.note ?? null)), ''))) !== checksum;
  const kept: RunSummary[] = [];
  const searches: SearchSummary[] = [];
  const refused: { line: number; run: string; reason: string }[] = [];
  let duplicates = 0;
  for (const [at, { line, text: run }] of runs.entries()) {
    await macrotask();
    try {
      const summary = await importEntry(notebook, run);
      if (!summary) duplicates += 1;
      else if ('kind' in summary) searches.push(summary);
      else kept.push(summary);
    } catch (error) {
      if (error instanceof NotebookError && STOPPING.has(error.code)) return { kept, searches, duplicates, refused, altered, stopped: { error, left: runs.length - at } };
      refused.push({ line, run: callsItself((run as { note?: unknown } | null | undefined)?.note).name, reason: reasonOf(error) });
    }
  }
  return { kept, searches, duplicates, refused, altered };
}

/** Keeps a run or a search of a file; nothing where it is there already. */
async function importEntry(notebook: Notebook, entry: unknown): Promise<RunSummary | SearchSummary | undefined> {
  if (entry === undefined) throw new Error('the line is no JSON, so it was cut or changed');
  const { note, record: raw } = (entry ?? {}) as { note?: unknown; record?: unknown };
  const { content, ...rest } = (note ?? {}) as Partial<FileNote>;
  const { id, text, keep } = await (isSearch(rest) ? readSearch : readRun)(rest, JSON.stringify(raw) ?? '');
  if ((await hashOf(text)) !== content) throw new Error('its checksum does not match, so it was changed since it was exported');
  if (await isKept(notebook, content)) return undefined;
  const taken = (await notebook.database.get('runs', id)) !== undefined;
  return keep(notebook, taken ? newId() : id);
}

/** What a line holds, checked. */
interface Read {
  readonly id: string;
  readonly text: string;
  keep(notebook: Notebook, id: string): Promise<RunSummary | SearchSummary>;
}

async function readRun(note: unknown, written: string): Promise<Read> {
  const checked = checkNote(note, 'its note');
  const record = recordFromJson(written);
  const text = await recordText(record);
  return { id: checked.id, text, keep: (notebook, id) => putRun(notebook, record, text, { ...checked, id }) };
}

async function readSearch(note: unknown, written: string): Promise<Read> {
  const checked = checkSearchNote(note, 'its note');
  const found = searchFromJson(written);
  const text = searchToJson(found);
  return { id: checked.id, text, keep: (notebook, id) => putSearch(notebook, found, text, { ...checked, id }) };
}

/** Keeps a record without a note; nothing of it where that is there already. */
async function importBare(notebook: Notebook, { run, search }: BareRecord): Promise<ImportReport> {
  const text = await recordText(run);
  const content = await hashOf(text);
  const kept = (await isKept(notebook, content)) ? [] : [await putRun(notebook, run, text, noteOnBare(run.experiment.title, run.engine))];
  const searches: SearchSummary[] = [];
  if (search) {
    const written = searchToJson(search);
    const note = { ...noteOnBare(search.search.title, search.engine), kind: 'search', final: content } as const;
    if (!(await isKept(notebook, await hashOf(written)))) searches.push(await putSearch(notebook, search, written, note));
  }
  return { kept, searches, duplicates: (search ? 2 : 1) - kept.length - searches.length, refused: [], altered: false };
}

async function isKept({ database }: Notebook, content: string): Promise<boolean> {
  return (await database.select('runs', { index: 'content', only: content, limit: 1 })).length > 0;
}

async function textOf(file: Blob | string): Promise<string> {
  const size = typeof file === 'string' ? byteLength(file) : file.size;
  if (size > LARGEST) throw new NotebookError('too-big', `This file has ${bytesInWords(size)}, and at most ${bytesInWords(LARGEST)} are read. Export fewer runs into it.`);
  if (typeof file === 'string') return file;
  try {
    return await file.text();
  } catch (error) {
    throw new NotebookError('unreadable', `The file cannot be read (${reasonOf(error)}). Choose it again; it may have been moved or changed meanwhile.`);
  }
}

/** A line of a file, or what it holds, and its number from 1. */
interface Line<T> {
  readonly line: number;
  readonly text: T;
}

function linesOf(text: string): Line<string>[] {
  return text.split('\n').map((each, at) => ({ line: at + 1, text: each })).filter((each) => each.text.trim() !== '');
}

/** The checksum that the first line of a file says. */
function checksumIn({ format, version, checksum }: Record<string, unknown>): unknown {
  if (format !== FORMAT) throw new NotebookError('unreadable', 'This is not a file of runs that this site exported: its line 1 does not say so, or is damaged. Nor is it a record as the command line prints it. Nothing was taken from it. Choose another file, or export the runs again.');
  if (version !== VERSION) throw new NotebookError('unreadable', `This file is of version ${JSON.stringify(version) ?? 'unknown'}, and this site reads version ${VERSION}. Reload the page to get the newest version of the site, or export the runs again.`);
  return checksum;
}

function membersOf(text: string): Record<string, unknown> {
  const json = safely(() => JSON.parse(text) as unknown, undefined);
  return (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
}

function safely<T>(make: () => T, otherwise: T): T {
  try {
    return make();
  } catch {
    return otherwise;
  }
}

function byteLength(text: string): number {
  return new Blob([text]).size;
}
