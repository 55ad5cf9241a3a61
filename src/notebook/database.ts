/** Where everything is kept: the browser's IndexedDB, or the page's memory where there is none. */
import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { memoryDatabase } from './memory-database.ts';
import { NotebookError, notebookError, reasonOf } from './notebook-error.ts';
import { STORES, VERSION, type Schema, type StoreName } from './schema.ts';

export type Key = string | readonly (string | number | readonly never[])[];

/** Keys between two others, neither of them included; all keys where none is named. */
export interface Span {
  readonly above?: Key;
  readonly below?: Key;
}

/** Some rows of a store, in the order of their keys or of an index. */
export interface Selection extends Span {
  readonly index?: string;
  /** This key alone. */
  readonly only?: Key;
  readonly descending?: boolean;
  readonly limit?: number;
}

export type Change =
  | { [S in StoreName]: { readonly in: S; readonly put: Schema[S]['value'] } }[StoreName]
  | { readonly in: StoreName; readonly remove: Key | Span };

/**
 * Rows come back as they lie there: who reads them checks them. All of it rejects with a NotebookError: `full` where
 * there is no room, and `lost` once the page no longer has the database.
 */
export interface Database {
  /** Whether what is kept outlives the page. */
  readonly persistent: boolean;
  /** Why it does not, as a sentence for the reader. */
  readonly notice?: string;
  get(store: StoreName, key: Key): Promise<unknown>;
  select(store: StoreName, selection?: Selection): Promise<unknown[]>;
  /** Rows of a store; of an index, only those that have a key in it. */
  count(store: StoreName, index?: string): Promise<number>;
  /** All of the changes, or, where it rejects, none. */
  write(changes: readonly Change[]): Promise<void>;
  /** Puts what `change` makes of a row, with no other tab in between; leaves all as it is where that is nothing. */
  update<S extends StoreName>(store: S, key: Key, change: (row: unknown) => Schema[S]['value'] | undefined): Promise<void>;
  close(): void;
}

const NAME = 'two-levers';

/** How long another tab is waited for, in ms. */
const PATIENCE = 10_000;

const MEMORY = 'What you keep here is gone when you close this page; export it to a file to have it later.';

/**
 * Opens the notebook's database, brought up to this version. Rejects with a NotebookError only where it is there and
 * cannot be had now: a newer version of the site wrote it, or an older one in another tab does not let go of it. Where
 * the browser has no storage or denies it, gives one in memory that says so.
 */
export async function openDatabase(patience = PATIENCE): Promise<Database> {
  try {
    if (!(globalThis.indexedDB as IDBFactory | undefined)) return memoryDatabase(`This browser has no storage for sites. ${MEMORY}`);
    return await openPersistent(patience);
  } catch (error) {
    if (error instanceof NotebookError) throw error;
    return memoryDatabase(`This browser does not let the site store anything, as in a private window or with storage blocked (${reasonOf(error)}). ${MEMORY}`);
  }
}

