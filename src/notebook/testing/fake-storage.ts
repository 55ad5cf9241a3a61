/** A browser's storage, made new for each test. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { memoryDatabase } from '../memory-database.ts';
import { openChanges } from '../changes.ts';
import { openDatabase } from '../database.ts';
import type { Notebook } from '../notebook.ts';

/** What was kept before is gone. */
export function emptyStorage(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** Both kinds of notebook, which must do the same. */
export const KINDS: [kind: string, open: () => Promise<Notebook>][] = [
  ['stored', async () => ({ database: await openDatabase(), changes: openChanges() })],
  ['in memory', async () => ({ database: memoryDatabase('It is a test.'), changes: openChanges() })],
];

/** Lets so many more rows be put, and then fails as a full disk does: at once, or when the transaction is to be written. Gives the function that makes room again. */
export function fillStorage(after: number, how: 'at once' | 'when written' = 'when written'): () => void {
  const { put } = IDBObjectStore.prototype;
  let left = after;
  IDBObjectStore.prototype.put = function full(this: IDBObjectStore, ...row: Parameters<typeof put>) {
    if (left-- > 0) return put.apply(this, row);
    if (how === 'at once') throw new DOMException('It is full.', 'QuotaExceededError');
    const request = put.apply(this, row);
    request.addEventListener('success', () => (this.transaction as unknown as { _abort(name: string): void })._abort('QuotaExceededError'));
    return request;
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}
