import { dsvFormat } from 'd3-dsv';
import { delimiterOf, type Delimiter } from './delimiter.ts';
import { unguard, unguardPerhaps } from './guard.ts';
import { faultIn, faulty, records } from './records.ts';
import { addRow, checkedColumns, shown, TableError, type Row, type Table } from './table.ts';

export interface CsvOptions {
  readonly name: string;
  /** Found out where not said. */
  readonly delimiter?: Delimiter;
  /** Whether the cells were guarded against spreadsheets, as our own export's are; `perhaps` where people write such tables too. See guard.ts. */
  readonly guarded?: boolean | 'perhaps';
}

/** Reads CSV with a header. Yields after every row; d3-dsv takes the rows apart. Throws a TableError. */
export function* csvSteps(text: string, { name, delimiter: said, guarded = false }: CsvOptions): Generator<void, Table> {
  const delimiter = said ?? delimiterOf(text, name);
  const format = dsvFormat(delimiter);
  const given = guarded === 'perhaps' ? unguardPerhaps : guarded ? unguard : undefined;
  const rows: Row[] = [];
  let columns: string[] | undefined;
  for (const { number, source } of records(text, name, delimiter)) {
    const fault = faultIn(source, delimiter);
    if (fault) throw faulty(fault, number, name);
    const cells = format.parseRows(source)[0]!;
    if (columns) addRow(rows, { number, cells: named(columns, given ? cells.map(given) : cells, number, name) }, name);
    else columns = checkedColumns(cells, name, number);
    yield;
  }
  if (!columns) throw new TableError(`${shown(name)} is empty. Its first row has to name the columns.`);
  return { name, columns, rows };
}

function named(columns: readonly string[], cells: readonly string[], row: number, table: string): Map<string, string> {
  const where = `Row ${row} of ${shown(table)} has ${count(cells.length)} where the header has ${columns.length}`;
  if (cells.length > columns.length) {
    const column = columns.length + 1;
    throw new TableError(`${where}: column ${column} (${shown(cells[columns.length]!)}) is too many. Put a cell that has the delimiter in it between quotes.`, row, column);
  }
  if (cells.length < columns.length) {
    const column = cells.length + 1;
    throw new TableError(`${where}: column ${column} (${shown(columns[cells.length]!)}) is missing. Give every row all columns, empty ones too.`, row, column);
  }
  return new Map(columns.map((column, at) => [column, cells[at]!]));
}

function count(cells: number): string {
  return cells === 1 ? '1 cell' : `${cells} cells`;
}