async function openPersistent(patience: number): Promise<Database> {
  let lost: NotebookError | undefined;
  let blocked = false;
  const opening = openDB<Schema>(NAME, VERSION, {
    upgrade,
    blocked: () => {
      blocked = true;
    },
    blocking: (_current, next, event) => {
      lost = new NotebookError('lost', next === null
        ? 'The notebook was deleted in another tab or in the settings of the browser. Reload this page to begin a new one.'
        : 'A newer version of this site, open in another tab, has taken over the notebook. Reload this page to go on; everything that was kept is still there.');
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      lost = new NotebookError('lost', 'The browser has closed the notebook: the data of the site was deleted, or the disk failed. Reload this page to see what is still there.');
    },
  });
  let database: IDBPDatabase<Schema>;
  try {
    database = await within(opening, patience, () => new NotebookError('blocked', blocked
      ? 'An older version of this site, open in another tab, does not let go of the notebook. Close the other tabs of this site and reload this page.'
      : 'The browser does not open the notebook. Close the other tabs of this site and reload this page.'));
  } catch (error) {
    if ((error as Error).name === 'VersionError') throw new NotebookError('newer', 'The notebook was written by a newer version of this site than this page. Reload the page to get the newer version; everything that was kept is still there.');
    throw error;
  }

  async function attempt<T>(doing: string, work: () => Promise<T>): Promise<T> {
    if (lost) throw lost;
    try {
      return await work();
    } catch (error) {
      throw lost ?? (await notebookError(error, doing));
    }
  }
  return {
    persistent: true,
    get: (store, key) => attempt('read the notebook', () => database.get(store, key as never)),
    select: (store, selection = {}) => attempt('read the notebook', () => select(database, store, selection)),
    count: (store, index) => attempt('read the notebook', () => index === undefined ? database.count(store) : database.countFromIndex(store, index as never)),
    write: (changes) => attempt('write to the notebook', async () => {
      if (changes.length === 0) return;
      const transaction = database.transaction([...new Set(changes.map((change) => change.in))], 'readwrite');
      await settled(transaction, changes.map((change) => apply(transaction, change)));
    }),
    update: (store, key, change) => attempt('write to the notebook', async () => {
      const transaction = database.transaction([store], 'readwrite');
      const rows = transaction.objectStore(store);
      await settled(transaction, [rows.get(key as never).then(async (row) => {
        const changed = change(row);
        if (changed) await rows.put(changed as never);
      })]);
    }),
    close: () => database.close(),
  };
}

/** Version 2 has the stores of version 1, so that what is in them stays as it is. */
function upgrade(database: IDBPDatabase<Schema>, from: number): void {
  if (from < 1) {
    for (const [name, { key, indexes }] of Object.entries(STORES)) {
      const store = database.createObjectStore(name as StoreName, { keyPath: key as string | string[] });
      for (const [index, path] of Object.entries(indexes)) store.createIndex(index as never, path as string | string[]);
    }
  }
}

type Writing = IDBPTransaction<Schema, StoreName[], 'readwrite'>;

async function apply(transaction: Writing, change: Change): Promise<void> {
  const store = transaction.objectStore(change.in);
  if ('put' in change) await store.put(change.put as never);
  else if (typeof change.remove === 'string' || isList(change.remove)) await store.delete(change.remove as never);
  else await (rangeOf(change.remove) ? store.delete(rangeOf(change.remove) as never) : store.clear());
}

/** Waits until a transaction is written. Where a part of it fails, none of it is, and the part's own error is thrown. */
async function settled(transaction: Writing, parts: readonly Promise<void>[]): Promise<void> {
  let cause: unknown;
  for (const part of parts) {
    part.catch((error: unknown) => {
      cause ??= error;
      try {
        transaction.abort();
      } catch {
        // It has ended by itself.
      }
    });
  }
  try {
    await transaction.done;
  } catch (error) {
    throw cause ?? error;
  }
}

async function select(database: IDBPDatabase<Schema>, name: StoreName, { index, only, descending = false, limit, ...span }: Selection): Promise<unknown[]> {
  const store = database.transaction(name).store;
  const source = index === undefined ? store : store.index(index as never);
  const range = only === undefined ? rangeOf(span) : IDBKeyRange.only(only);
  if (!descending) return source.getAll(range as never, limit);
  const rows: unknown[] = [];
  let cursor = await source.openCursor(range as never, 'prev');
  while (cursor && rows.length < (limit ?? Number.POSITIVE_INFINITY)) {
    rows.push(cursor.value);
    cursor = await cursor.continue();
  }
  return rows;
}

function rangeOf({ above, below }: Span): IDBKeyRange | undefined {
  if (above !== undefined && below !== undefined) return IDBKeyRange.bound(above, below, true, true);
  if (above !== undefined) return IDBKeyRange.lowerBound(above, true);
  return below === undefined ? undefined : IDBKeyRange.upperBound(below, true);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The database, if it opens in time; one that opens later is closed. */
async function within(opening: Promise<IDBPDatabase<Schema>>, patience: number, late: () => NotebookError): Promise<IDBPDatabase<Schema>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      opening.then((database) => database.close(), () => undefined);
      reject(late());
    }, patience);
  });
  return Promise.race([opening, waited]).finally(() => clearTimeout(timer));
}
