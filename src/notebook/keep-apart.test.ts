import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memoryLink, type MemoryLink } from '../engines/testing/memory-link.ts';
import { recordToJson } from '../lab/record-json.ts';
import { keepRunApart } from './keep-apart.ts';
import { serveKeeper } from './keeper.ts';
import { closeNotebook, openNotebook } from './notebook.ts';
import { getRun, getRunText, listRuns } from './runs.ts';
import { emptyStorage, fillStorage } from './testing/fake-storage.ts';
import { madeRun } from './testing/made-run.ts';

beforeEach(emptyStorage);
afterEach(() => vi.unstubAllGlobals());

/** A worker in this thread, which works or does what `instead` says. */
function link(instead: (link: MemoryLink) => void = ({ worker }) => serveKeeper(worker)): MemoryLink {
  const made = memoryLink();
  instead(made);
  return made;
}

async function kept(): Promise<number> {
  const notebook = await openNotebook();
  const { runs } = await listRuns(notebook);
  closeNotebook(notebook);
  return runs.length;
}

test('a run is kept arm by arm, whole, with its note, and the worker is closed', async () => {
  const record = await madeRun('a', { samples: 3 });
  const { page, sent } = link();
  const close = vi.spyOn(page, 'close');
  const id = await keepRunApart(record, { ms: 12, name: ' two  prompts ', adapterHash: 'ab' }, () => page);
  expect(close).toHaveBeenCalledOnce();
  expect(sent.map(({ message }) => (message as { type: string }).type)).toEqual(['begin', 'arm', 'arm', 'kept']);
  expect(JSON.stringify(sent[0]!.message)).not.toContain(record.arms[0]!.answers[0]!);
  const notebook = await openNotebook();
  expect(await getRunText(notebook, id)).toBe(recordToJson(record));
  expect((await getRun(notebook, id)).summary).toMatchObject({
    name: 'two prompts', ms: 12, adapterHash: 'ab', seeds: ['a'], partial: false, engine: record.engine, device: { engine: 'tinydesk' },
  });
  closeNotebook(notebook);
});

test('a run is called after its experiment where nothing else is said', async () => {
  const id = await keepRunApart(await madeRun('a'), { ms: 1 }, () => link().page);
  const notebook = await openNotebook();
  expect((await getRun(notebook, id)).summary).toMatchObject({ name: 'Routing', adapterHash: null });
  closeNotebook(notebook);
});

test.each(['at once', 'when written'] as const)('when storage is full (%s), the reason comes back and nothing is kept', async (how) => {
  const makeRoom = fillStorage(1, how);
  await expect(keepRunApart(await madeRun('a'), { ms: 1 }, () => link().page)).rejects.toMatchObject({ name: 'NotebookError', code: 'full' });
  makeRoom();
  expect(await kept()).toBe(0);
});

test('without storage nothing is kept in a memory that ends with the worker', async () => {
  vi.stubGlobal('indexedDB', undefined);
  await expect(keepRunApart(await madeRun('a'), { ms: 1 }, () => link().page)).rejects.toMatchObject({ code: 'failed', message: expect.stringMatching(/no storage for sites/) as string });
});

test.each<[string, (link: MemoryLink) => void]>([
  ['dies', ({ die }) => void setImmediate(() => die('it ran out of memory'))],
  ['says what nobody understands', ({ worker }) => worker.listen(() => worker.post({ type: 'saved' }))],
])('a worker that %s is an error that says so', async (_what, instead) => {
  await expect(keepRunApart(await madeRun('a'), { ms: 1 }, () => link(instead).page)).rejects.toMatchObject({ code: 'failed', message: expect.stringMatching(/worker that writes to the notebook has ended/) as string });
});

test('a worker that cannot be started is an error that says so', async () => {
  await expect(keepRunApart(await madeRun('a'), { ms: 1 }, () => {
    throw new Error('Workers are forbidden.');
  })).rejects.toMatchObject({ code: 'failed', message: expect.stringMatching(/\(Workers are forbidden\)/) as string });
});

test('a piece that is none is refused', async () => {
  const { page, worker } = memoryLink();
  serveKeeper(worker);
  const answer = new Promise((resolve) => page.listen(resolve));
  page.post({ type: 'begin', record: {}, arms: -1, ms: 1, name: 'x', adapterHash: null });
  expect(await answer).toMatchObject({ type: 'failed', code: 'failed', message: expect.stringMatching(/message\.arms is not a whole number/) as string });
});
