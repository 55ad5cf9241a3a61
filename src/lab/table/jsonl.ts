import { addRow, checkedColumns, checkLine, LONGEST_ROW, shown, TableError, type Row, type Table } from './table.ts';

/**
 * Reads JSON Lines: one object a line, all with the members of the first, of texts, numbers and booleans. Numbers are
 * written as JavaScript writes them; one that it cannot hold exactly is refused. Yields after every row. Throws a
 * TableError.
 */
export function* jsonlSteps(text: string, name: string): Generator<void, Table> {
  const rows: Row[] = [];
  let columns: string[] | undefined;
  let number = 0;
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    number += 1;
    checkLine(number, name);
    if (end - start > LONGEST_ROW) throw new TableError(`Row ${number} of ${shown(name)} has more than ${LONGEST_ROW} characters, and no longer rows are read. Shorten it.`, number);
    const line = text.slice(start, end).trim();
    start = end + 1;
    if (line) {
      const members = membersOf(line, number, name);
      columns ??= checkedColumns(members.map(([member]) => member), name, number);
      addRow(rows, { number, cells: cellsOf(members, columns, number, name) }, name);
    }
    yield;
  }
  if (!columns) throw new TableError(`${shown(name)} is empty. It needs one JSON object a line.`);
  return { name, columns, rows };
}

function membersOf(line: string, row: number, table: string): [string, unknown][] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new TableError(`Row ${row} of ${shown(table)} is not JSON: ${shown(line)}. Write one whole object a line.`, row);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TableError(`Row ${row} of ${shown(table)} is not a JSON object. Write one whole object a line.`, row);
  const members = Object.entries(value);
  if (members.length === 0) throw new TableError(`Row ${row} of ${shown(table)} is an empty object. Give it a member for each column.`, row);
  return members;
}

function cellsOf(members: readonly [string, unknown][], columns: readonly string[], row: number, table: string): Map<string, string> {
  const found = new Map(members.map(([member, value]) => [member.trim(), value]));
  for (const [at, [member]] of members.entries()) {
    if (!columns.includes(member.trim())) throw new TableError(`Row ${row} of ${shown(table)} has a member ${shown(member)} that the first row has not. Give every row the same members.`, row, at + 1);
  }
  return new Map(columns.map((column, at) => {
    if (!found.has(column)) throw new TableError(`Row ${row}, column ${at + 1} of ${shown(table)}: there is no member ${shown(column)}, which the first row has. Give every row the same members.`, row, at + 1);
    const cell = cellOf(found.get(column));
    if (cell === undefined) throw new TableError(`Row ${row}, column ${at + 1} (${shown(column)}) of ${shown(table)} is no text, boolean or number that can be kept exactly. Write it as a text.`, row, at + 1);
    return [column, cell];
  }));
}

function cellOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return typeof value === 'number' && Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? String(value) : undefined;
}
