import type { WorkedExample } from '../template/values.ts';
import { atOnce, inSteps } from './steps.ts';
import { columnOf, shown, TableError, type Table } from './table.ts';

/** The columns that hold what to ask about and the answer that counts as right. */
export interface ItemColumns {
  readonly text: string;
  readonly answer: string;
}

/** The columns that need no asking, where a table has both. */
const NAMED: ItemColumns = { text: 'text', answer: 'answer' };

/** What such columns are called elsewhere, the likelier first. */
const CALLED = {
  text: ['text', 'ticket', 'question', 'prompt', 'input', 'message', 'body', 'content', 'email', 'query', 'sentence'],
  answer: ['answer', 'label', 'reference', 'expected', 'target', 'gold', 'category', 'class', 'output', 'completion', 'response'],
} as const;

/** The columns text and answer; nothing where the table calls them otherwise. Throws a TableError where it cannot hold items at all. */
export function namedColumns(table: Table): ItemColumns | undefined {
  checkRows(table);
  if (table.columns.length < 2) throw new TableError(`${shown(table.name)} has one column only, ${shown(table.columns[0]!)}, and an item needs its text and its right answer. Add the other one, or see that commas, semicolons or tabs stand between the cells.`);
  return table.columns.includes(NAMED.text) && table.columns.includes(NAMED.answer) ? NAMED : undefined;
}

/** Which columns the two most likely are, by their names whatever their case; of two columns the one that is left. A guess, to be confirmed. */
export function likelyColumns({ columns }: Pick<Table, 'columns'>): Partial<ItemColumns> {
  const find = (names: readonly string[]) => names.flatMap((name) => columns.filter((column) => column.toLowerCase() === name))[0];
  const [text, answer] = [find(CALLED.text), find(CALLED.answer)];
  const left = (other: string | undefined) => (other !== undefined && columns.length === 2 ? columns.find((column) => column !== other) : undefined);
  const likely = { text: text ?? left(answer), answer: answer ?? left(text) };
  return { ...(likely.text !== undefined && { text: likely.text }), ...(likely.answer !== undefined && { answer: likely.answer }) };
}

/** The two that someone chose. Throws a sentence where one is not chosen yet, or both are the same. */
export function chosenColumns(text: string | undefined, answer: string | undefined): ItemColumns {
  if (text === undefined) throw new TableError('Choose the column of the text.');
  if (answer === undefined) throw new TableError('Choose the column of the right answer.');
  if (text === answer) throw new TableError('The text and the right answer are the same column, so that every item would give its answer away. Choose another one.');
  return { text, answer };
}

/** One item a row. Throws a TableError where there is no such column, no row, or an empty cell. */
export function itemsFromTable(table: Table, columns: ItemColumns): WorkedExample[] {
  return atOnce(itemSteps(table, columns));
}

/** The same, in pieces. */
export function itemsFromTableInSteps(table: Table, columns: ItemColumns): Promise<WorkedExample[]> {
  return inSteps(itemSteps(table, columns));
}

function* itemSteps(table: Table, { text, answer }: ItemColumns): Generator<void, WorkedExample[]> {
  const at = { text: columnOf(table, text), answer: columnOf(table, answer) };
  checkRows(table);
  const items: WorkedExample[] = [];
  for (const { number, cells } of table.rows) {
    const item = { text: cells.get(text)!, reference: cells.get(answer)! };
    if (!item.text.trim()) throw new TableError(`Row ${number}, column ${at.text} (${shown(text)}) of ${shown(table.name)} is empty. Fill it, or delete the row.`, number, at.text);
    if (!item.reference.trim()) throw new TableError(`Row ${number}, column ${at.answer} (${shown(answer)}) of ${shown(table.name)} is empty, and an item needs its right answer. Fill it, or delete the row.`, number, at.answer);
    items.push(item);
    yield;
  }
  return items;
}

function checkRows(table: Table): void {
  if (table.rows.length === 0) throw new TableError(`${shown(table.name)} has a header and no rows, so there is nothing to ask.`);
}
