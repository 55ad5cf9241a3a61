import { deleteDB, openDB } from 'idb';
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { memoryDatabase } from './memory-database.ts';
import { NotebookFull } from './notebook-error.ts';
import { STORES, VERSION } from './schema.ts';
import { emptyStorage, fillStorage } from './testing/fake-storage.ts';

beforeEach(emptyStorage);
afterEach(() => vi.unstubAllGlobals());

const record = (id: string, text = id) => ({ in: 'records', put: { id, text } }) as const;
const batch = (journal: string, writer: string, n: number) => ({ in: 'batches', put: { journal, writer, n, finished: 0, text: '' } }) as const;

describe.each<[string, () => Promise<Database>]>([['stored', openDatabase], ['in memory', async () => memoryDatabase('It is a test.')]])('a database %s', (_kind, open) => {
  test('gives back what was put, in the order of the keys', async () => {
    const database = await open();
    await database.write([record('b'), record('a'), record('c')]);
    expect(await database.get('records', 'b')).toEqual({ id: 'b', text: 'b' });
    expect(await database.get('records', 'x')).toBeUndefined();
    expect(await database.count('records')).toBe(3);
    const ids = async (selection: object) => (await database.select('records', selection)).map((row) => (row as { id: string }).id).join('');
    expect(await ids({})).toBe('abc');
    expect(await ids({ descending: true, limit: 2 })).toBe('cb');
    expect(await ids({ above: 'a' })).toBe('bc');
    expect(await ids({ below: 'c', descending: true })).toBe('ba');
    expect(await ids({ above: 'a', below: 'c' })).toBe('b');
    expect(await ids({ only: 'c' })).toBe('c');
    database.close();
  });

  test('keys of several parts keep their order, and a span takes those that begin alike', async () => {
    const database = await open();
    await database.write([batch('j', 'w', 10), batch('j', 'w', 9), batch('j', 'v', 1), batch('k', 'w', 0), batch('i', 'w', 0)]);
    const span = { above: ['j'], below: ['j', []] } as const;
    const rows = (await database.select('batches', span)) as { writer: string; n: number }[];
    expect(rows.map(({ writer, n }) => `${writer}${n}`)).toEqual(['v1', 'w9', 'w10']);
    await database.write([{ in: 'batches', remove: span }]);
    expect(await database.count('batches')).toBe(2);
    await database.write([{ in: 'batches', remove: ['k', 'w', 0] }]);
    expect(await database.count('batches')).toBe(1);
    await database.write([{ in: 'batches', remove: {} }]);
    expect(await database.count('batches')).toBe(0);
    database.close();
  });

  test('a row is changed in one go, or left as it is', async () => {
    const database = await open();
    await database.write([record('a')]);
    await Promise.all(Array.from({ length: 10 }, () => database.update('records', 'a', (row) => ({ id: 'a', text: `${(row as { text: string }).text}+` }))));
    await database.update('records', 'a', () => undefined);
    expect(await database.get('records', 'a')).toEqual({ id: 'a', text: 'a++++++++++' });
    database.close();
  });

  test('what is put is a copy', async () => {
    const database = await open();
    const row = { id: 'a', text: 'a' };
    await database.write([{ in: 'records', put: row }]);
    row.text = 'b';
    ((await database.get('records', 'a')) as typeof row).text = 'c';
    expect(await database.get('records', 'a')).toEqual({ id: 'a', text: 'a' });
    database.close();
  });
});

test('what is stored outlives the connection, and two connections see the same', async () => {
  const [one, other] = [await openDatabase(), await openDatabase()];
  expect(one).toMatchObject({ persistent: true });
  await Promise.all([one.write([record('a')]), other.write([record('b')])]);
  expect(await one.count('records')).toBe(2);
  one.close();
  other.close();
  const again = await openDatabase();
  expect(await again.get('records', 'a')).toEqual({ id: 'a', text: 'a' });
  again.close();
});

test('what an older version of the site has kept is all there in this one, and can be found as before', async () => {
  const older = await openDB('two-levers', 1, {
    upgrade: (database) => {
      for (const [name, { key, indexes }] of Object.entries(STORES)) {
        const store = database.createObjectStore(name, { keyPath: key as string | string[] });
        for (const [index, path] of Object.entries(indexes)) store.createIndex(index, path as string | string[]);
      }
    },
  });
  const run = { id: 'a', when: '2026-01-01T00:00:00.000Z', identity: 'i', content: 'c' };
  await older.put('runs', run);
  await older.put('records', { id: 'a', text: 'x' });
  older.close();
  const database = await openDatabase();
  expect(await database.select('runs', { index: 'when', descending: true })).toEqual([run]);
  expect(await database.select('runs', { index: 'content', only: 'c' })).toEqual([run]);
  expect(await database.get('records', 'a')).toEqual({ id: 'a', text: 'x' });
  database.close();
  await expect(openDB('two-levers', 1)).rejects.toMatchObject({ name: 'VersionError' });
});

