import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { ownColumns } from './own-columns.ts';

const { document } = parseHTML(`<!doctype html><html><body><table>
  <thead><tr><th scope="col">examples</th><th scope="col">recorded</th></tr></thead>
  <tbody><tr><th scope="row">0</th><td>20%</td></tr><tr><th scope="row">8</th><td>90%</td></tr></tbody>
</table></body></html>`);
const table = document.querySelector('table')!;
const rows = (): string[][] => Array.from(table.querySelectorAll('tr'), (row) => Array.from(row.children, ({ textContent }) => textContent));

test('columns of a run of one’s own stand after the recorded ones, give way to the next run’s, and go with it', () => {
  const recorded = rows();
  ownColumns(table, [['live here', '25%', '95%'], ['same answers', '18 of 20', '20 of 20']]);
  expect(rows()).toEqual([['examples', 'recorded', 'live here', 'same answers'], ['0', '20%', '25%', '18 of 20'], ['8', '90%', '95%', '20 of 20']]);
  expect(Array.from(table.querySelectorAll('[data-own]'), ({ localName }) => localName)).toEqual(['th', 'th', 'td', 'td', 'td', 'td']);
  ownColumns(table, [['live here', '30%', '85%']]);
  expect(rows()).toEqual([['examples', 'recorded', 'live here'], ['0', '20%', '30%'], ['8', '90%', '85%']]);
  ownColumns(table, []);
  expect(rows()).toEqual(recorded);
});
