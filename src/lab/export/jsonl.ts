import type { PairedItem } from '../items.ts';
import type { RunRecord } from '../record.ts';
import { outcomeColumns, outcomeLines } from './outcomes.ts';

/** The outcomes as JSON Lines: one flat object an outcome, with the columns of the CSV as members. `items` are those of the record's experiment. Rejects with an ExportError. */
export async function recordToJsonl(record: RunRecord, items: readonly PairedItem[]): Promise<string> {
  const columns = outcomeColumns(record);
  const lines = await outcomeLines(record, items, (cells) => `${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, cells[at]])))}\n`);
  return lines.join('');
}
