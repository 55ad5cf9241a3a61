import { dsvFormat } from 'd3-dsv';
import type { PairedItem } from '../items.ts';
import type { RunRecord } from '../record.ts';
import { guard } from '../table/guard.ts';
import { outcomeColumns, outcomeLines } from './outcomes.ts';

/**
 * The outcomes as CSV (RFC 4180), with the byte order mark that spreadsheets know UTF-8 by. Cells that a spreadsheet
 * could take for a formula are guarded; `readTable` with `guarded` gives them back as they were. A NUL, which no
 * spreadsheet reads, becomes U+FFFD. `items` are those of the record's experiment. Rejects with an ExportError.
 */
export async function recordToCsv(record: RunRecord, items: readonly PairedItem[]): Promise<string> {
  const { formatRow } = dsvFormat(',');
  const lines = await outcomeLines(record, items, (cells) => formatRow(cells.map((cell) => (typeof cell === 'string' ? guard(cell.replaceAll('\0', '\uFFFD')) : String(cell)))));
  return `\uFEFF${[formatRow(outcomeColumns(record)), ...lines].join('\r\n')}\r\n`;
}
