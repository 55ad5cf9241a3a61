/** A run that no notebook holds, as a file that any can import. */
import type { RunRecord } from '../lab/record.ts';
import { exportRuns } from './exchange.ts';
import { memoryDatabase } from './memory-database.ts';
import { keepRun } from './runs.ts';

/** The text of the file. */
export async function fileOfRun(record: RunRecord, note: { readonly name: string; readonly ms: number }): Promise<string> {
  const notebook = { database: memoryDatabase('It holds what goes into one file.'), changes: { tell: () => undefined, hear: () => () => undefined, close: () => undefined } };
  const { id } = await keepRun(notebook, record, note);
  return (await exportRuns(notebook, [id])).text;
}
