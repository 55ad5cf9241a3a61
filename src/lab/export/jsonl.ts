import type { RunRecord } from '../record.ts';
import { outcomeColumns, outcomesOf } from './outcomes.ts';

/** The outcomes as JSON Lines: one flat object an outcome, with the columns of the CSV as members. Throws an ExportError. */
export function recordToJsonl(record: RunRecord): string {
  const columns = outcomeColumns(record);
  const lines: string[] = [];
  for (const cells of outcomesOf(record)) lines.push(`${JSON.stringify(Object.fromEntries(columns.map((column, at) => [column, cells[at]])))}\n`);
  return lines.join('');
}
