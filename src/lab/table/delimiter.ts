import { records } from './records.ts';
import { TableError } from './table.ts';

export const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** Records that are looked at, while they have fewer characters than this. */
const LOOKED_AT = 20;
const ENOUGH = 100_000;

/**
 * What separates the cells: the delimiter that stands equally often in every one of the first records, outside quotes,
 * the more frequent of two; where none does, the most frequent one of the header. A comma where there is nothing to see.
 */
export function delimiterOf(text: string, table: string): Delimiter {
  const first = firstRecords(text, table);
  const counts = DELIMITERS.map((delimiter) => ({ delimiter, counts: first.map((source) => occurrences(source, delimiter)) }))
    .filter(({ counts: [header] }) => header !== undefined && header > 0)
    .sort((a, b) => b.counts[0]! - a.counts[0]!);
  const even = counts.find((each) => each.counts.every((count) => count === each.counts[0]));
  return (even ?? counts[0])?.delimiter ?? ',';
}

/** Up to a record that is too long: who reads them all says so. */
function firstRecords(text: string, table: string): string[] {
  const first: string[] = [];
  let seen = 0;
  try {
    for (const { source } of records(text, table, ',')) {
      first.push(source);
      seen += source.length;
      if (first.length === LOOKED_AT || seen >= ENOUGH) break;
    }
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
  }
  return first;
}

function occurrences(source: string, delimiter: Delimiter): number {
  let open = false;
  let count = 0;
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '"') open = !open;
    else if (!open && source[at] === delimiter) count += 1;
  }
  return count;
}
