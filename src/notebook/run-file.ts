/** A run or a search that no notebook holds, as a file that any can import. */
import type { RunRecord } from '../lab/record.ts';
import type { FoundSearch } from '../lab/search-record.ts';
import { exportRuns } from './exchange.ts';
import { memoryDatabase } from './memory-database.ts';
import type { Notebook } from './notebook.ts';
import { keepRun } from './runs.ts';
import { keepSearch } from './searches.ts';

interface Note {
  readonly name: string;
  readonly ms: number;
}

/** The text of the file. */
export function fileOfRun(record: RunRecord, note: Note): Promise<string> {
  return fileOf((notebook) => keepRun(notebook, record, note));
}

/** The text of the file. */
export function fileOfSearch(found: FoundSearch, note: Note): Promise<string> {
  return fileOf((notebook) => keepSearch(notebook, found, note));
}

async function fileOf(keep: (notebook: Notebook) => Promise<{ readonly id: string }>): Promise<string> {
  const notebook = { database: memoryDatabase('It holds what goes into one file.'), changes: { tell: () => undefined, hear: () => () => undefined, close: () => undefined } };
  const { id } = await keep(notebook);
  return (await exportRuns(notebook, [id])).text;
}
