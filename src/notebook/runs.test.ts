import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pool } from '../lab/pool.ts';
import { recordToJson } from '../lab/record-json.ts';
import { UUID } from './identity.ts';
import { closeNotebook, type Notebook } from './notebook.ts';
import { NotebookFull } from './notebook-error.ts';
import { getRun, getRunText, keepRun, listRuns, poolableRuns, removeAllRuns, removeRun, renameRun, runsUsage } from './runs.ts';
import { emptyStorage, fillStorage, KINDS } from './testing/fake-storage.ts';
import { madeRun } from './testing/made-run.ts';

let notebook: Notebook;
beforeEach(() => {
  emptyStorage();
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') });
});
afterEach(() => {
  closeNotebook(notebook);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const later = () => vi.setSystemTime(Date.now() + 60_000);

describe.each(KINDS)('a notebook %s', (_kind, open) => {
  beforeEach(async () => {
    notebook = await open();
  });

  test('gives a run back byte for byte, with what is known of it', async () => {
    const record = await madeRun('a', { samples: 3 });
    const summary = await keepRun(notebook, record, { ms: 1234.5 });
    expect(summary).toMatchObject({
      name: 'Routing', when: '2026-03-01T10:00:00.000Z', experiment: 'routing', seeds: ['a'], items: 12, samples: 3, ms: 1234.5, partial: false, adapterHash: null,
      engine: { model: 'scripted', modelHash: '00', versions: { script: '1' } },
    });
    expect(summary.id).toMatch(UUID);
    expect(Object.keys(summary.device)).toEqual(['engine', 'cores', 'platform']);
    expect(summary.arms.map(({ id, outcomes }) => [id, outcomes])).toEqual([['word', 36], ['code', 36]]);
    const kept = await getRun(notebook, summary.id);
    expect(kept.summary).toEqual(summary);
    expect(recordToJson(kept.record)).toBe(recordToJson(record));
    expect(summary.bytes).toBe(new TextEncoder().encode(await getRunText(notebook, summary.id)).length);
  });

  test('lists the newest first, a page at a time, without outcomes', async () => {
    for (let n = 0; n < 7; n++) {
      // Two of them at the very same time.
      if (n !== 3) later();
      await keepRun(notebook, await madeRun(`seed ${n}`), { ms: 1, name: `run ${n}` });
    }
    const names: string[] = [];
    const sizes: number[] = [];
    let after: Parameters<typeof listRuns>[1] = {};
    for (;;) {
      const { runs, damaged, next } = await listRuns(notebook, { limit: 3, ...after });
      expect(damaged).toEqual([]);
      for (const run of runs) expect(JSON.stringify(run)).not.toContain('verdicts');
      names.push(...runs.map(({ name }) => name));
      sizes.push(runs.length);
      if (!next) break;
      after = { after: next };
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(new Set(names).size).toBe(7);
    expect(names.filter((name) => name !== 'run 2' && name !== 'run 3')).toEqual(['run 6', 'run 5', 'run 4', 'run 1', 'run 0']);
  });

  test('renames, removes, counts', async () => {
    const { id } = await keepRun(notebook, await madeRun('a'), { ms: 1 });
    const other = await keepRun(notebook, await madeRun('b'), { ms: 1 });
    const bytes = (await getRun(notebook, id)).summary.bytes + other.bytes;
    await renameRun(notebook, id, '  my\nfirst run ');
    expect((await getRun(notebook, id)).summary.name).toBe('my first run');
    await expect(renameRun(notebook, id, ' ')).rejects.toMatchObject({ code: 'bad-name' });
    await expect(renameRun(notebook, id, 'x'.repeat(201))).rejects.toThrow(/201 characters/);
    expect(await runsUsage(notebook)).toMatchObject({ runs: 2, bytes });
    await removeRun(notebook, id);
    await removeRun(notebook, id);
    await expect(getRun(notebook, id)).rejects.toMatchObject({ code: 'missing', message: expect.stringMatching(/another tab/) as string });
    await expect(renameRun(notebook, id, 'again')).rejects.toMatchObject({ code: 'missing' });
    await expect(getRunText(notebook, id)).rejects.toMatchObject({ code: 'missing' });
    expect((await listRuns(notebook)).runs.map(({ name }) => name)).toEqual(['Routing']);
    await removeAllRuns(notebook);
    expect(await runsUsage(notebook)).toMatchObject({ runs: 0, bytes: 0 });
  });

  test('finds the runs that can be pooled', async () => {
    const of = async (...made: Parameters<typeof madeRun>) => keepRun(notebook, await madeRun(...made), { ms: 1 });
    const first = await of('a');
    const second = await of('b');
    await of('a');
    await of('c', { samples: 2 });
    const longer = await of('d', { count: 13 });
    const given = Array.from({ length: 12 }, (_, n) => ({ text: `My parcel ${n} is late.`, reference: 'shipping' }));
    const own = await of('g', { items: { split: 'dev', count: 12, seeds: ['g'], given } });
    await of('h', { items: { split: 'dev', count: 12, seeds: ['h'], given } });
    const elsewhere = await madeRun('e');
    await keepRun(notebook, { ...elsewhere, engine: { ...elsewhere.engine, modelHash: '11' } }, { ms: 1 });
    await keepRun(notebook, await madeRun('f'), { ms: 1, adapterHash: 'ab' });
    const found = await poolableRuns(notebook, first.id);
    expect(found.map(({ id }) => id).toSorted()).toEqual([second.id, longer.id].toSorted());
    expect(await poolableRuns(notebook, own.id)).toEqual([]);
    const records = await Promise.all([first, second, longer].map(async ({ id }) => (await getRun(notebook, id)).record));
    expect(pool([records[0]!, records[1]!, records[2]!]).experiment.items).toEqual({ split: 'dev', count: 13, seeds: ['a', 'b', 'd'], counts: [12, 12, 13] });
  });

  test('a damaged run is reported, and stays until it is removed', async () => {
    const good = await keepRun(notebook, await madeRun('a'), { ms: 1 });
    const bad = await keepRun(notebook, await madeRun('b'), { ms: 1, name: 'bad answers' });
    const lone = await keepRun(notebook, await madeRun('c'), { ms: 1, name: 'no answers' });
    const text = await getRunText(notebook, bad.id);
    const { database } = notebook;
    await database.write([
      { in: 'records', put: { id: bad.id, text: text.replace('"billing"', '"shipping"') } },
      { in: 'records', remove: lone.id },
      { in: 'runs', put: { ...good, id: 'odd', name: 'bad entry', items: 'many' } as never },
      { in: 'runs', put: { id: 'stray' } as never },
      { in: 'records', put: { id: 'odd', text } },
    ]);
    await expect(getRun(notebook, bad.id)).rejects.toMatchObject({ code: 'damaged', message: expect.stringMatching(/^The file of the run “bad answers” is damaged: its answers are not those that were kept\. If you have it in an exported file, delete it here/) as string });
    await expect(getRun(notebook, lone.id)).rejects.toMatchObject({ code: 'damaged', message: expect.stringMatching(/answers are missing/) as string });
    await expect(getRun(notebook, 'odd')).rejects.toMatchObject({ code: 'damaged', message: expect.stringMatching(/damaged: it does not say, in a way that can be read, the number it is filed under\./) as string });
    expect(await getRunText(notebook, 'odd')).toBe(text);
    const { runs, damaged } = await listRuns(notebook);
    expect(runs).toHaveLength(3);
    expect(damaged.map(({ id, name }) => `${id}: ${name}`).sort()).toEqual(['odd: bad entry', 'stray: a run without a name']);
    for (const { reason } of damaged) expect(reason).not.toMatch(/entry|\w\.\w/);
    expect(recordToJson((await getRun(notebook, good.id)).record)).toBe(recordToJson(await madeRun('a')));
    for (const id of ['odd', 'stray']) await removeRun(notebook, id);
    expect((await listRuns(notebook)).damaged).toEqual([]);
  });

  test('tells of every change', async () => {
    const heard: string[] = [];
    notebook.changes.hear(({ what, ids }) => heard.push(`${what} ${ids.length}`));
    const { id } = await keepRun(notebook, await madeRun('a'), { ms: 1 });
    await renameRun(notebook, id, 'x');
    await removeRun(notebook, id);
    await removeAllRuns(notebook);
    expect(heard).toEqual(['kept 1', 'renamed 1', 'removed 1', 'removed-all 0']);
  });
});

test.each([0, 1])('a run for which there is no room is not kept in part (%i rows fit)', async (rows) => {
  notebook = await KINDS[0]![1]();
  const first = await keepRun(notebook, await madeRun('a'), { ms: 1 });
  const heard = vi.fn();
  notebook.changes.hear(heard);
  const makeRoom = fillStorage(rows);
  await expect(keepRun(notebook, await madeRun('b'), { ms: 1 })).rejects.toBeInstanceOf(NotebookFull);
  await expect(renameRun(notebook, first.id, 'x')).rejects.toBeInstanceOf(NotebookFull);
  makeRoom();
  expect(await notebook.database.count('runs')).toBe(1);
  expect(await notebook.database.count('records')).toBe(1);
  expect((await getRun(notebook, first.id)).summary).toEqual(first);
  expect(heard).not.toHaveBeenCalled();
});

test('a page over plain http, without randomUUID and estimates, keeps runs too', async () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  vi.stubGlobal('navigator', undefined);
  notebook = await KINDS[0]![1]();
  const summary = await keepRun(notebook, await madeRun('a'), { ms: 1 });
  expect(summary.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(summary.device).toEqual({ engine: 'tinydesk', cores: null, platform: 'other' });
  expect(recordToJson((await getRun(notebook, summary.id)).record)).toBe(recordToJson(await madeRun('a')));
  expect(await runsUsage(notebook)).toEqual({ runs: 1, searches: 0, bytes: summary.bytes });
});
