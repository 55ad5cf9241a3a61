/** Reading a table that someone brings. */
import { csvSteps, type CsvOptions } from './csv.ts';
import { decodeSteps } from './decode.ts';
import { jsonlSteps } from './jsonl.ts';
import { atOnce, inSteps } from './steps.ts';
import type { Table } from './table.ts';

export interface TableOptions extends CsvOptions {
  /** By the name's ending, or by the first character, where not said. */
  readonly format?: 'csv' | 'jsonl';
}

/**
 * Reads CSV (RFC 4180, with a header; commas, semicolons or tabs) or JSON Lines into rows of named texts: at most 10 MB,
 * 10,000 rows and 200 columns. Blank lines are left out. Whatever is wrong throws a TableError that says where.
 */
export function readTable(content: string | Uint8Array, options: TableOptions): Table {
  return atOnce(tableSteps(content, options));
}

/** The same, in pieces: `breathe` is awaited between them, and reading ends with its rejection. */
export function readTableInSteps(content: string | Uint8Array, options: TableOptions, breathe?: () => Promise<void>): Promise<Table> {
  return inSteps(tableSteps(content, options), breathe);
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
