/** Reading a table that someone brings. */
import { macrotask } from '../../engines/macrotask.ts';
import { csvSteps, type CsvOptions } from './csv.ts';
import { decodeSteps } from './decode.ts';
import { jsonlSteps } from './jsonl.ts';
import type { Table } from './table.ts';

export interface TableOptions extends CsvOptions {
  /** By the name's ending, or by the first character, where not said. */
  readonly format?: 'csv' | 'jsonl';
}

/** The thread is let breathe at least this often, in ms. */
const BREATH = 12;

/**
 * Reads CSV (RFC 4180, with a header; commas, semicolons or tabs) or JSON Lines into rows of named texts: at most 10 MB,
 * 10,000 rows and 200 columns. Blank lines are left out. Whatever is wrong throws a TableError that says where.
 */
export function readTable(content: string | Uint8Array, options: TableOptions): Table {
  const steps = tableSteps(content, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, in pieces: `breathe` is awaited between them, and reading ends with its rejection. */
export async function readTableInSteps(content: string | Uint8Array, options: TableOptions, breathe: () => Promise<void> = macrotask): Promise<Table> {
  const steps = tableSteps(content, options);
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since > BREATH) {
      await breathe();
      since = performance.now();
    }
  }
}

function* tableSteps(content: string | Uint8Array, options: TableOptions): Generator<void, Table> {
  const text = yield* decodeSteps(content, options.name);
  return yield* formatOf(text, options) === 'jsonl' ? jsonlSteps(text, options.name) : csvSteps(text, options);
}

function formatOf(text: string, { format, name }: TableOptions): 'csv' | 'jsonl' {
  if (format) return format;
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return 'jsonl';
  if (/\.(?:csv|tsv|txt)$/i.test(name)) return 'csv';
  return /^\s*\{/.test(text) ? 'jsonl' : 'csv';
}
