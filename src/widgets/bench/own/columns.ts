/** Asking which columns of a table are the items' texts and right answers, beside its first rows. */
import { chosenColumns, likelyColumns, type ItemColumns } from '../../../lab/table/items.ts';
import type { Table } from '../../../lab/table/table.ts';
import { sentenceOf } from '../../shared/run-controls.ts';
import { button, element } from './elements.ts';

/** Rows shown, and characters of a cell and of a column's name. */
const ROWS = 4;
const LONGEST_CELL = 80;
const LONGEST_NAME = 60;

/** What the two columns are asked for and called. */
const PARTS = [
  { part: 'text', question: 'Which column is the text?', called: 'the text' },
  { part: 'answer', question: 'Which is the right answer?', called: 'the right answer' },
] as const satisfies readonly { readonly part: keyof ItemColumns; readonly question: string; readonly called: string }[];

export interface ColumnPicker {
  readonly element: HTMLElement;
  /** Asks about a table, in place of any before, and takes the focus. What was chosen last is chosen again where the table has it. */
  ask(table: Table): void;
  close(): void;
}

/** `take` is given what was chosen, and rejects with a sentence where the table does not bear it; then the question stands. */
export function columnPicker(document: Document, take: (table: Table, columns: ItemColumns) => Promise<void>, dismissed: () => void): ColumnPicker {
  const set = element(document, 'fieldset', 'columns', { hidden: '' });
  let last: ItemColumns | undefined;

  const close = () => {
    set.hidden = true;
    set.replaceChildren();
  };

  const ask = (table: Table): void => {
    const known = last && [last.text, last.answer].every((column) => table.columns.includes(column)) ? last : likelyColumns(table);
    const alert = element(document, 'p', '', { role: 'alert' });
    const fields = PARTS.map(({ part, question }) => {
      const select = element(document, 'select', 'field');
      select.append(element(document, 'option', '', { value: '' }, 'Choose a column'), ...table.columns.map((column, at) => element(document, 'option', '', { value: String(at) }, clipped(column, LONGEST_NAME))));
      const chosen = known[part];
      select.value = chosen === undefined ? '' : String(table.columns.indexOf(chosen));
      const label = element(document, 'label', '', {}, question);
      label.append(select);
      return { select, label };
    });
    const preview = firstRows(document, table);
    const mark = () => preview.mark(fields.map(({ select }) => select.value));
    const use = button(document, 'Use these columns', 'button', () => void tryThem());
    const tryThem = async (): Promise<void> => {
      const [text, answer] = fields.map(({ select }) => table.columns[select.value === '' ? -1 : Number(select.value)]);
      try {
        const columns = chosenColumns(text, answer);
        await take(table, columns);
        last = columns;
        // Another table may be asked about by now.
        if (use.isConnected) close();
      } catch (error) {
        alert.textContent = `${sentenceOf(error)} Nothing here has changed.`;
        fields[text === undefined ? 0 : 1]!.select.focus();
      }
    };
    for (const { select } of fields) {
      select.addEventListener('change', () => {
        alert.textContent = '';
        mark();
      });
    }
    mark();
    const acts = element(document, 'p');
    acts.append(use, ' ', button(document, 'Put the table away', 'link', () => {
      close();
      dismissed();
    }));
    set.replaceChildren(element(document, 'legend', '', {}, `The columns of “${clipped(table.name, LONGEST_NAME)}”`), ...fields.map(({ label }) => label), preview.element, acts, alert);
    set.hidden = false;
    fields[0]!.select.focus();
  };
  return { element: set, ask, close };
}

/** The first rows as a table, in which `mark` says above each column what it was chosen for, by places among the columns. Cells enter as text. */
function firstRows(document: Document, { name, columns, rows }: Table): { readonly element: HTMLElement; mark(places: readonly string[]): void } {
  const title = `${rows.length > ROWS ? `The first ${ROWS} of ${rows.length.toLocaleString('en')} rows` : 'The rows'} of “${clipped(name, LONGEST_NAME)}”`;
  const table = element(document, 'table');
  table.append(element(document, 'caption', '', {}, title));
  const head = table.createTHead().insertRow();
  const uses = columns.map((column) => {
    const use = element(document, 'small');
    const cell = element(document, 'th', '', { scope: 'col' }, clipped(column, LONGEST_NAME));
    cell.append(use);
    head.append(cell);
    return use;
  });
  const body = table.createTBody();
  for (const { cells } of rows.slice(0, ROWS)) {
    const row = body.insertRow();
    for (const column of columns) row.append(element(document, 'td', '', {}, clipped(cells.get(column)!, LONGEST_CELL)));
  }
  const scrolling = element(document, 'div', 'table-scroll', { role: 'region', tabindex: '0', 'aria-label': title });
  scrolling.append(table);
  return {
    element: scrolling,
    mark: (places) => {
      for (const [at, use] of uses.entries()) {
        const called = PARTS.filter((_, n) => places[n] === String(at)).map((part) => part.called);
        use.textContent = called.join(' and ');
        use.parentElement!.toggleAttribute('data-chosen', called.length > 0);
      }
    },
  };
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
