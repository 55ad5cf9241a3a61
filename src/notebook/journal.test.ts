import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { partialRecord, run } from '../lab/runner.ts';
import { recordToJson } from '../lab/record-json.ts';
import { openDB } from 'idb';
import { openDatabase } from './database.ts';
import { discardUnfinished, isUnderWay, openJournal, unfinishedRuns } from './journal.ts';
import { closeNotebook, openNotebook, type Notebook } from './notebook.ts';
import { VERSION, type BatchRow, type JournalRow } from './schema.ts';
import { emptyStorage, fillStorage, KINDS } from './testing/fake-storage.ts';
import { counting, IDENTITY, madeRun, routing } from './testing/made-run.ts';

let notebook: Notebook;
beforeEach(emptyStorage);
afterEach(() => {
  closeNotebook(notebook);
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** From here on every page is another one: those before are gone with their locks, and what they had not yet written. */
function everyPageAnother(): void {
  vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: unknown, hold: () => Promise<void>) => hold() } });
}

const items = (count: number, samples = 1) => Array.from({ length: count }, (_, job) => ({
  job, outcomes: Array.from({ length: samples }, (__, n) => ({ answer: `answer ${n}`, cut: false })), verdicts: { exact: '1'.repeat(samples), category: '0'.repeat(samples) }, promptTokens: 3, answerTokens: 4,
}));

