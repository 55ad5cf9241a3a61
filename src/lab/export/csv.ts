import { dsvFormat } from 'd3-dsv';
import type { RunRecord } from '../record.ts';
import { guard } from '../table/guard.ts';
import { outcomeColumns, outcomesOf } from './outcomes.ts';

/**
 * The outcomes as CSV (RFC 4180), with the byte order mark that spreadsheets know UTF-8 by. Cells that a spreadsheet
 * could take for a formula are guarded; `readTable` with `guarded` gives them back as they were. A NUL, which no
 * spreadsheet reads, becomes U+FFFD. Throws an ExportError.
 */
export function recordToCsv(record: RunRecord): string {
  const { formatRow } = dsvFormat(',');
  const lines = [formatRow(outcomeColumns(record))];
  for (const cells of outcomesOf(record)) lines.push(formatRow(cells.map((cell) => (typeof cell === 'string' ? guard(cell.replaceAll('\0', '\uFFFD')) : String(cell)))));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}
