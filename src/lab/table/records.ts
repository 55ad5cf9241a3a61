/** Where the records of a CSV file (RFC 4180) begin and end, and whether their quotes are in order. */
import { checkLine, LONGEST_ROW, shown, TableError } from './table.ts';

export interface CsvRecord {
  /** From 1; blank lines count. */
  readonly number: number;
  /** Without its line end, not blank. */
  readonly source: string;
}

export interface Fault {
  /** From 1. */
  readonly column: number;
  /** What is wrong with the cell, and what to do. */
  readonly reason: string;
  /** Where what is wrong is a quote that is not closed. */
  readonly open?: true;
}

/** The records, one after the other; a line break between quotes ends none. Throws a TableError at one that is too long. */
export function* records(text: string, table: string, delimiter: string): Generator<CsvRecord, void> {
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    checkLine(number, table);
    const end = endOf(text, start);
    if (end - start > LONGEST_ROW) throw tooLong(text.slice(start, end), number, table, delimiter);
    if (end > start) yield { number, source: text.slice(start, end) };
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
}

/** Where the record that begins at `start` ends: at a line break outside quotes, or past the longest row. */
function endOf(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_ROW + 1);
  let open = false;
  for (let at = start; at < limit; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) open = !open;
    else if (!open && (character === NEWLINE || character === RETURN)) return at;
  }
  return limit;
}

const QUOTE = 0x22;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

function tooLong(source: string, number: number, table: string, delimiter: string): TableError {
  const fault = faultIn(source, delimiter);
  // A row that is cut off here may end inside a quote that is closed further on.
  const why = fault?.open ? `Shorten its cells, or close the quote that column ${fault.column} begins with.` : fault ? `Column ${fault.column} ${fault.reason}` : 'Shorten its cells.';
  return new TableError(`Row ${number} of ${shown(table)} has more than ${LONGEST_ROW} characters, and no longer rows are read. ${why}`, number, fault?.column);
}

export function faulty({ column, reason }: Fault, row: number, table: string): TableError {
  return new TableError(`Row ${row}, column ${column} of ${shown(table)} ${reason}`, row, column);
}

/** The first cell of a record whose quotes are not in order; nothing where all are. */
export function faultIn(source: string, delimiter: string): Fault | undefined {
  if (!source.includes('"')) return undefined;
  let column = 1;
  let open = false;
  for (let at = 0; at < source.length; at++) {
    const character = source[at];
    if (character === delimiter && !open) column += 1;
    if (character !== '"') continue;
    if (!open) {
      if (at > 0 && source[at - 1] !== delimiter) return { column, reason: 'has a quote and does not begin with one. Put the whole cell between quotes, and write each quote in it twice.' };
      open = true;
    } else if (source[at + 1] === '"') at += 1;
    else if (at + 1 < source.length && source[at + 1] !== delimiter) return { column, reason: 'goes on after its closing quote. Write each quote in the cell twice.' };
    else open = false;
  }
  return open ? { column, reason: 'begins with a quote that is not closed. Close it, and write each quote in the cell twice.', open: true } : undefined;
}
