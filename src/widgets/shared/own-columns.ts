/** The columns of the reader's own run in a table twin, after the recorded ones: none before there is such a run. */

/** A column by its head and its cells, from the first row to the last. */
export type OwnColumn = readonly [head: string, ...cells: string[]];

/** Puts these columns in the place of those of an earlier run. */
export function ownColumns(table: Element, columns: readonly OwnColumn[]): void {
  for (const cell of Array.from(table.querySelectorAll('[data-own]'))) cell.remove();
  Array.from(table.querySelectorAll('tr')).forEach((row, at) => {
    row.append(...columns.map((column) => {
      const cell = row.ownerDocument.createElement(at === 0 ? 'th' : 'td');
      if (at === 0) cell.setAttribute('scope', 'col');
      cell.setAttribute('data-own', '');
      cell.textContent = column[at] ?? '';
      return cell;
    }));
  });
}
