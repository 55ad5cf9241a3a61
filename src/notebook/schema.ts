/** What the database holds. Rows are plain: texts, numbers and short lists. */
import type { DBSchema } from 'idb';
import type { RunSummary } from './run-summary.ts';
import type { SearchSummary } from './search-summary.ts';

/**
 * Raised with every change of the stores and of what may stand in them; database.ts then takes older databases along.
 * Version 2 keeps searches among the runs: a page of version 1 would take them for damaged runs.
 */
export const VERSION = 2;

/** The outcomes of a run, or the trials of a search: the text of its record. */
export interface RecordRow {
  readonly id: string;
  readonly text: string;
}

/** An unfinished run: what is asked and who answers, as canonical JSON, whose hash is the key. */
export interface JournalRow {
  readonly key: string;
  readonly head: string;
  /** When it was begun: ISO. */
  readonly when: string;
}

/** Finished items of an unfinished run, as JSON. `writer` names the page that wrote it, in order of time. */
export interface BatchRow {
  readonly journal: string;
  readonly writer: string;
  readonly n: number;
  /** Items finished up to and with this batch. */
  readonly finished: number;
  readonly text: string;
}

export interface Schema extends DBSchema {
  runs: { key: string; value: RunSummary | SearchSummary; indexes: { when: [string, string]; identity: string; content: string } };
  records: { key: string; value: RecordRow };
  journals: { key: string; value: JournalRow };
  batches: { key: [string, string, number]; value: BatchRow };
}

export type StoreName = 'runs' | 'records' | 'journals' | 'batches';

type KeyPath = string | readonly string[];

/** Where in a row its key is found, and the keys of the orders that it also stands in. */
export const STORES: Readonly<Record<StoreName, { readonly key: KeyPath; readonly indexes: Readonly<Record<string, KeyPath>> }>> = {
  runs: { key: 'id', indexes: { when: ['when', 'id'], identity: 'identity', content: 'content' } },
  records: { key: 'id', indexes: {} },
  journals: { key: 'key', indexes: {} },
  batches: { key: ['journal', 'writer', 'n'], indexes: {} },
};
