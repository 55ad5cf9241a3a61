/** A prompt search as tables for a terminal. */
import { contrast } from '../../src/lab/contrast.ts';
import type { SearchRecord } from '../../src/lab/search-record.ts';
import { described } from '../../src/lab/search-words.ts';
import { interval, percent, thousands, verdict } from '../../src/lab/wording.ts';
import { searchRows } from '../../src/widgets/search/rows.ts';
import { textTable } from './text-table.ts';

export function searchTable({ search, result, final }: SearchRecord): string {
  const rows = searchRows(result, final).map(({ name, estimate }) => [name, percent(estimate.value), interval(estimate), String(estimate.n)]);
  return [
    textTable([['', 'right', '95%', 'n'], ...rows]),
    '',
    `Found: ${described(search.space, result.winner.candidate)}, for ${thousands(result.tokens)} tokens.`,
    `On test items: ${verdict(contrast(final, 'winner', 'baseline'))}.`,
  ].join('\n');
}