describe.each(KINDS)('a notebook %s', (_kind, open) => {
  beforeEach(async () => {
    notebook = await open();
  });

  test('a chain that is broken off keeps the answers to its calls', async () => {
    const experiment = routing('a', { count: 60, arms: [{ id: 'chain', label: 'chain', lever: 'prompt', task: { name: 'factChain', options: { ticket: 'short' } } }] });
    const whole = await run(experiment, counting(), { keepCalls: true });
    everyPageAnother();
    const first = await openJournal(notebook, experiment, IDENTITY);
    const written: number[] = [];
    await run(experiment, counting(), { keepCalls: true, onFinished: (each) => each.job % 2 === 0 && (written.push(each.job), first.append(each)) });
    await first.close(false);
    const second = await openJournal(notebook, experiment, IDENTITY);
    expect(second.finished.map(({ job }) => job).toSorted((a, b) => a - b)).toEqual(written.toSorted((a, b) => a - b));
    const engine = counting();
    expect(recordToJson(await run(experiment, engine, { keepCalls: true, finished: second.finished }))).toBe(recordToJson(whole));
    expect(whole.arms[0]!.calls!.outcomes).toHaveLength(60);
    await second.close(true);
  });

  test('a run that is broken off by reloads gives the record of one that was not', async () => {
    const experiment = routing('a', { count: 150, samples: 2 });
    const whole = recordToJson(await madeRun('a', { count: 150, samples: 2 }));
    everyPageAnother();
    let before = 0;
    for (const most of [101, 60]) {
      const engine = counting(most);
      const journal = await openJournal(notebook, experiment, await engine.info());
      expect(journal.finished).toHaveLength(before);
      await expect(run(experiment, engine, { finished: journal.finished, onFinished: journal.append })).rejects.toThrow(/cancelled/);
      before += most - (most % 50);
      await vi.waitFor(async () => expect(await unfinishedRuns(notebook)).toMatchObject([{ experiment, engine: IDENTITY, finished: before, of: 300 }]));
    }
    const rest = counting();
    const journal = await openJournal(notebook, experiment, await rest.info());
    expect(journal.finished).toHaveLength(150);
    const record = await run(experiment, rest, { finished: journal.finished, onFinished: journal.append });
    expect(recordToJson(record)).toBe(whole);
    expect(rest.asked).toBe(150);
    expect(recordToJson((await partialRecord(experiment, rest, journal.finished))!)).toContain('"planned":150');
    await journal.close(true);
    expect(await unfinishedRuns(notebook)).toEqual([]);
    expect(await notebook.database.count('batches')).toBe(0);
  });

  test('another experiment, another model or other kernels begin anew', async () => {
    const first = await openJournal(notebook, routing('a'), IDENTITY);
    for (const item of items(5)) first.append(item);
    await first.close(false);
    for (const [experiment, engine] of [
      [routing('b'), IDENTITY],
      [routing('a', { samples: 2 }), IDENTITY],
      [routing('a'), { ...IDENTITY, modelHash: '11' }],
      [routing('a'), { ...IDENTITY, versions: { script: '2' } }],
    ] as const) {
      const journal = await openJournal(notebook, experiment, engine);
      expect(journal.finished).toEqual([]);
      await journal.close(true);
    }
    const again = await openJournal(notebook, routing('a'), { ...IDENTITY, contextTokens: 512 } as typeof IDENTITY);
    expect(again.finished).toEqual(items(5));
    await again.close(false);
  });

  test('only one tab runs it; the other is told', async () => {
    const journal = await openJournal(notebook, routing('a'), IDENTITY);
    await expect(openJournal(notebook, routing('a'), IDENTITY)).rejects.toMatchObject({ code: 'busy', message: expect.stringMatching(/another tab/) as string });
    const { key } = (await unfinishedRuns(notebook))[0]!;
    await expect(discardUnfinished(notebook, key)).rejects.toMatchObject({ code: 'busy' });
    expect(await isUnderWay(key)).toBe(true);
    const elsewhere = await openJournal(notebook, routing('b'), IDENTITY);
    await elsewhere.close(true);
    await journal.close(false);
    await journal.close(true);
    expect([await isUnderWay(key), await isUnderWay(key)]).toEqual([false, false]);
    await discardUnfinished(notebook, key);
    expect(await unfinishedRuns(notebook)).toEqual([]);
  });

  test('damaged batches are asked again, and nothing else', async () => {
    const journal = await openJournal(notebook, routing('a', { count: 120 }), IDENTITY);
    for (const item of items(200)) journal.append(item);
    await journal.flush();
    const rows = (await notebook.database.select('batches')) as BatchRow[];
    expect(rows.map(({ finished }) => finished)).toEqual([50, 100, 150, 200]);
    const [first, second] = rows as [BatchRow, BatchRow];
    const wrong = [{ ...items(1)[0]!, job: 240 }, { ...items(1)[0]!, verdicts: { exact: '1' } }, { ...items(1)[0]!, verdicts: { exact: '1', category: '11' } }, { ...items(1)[0]!, outcomes: [] }, items(1)[0]!];
    await notebook.database.write([
      { in: 'batches', put: { ...first, text: first.text.replace('answer', 'ans\\wer') } },
      { in: 'batches', put: { ...second, text: JSON.stringify(wrong) } },
      { in: 'batches', put: { ...first, writer: 'x', n: 0, text: 7 as never } },
      { in: 'batches', put: { ...first, writer: 'x', n: 1, text: JSON.stringify([{ ...items(1)[0], more: 1 }]) } },
    ]);
    await journal.close(false);
    const again = await openJournal(notebook, routing('a', { count: 120 }), IDENTITY);
    expect(again.finished.map(({ job }) => job)).toEqual([0, ...Array.from({ length: 100 }, (_, n) => n + 100)]);
    await again.close(false);
  });

  test('an entry that is not what its key says is begun anew, and not listed', async () => {
    const journal = await openJournal(notebook, routing('a'), IDENTITY);
    for (const item of items(5)) journal.append(item);
    await journal.close(false);
    const [row] = (await notebook.database.select('journals')) as [JournalRow];
    await notebook.database.write([{ in: 'journals', put: { ...row, head: row.head.replace('Routing', 'Rooting') } }, { in: 'journals', put: { key: 'odd' } as never }]);
    expect(await unfinishedRuns(notebook)).toEqual([]);
    const again = await openJournal(notebook, routing('a'), IDENTITY);
    expect(again.finished).toEqual([]);
    await again.close(true);
    expect(await notebook.database.count('batches')).toBe(0);
  });

  test('what is appended after the end is not written', async () => {
    const journal = await openJournal(notebook, routing('a'), IDENTITY);
    await journal.close(true);
    journal.append(items(1)[0]!);
    await journal.flush();
    expect(await notebook.database.count('batches')).toBe(0);
  });

  test('tells when a run begins and ends', async () => {
    const heard: string[] = [];
    notebook.changes.hear(({ what }) => heard.push(what));
    await (await openJournal(notebook, routing('a'), IDENTITY)).close(false);
    await (await openJournal(notebook, routing('a'), IDENTITY)).close(true);
    // Another page that goes on with a run begins it, too: who offers to go on with it has to take that back.
    expect(heard).toEqual(['begun', 'begun', 'ended']);
  });
});

test('more items than a call takes arguments are read back', async () => {
  notebook = await openNotebook();
  const experiment = routing('a', { count: 100_000, graders: ['exact'] });
  const first = await openJournal(notebook, experiment, IDENTITY);
  await first.close(false);
  const { key } = (await unfinishedRuns(notebook))[0]!;
  const many = Array.from({ length: 150_000 }, (_, job) => `{"job":${job},"outcomes":[{"answer":"","cut":false}],"verdicts":{"exact":"1"},"promptTokens":3,"answerTokens":4}`);
  await notebook.database.write([{ in: 'batches', put: { journal: key, writer: 'a', n: 0, finished: many.length, text: `[${many.join(',')}]` } }]);
  const again = await openJournal(notebook, experiment, IDENTITY);
  expect([again.off, again.finished.length]).toEqual([undefined, many.length]);
  await again.close(true);
});