test('a page lets go of the notebook when a newer version of the site wants it, and says so from then on', async () => {
  const database = await openDatabase();
  await database.write([record('a')]);
  const newer = await openDB('two-levers', VERSION + 1);
  await expect(database.get('records', 'a')).rejects.toMatchObject({ code: 'lost', message: expect.stringMatching(/newer version.*Reload this page/) as string });
  await expect(database.write([record('b')])).rejects.toMatchObject({ code: 'lost' });
  expect(await newer.get('records', 'a')).toEqual({ id: 'a', text: 'a' });
  newer.close();
  await expect(openDatabase()).rejects.toMatchObject({ code: 'newer', message: expect.stringMatching(/Reload the page/) as string });
});

test('a notebook that is deleted, or closed by the browser, is lost', async () => {
  const database = await openDatabase();
  await deleteDB('two-levers');
  await expect(database.count('records')).rejects.toMatchObject({ code: 'lost', message: expect.stringMatching(/was deleted/) as string });
  const raw: IDBDatabase[] = [];
  const open = IDBFactory.prototype.open;
  const watched = vi.spyOn(indexedDB, 'open').mockImplementation((...request) => {
    const opening = open.apply(indexedDB, request);
    opening.addEventListener('success', () => raw.push(opening.result));
    return opening;
  });
  const next = await openDatabase();
  watched.mockRestore();
  forceCloseDatabase(raw[0] as never);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await expect(next.count('records')).rejects.toMatchObject({ code: 'lost', message: expect.stringMatching(/has closed the notebook/) as string });
});

test('a page that does not let go of the notebook is waited for, and then named', async () => {
  // What waits for the page is a deletion, and the opening behind it.
  const deaf = await openDB('two-levers', VERSION);
  const deleting = deleteDB('two-levers');
  await expect(openDatabase(50)).rejects.toMatchObject({ code: 'blocked', message: expect.stringMatching(/Close the other tabs/) as string });
  deaf.close();
  await deleting;
  const database = await openDatabase();
  expect(database.persistent).toBe(true);
  database.close();
});

test.each<[string, () => unknown, RegExp]>([
  ['none', () => undefined, /no storage for sites/],
  ['denied', () => ({ open: () => { throw new DOMException('The operation is insecure.', 'SecurityError'); } }), /does not let the site store anything.*The operation is insecure\)/],
  ['broken', () => ({ open: () => { throw new DOMException('', 'UnknownError'); } }), /UnknownError/],
])('where storage is %s, the notebook is in memory and says so', async (_name, storage, notice) => {
  vi.stubGlobal('indexedDB', storage());
  const database = await openDatabase();
  expect(database.persistent).toBe(false);
  expect(database.notice).toMatch(notice);
  expect(database.notice).toMatch(/export it to a file/);
  await database.write([record('a')]);
  expect(await database.get('records', 'a')).toEqual({ id: 'a', text: 'a' });
});

test.each(['at once', 'when written'] as const)('a full disk (%s) leaves all as it was, says how much is used and what to do', async (how) => {
  vi.stubGlobal('navigator', { storage: { estimate: async () => ({ usage: 812_000_000, quota: 1_000_000_000 }) } });
  const database = await openDatabase();
  await database.write([record('a')]);
  const makeRoom = fillStorage(1, how);
  const failure = await database.write([record('a', 'new'), record('b')]).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotebookFull);
  expect(failure).toMatchObject({ code: 'full', used: 812_000_000, quota: 1_000_000_000, message: expect.stringMatching(/812 MB of 1\.0 GB in use.*Export.*delete/) as string });
  expect(await database.select('records')).toEqual([{ id: 'a', text: 'a' }]);
  makeRoom();
  await database.write([record('b')]);
  expect(await database.count('records')).toBe(2);
  database.close();
});

test('a write that cannot be made at all is refused whole', async () => {
  const database = await openDatabase();
  await expect(database.write([record('a'), { in: 'records', put: { text: 'no key' } as never }])).rejects.toMatchObject({ code: 'failed' });
  expect(await database.count('records')).toBe(0);
  database.close();
});
