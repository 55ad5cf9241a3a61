/** Tables of texts: what a CSV or JSONL file holds, checked. Names come from outside, so rows are maps and never objects. */
import { suggestion } from '../template/nearest.ts';

export interface Row {
  /** As a spreadsheet counts: from 1, the header and blank lines included. In JSONL, the line. */
  readonly number: number;
  /** Every column of the table, and no other. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** A table that cannot be used, as a sentence that says where and what to do. Rows and columns count from 1. */
export class TableError extends Error {
  readonly row: number | undefined;
  readonly column: number | undefined;

  constructor(message: string, row?: number, column?: number) {
    super(message);
    this.name = 'TableError';
    this.row = row;
    this.column = column;
  }
}

/** What is read of a file: rows below the header, lines with the blank ones, columns, bytes, characters of a row. */
export const MOST_ROWS = 10_000;
const MOST_LINES = 50_000;
export const MOST_COLUMNS = 200;
export const MOST_BYTES = 10_000_000;
export const LONGEST_ROW = 100_000;

/** The columns' names without white space around them. Throws where one is empty or stands twice. */
export function checkedColumns(names: readonly string[], table: string, row: number): string[] {
  const columns = names.map((name) => name.trim());
  if (columns.length > MOST_COLUMNS) throw new TableError(`${shown(table)} has ${columns.length} columns, and at most ${MOST_COLUMNS} are read. Leave out those that are not needed.`, row);
  const seen = new Map<string, number>();
  for (const [at, column] of columns.entries()) {
    if (!column) throw new TableError(`Column ${at + 1} of ${shown(table)} has no name in row ${row}. Name every column there, or delete it.`, row, at + 1);
    const before = seen.get(column);
    if (before !== undefined) throw new TableError(`Columns ${before} and ${at + 1} of ${shown(table)} are both named ${shown(column)}. Rename one of them.`, row, at + 1);
    seen.set(column, at + 1);
  }
  return columns;
}

/** Adds a row, unless there are as many as are read. */
export function addRow(rows: Row[], row: Row, table: string): void {
  if (rows.length === MOST_ROWS) throw new TableError(`${shown(table)} has more than ${MOST_ROWS} rows, and no more are read. Keep the first ${MOST_ROWS}, or a sample of them.`, row.number);
  rows.push(row);
}

/** Throws where a file goes on and on with blank lines. */
export function checkLine(number: number, table: string): void {
  if (number > MOST_LINES) throw new TableError(`${shown(table)} has more than ${MOST_LINES} lines, and no more are read. Delete the blank ones.`, number);
}

/** The place of a column, counted from 1. Throws a TableError that names the nearest one there is. */
export function columnOf({ columns, name }: Pick<Table, 'columns' | 'name'>, column: string): number {
  const at = columns.indexOf(column);
  if (at < 0) throw new TableError(`${shown(name)} has no column ${shown(column)}. ${suggestion(column, columns)}`);
  return at + 1;
}

/** A text from a file, as a sentence quotes it. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