test('items are written fifty at a time, or after half a second', async () => {
  notebook = await openNotebook();
  const journal = await openJournal(notebook, routing('a', { count: 400 }), IDENTITY);
  const write = vi.spyOn(notebook.database, 'write');
  for (const item of items(130)) journal.append(item);
  await vi.waitFor(async () => expect(await notebook.database.count('batches')).toBe(2));
  expect(write).toHaveBeenCalledTimes(2);
  await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(3), { timeout: 2000 });
  await journal.flush();
  expect(((await notebook.database.select('batches')) as BatchRow[]).map(({ text }) => (JSON.parse(text) as unknown[]).length)).toEqual([50, 50, 30]);
  // In the background timers may not come: the next item takes the others along.
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((() => 0) as never);
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(1).mockReturnValueOnce(600);
  for (const item of items(2)) journal.append(item);
  expect(write).toHaveBeenCalledTimes(3);
  vi.restoreAllMocks();
  await journal.flush();
  expect(await notebook.database.count('batches')).toBe(4);
  await journal.close(true);
});

test('a page that is hidden writes at once what it has', async () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  vi.stubGlobal('document', page);
  notebook = await openNotebook();
  const journal = await openJournal(notebook, routing('a'), IDENTITY);
  journal.append(items(1)[0]!);
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(async () => expect(await notebook.database.count('batches')).toBe(1), { timeout: 300 });
  await journal.close(true);
});

test('two pages without locks write the same run side by side, and each item counts once', async () => {
  vi.stubGlobal('navigator', {});
  notebook = await openNotebook();
  const one = await openJournal(notebook, routing('a', { count: 60 }), IDENTITY);
  await expect(openJournal(notebook, routing('a', { count: 60 }), IDENTITY)).rejects.toMatchObject({ code: 'busy' });
  vi.unstubAllGlobals();
  const other = await openJournal({ ...notebook, database: await openDatabase() }, routing('a', { count: 60 }), IDENTITY);
  for (const item of items(60)) one.append(item);
  for (const item of items(90)) other.append(item);
  await Promise.all([one.close(false), other.close(false)]);
  const again = await openJournal(notebook, routing('a', { count: 60 }), IDENTITY);
  expect(again.finished.map(({ job }) => job).sort((a, b) => a - b)).toEqual(items(90).map(({ job }) => job));
  await again.close(true);
});

test.each(['at once', 'when written'] as const)('when storage is full (%s), the run goes on, the journal says so once, and what it had stays', async (how) => {
  notebook = await openNotebook();
  const experiment = routing('a', { count: 200 });
  const onOff = vi.fn();
  const engine = counting();
  const journal = await openJournal(notebook, experiment, await engine.info(), onOff);
  const makeRoom = fillStorage(2, how);
  const record = await run(experiment, engine, { onFinished: journal.append });
  await journal.flush();
  makeRoom();
  expect(recordToJson(record)).toBe(recordToJson(await madeRun('a', { count: 200 })));
  expect(onOff).toHaveBeenCalledOnce();
  expect(onOff.mock.calls[0]![0]).toMatchObject({ code: 'full', message: expect.stringMatching(/Export the runs/) as string });
  expect(journal.off).toBe(onOff.mock.calls[0]![0]);
  await journal.close(false);
  const again = await openJournal(notebook, experiment, IDENTITY);
  expect(again.finished.map(({ job }) => job)).toEqual(Array.from({ length: 100 }, (_, job) => job));
  await again.close(true);
});

test('when storage is full from the start, the journal is off and the run goes on', async () => {
  notebook = await openNotebook();
  const makeRoom = fillStorage(0);
  const onOff = vi.fn();
  const journal = await openJournal(notebook, routing('a'), IDENTITY, onOff);
  expect(journal.off).toMatchObject({ code: 'full' });
  journal.append(items(1)[0]!);
  await journal.close(true);
  makeRoom();
  expect(onOff).toHaveBeenCalledOnce();
  const again = await openJournal(notebook, routing('a'), IDENTITY, onOff);
  expect(again.off).toBeUndefined();
  await again.close(true);
});

test('a page that loses its notebook in the middle of a run finishes the run', async () => {
  notebook = await openNotebook();
  const onOff = vi.fn();
  const journal = await openJournal(notebook, routing('a', { count: 100 }), IDENTITY, onOff);
  const newer = await openDB('two-levers', VERSION + 1);
  newer.close();
  const record = await run(routing('a', { count: 100 }), counting(), { onFinished: journal.append });
  await journal.close(true);
  expect(record.arms).toHaveLength(2);
  expect(onOff).toHaveBeenCalledOnce();
  expect(onOff.mock.calls[0]![0]).toMatchObject({ code: 'lost' });
});
