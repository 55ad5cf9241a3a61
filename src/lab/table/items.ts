import type { WorkedExample } from '../template/values.ts';
import { columnOf, shown, TableError, type Table } from './table.ts';

/** The columns that hold what to ask about and the answer that counts as right. */
export interface ItemColumns {
  readonly text: string;
  readonly answer: string;
}

/** One item a row. Throws a TableError where there is no such column, no row, or an empty cell. */
export function itemsFromTable(table: Table, { text, answer }: ItemColumns): WorkedExample[] {
  const at = { text: columnOf(table, text), answer: columnOf(table, answer) };
  if (table.rows.length === 0) throw new TableError(`${shown(table.name)} has a header and no rows, so there is nothing to ask.`);
  return table.rows.map(({ number, cells }) => {
    const item = { text: cells.get(text)!, reference: cells.get(answer)! };
    if (!item.text.trim()) throw new TableError(`Row ${number}, column ${at.text} (${shown(text)}) of ${shown(table.name)} is empty. Fill it, or delete the row.`, number, at.text);
    if (!item.reference.trim()) throw new TableError(`Row ${number}, column ${at.answer} (${shown(answer)}) of ${shown(table.name)} is empty, and an item needs its right answer. Fill it, or delete the row.`, number, at.answer);
    return item;
  });
}
