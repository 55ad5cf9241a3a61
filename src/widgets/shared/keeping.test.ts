import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatEngine } from '../../engines/chat.ts';
import { EngineError } from '../../engines/chat.ts';
import type { RunRecord } from '../../lab/record.ts';
import { recordToJson } from '../../lab/record-json.ts';
import { unfinishedRuns } from '../../notebook/journal.ts';
import { NotebookError, NotebookFull } from '../../notebook/notebook-error.ts';
import { getRun, keepRun, listRuns } from '../../notebook/runs.ts';
import { emptyStorage } from '../../notebook/testing/fake-storage.ts';
import { counting, IDENTITY, madeRun, routing } from '../../notebook/testing/made-run.ts';
import type { Keep, KeptRunControls } from './keeping.ts';
import type * as Keeping from './keeping.ts';
import type * as PageNotebook from './page-notebook.ts';

/** One page of the site: its own notebook, until the next one is opened. */
let page: typeof Keeping & typeof PageNotebook;
const openPage = async (): Promise<void> => {
  vi.resetModules();
  page = { ...(await import('./keeping.ts')), ...(await import('./page-notebook.ts')) };
};
beforeEach(async () => {
  emptyStorage();
  // Locks are left to another test, so that a page that is gone holds none.
  vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: unknown, hold: () => Promise<void>) => hold() } });
  await openPage();
});
afterEach(() => vi.unstubAllGlobals());

const keep: Keep = async (record, note) => (await keepRun(await page.persistentNotebook(), record, note)).id;
const full: Keep = () => Promise.reject(new DOMException('It is full.', 'QuotaExceededError'));
const experiment = routing('a', { count: 150 });

/** Runs it, and aborts once so many items of arms are finished. */
async function ran({ engine = counting(), stopAfter = Number.POSITIVE_INFINITY, keeping = keep, ...more }: { engine?: ChatEngine; stopAfter?: number; keeping?: Keep } & Partial<KeptRunControls> = {}) {
  const controller = new AbortController();
  let done = 0;
  return page.keptRun(experiment, heeding(engine, controller.signal), {
    name: 'A run', signal: controller.signal, ...more,
    onFinished: () => {
      done += 1;
      if (done >= stopAfter) controller.abort();
    },
  }, keeping);
}

/** The scripted engine looks at the signal it is given; `counting` gives it another one. */
function heeding(engine: ChatEngine, signal: AbortSignal): ChatEngine {
  return {
    ...engine,
    info: () => engine.info(),
    complete: (requests, options) => engine.complete(requests, {
      ...options,
      onCompletion: (index, completion) => {
        if (signal.aborted) throw new EngineError('cancelled', 'The run was cancelled.');
        options?.onCompletion?.(index, completion);
      },
    }),
  };
}

async function notebook() {
  const open = await page.persistentNotebook();
  const { runs } = await listRuns(open);
  return { runs, records: await Promise.all(runs.map(async ({ id }) => (await getRun(open, id)).record)), unfinished: await unfinishedRuns(open) };
}

const whole = async () => recordToJson(await madeRun('a', { count: 150 }));
const text = (record: RunRecord | undefined) => recordToJson(record!);

test('a whole run is kept, and nothing stays unfinished', async () => {
  const end = await ran();
  expect(end.cut).toBeUndefined();
  expect(text(end.record)).toBe(await whole());
  const { runs, records, unfinished } = await notebook();
  expect(runs).toMatchObject([{ name: 'A run', seeds: ['a'], partial: false, engine: IDENTITY, ms: end.ms }]);
  expect(end.kept).toEqual({ id: runs[0]!.id });
  expect(text(records[0])).toBe(await whole());
  expect(unfinished).toEqual([]);
});

test('of a name that is longer than the notebook takes, the end is cut off', async () => {
  await ran({ name: 'long '.repeat(60) });
  expect((await notebook()).runs[0]!.name).toMatch(/^long .{190,194}…$/);
});

test('a page that goes away leaves its run to the next one, which asks only what is missing and gets the same record', async () => {
  const gone = new Promise<void>((resolve) => {
    const engine = counting();
    const stuck: ChatEngine = { ...engine, complete: (requests, options) => engine.complete(requests.slice(0, 170), options).then(() => { resolve(); return new Promise(() => undefined); }) };
    void ran({ engine: stuck });
  });
  await gone;
  await vi.waitFor(async () => expect((await notebook()).unfinished).toMatchObject([{ finished: 170, of: 300, experiment }]));
  await openPage();
  const engine = counting();
  const onBegin = vi.fn();
  const onProgress = vi.fn();
  const end = await ran({ engine, onBegin, onProgress });
  expect(onBegin.mock.lastCall![0]).toHaveLength(170);
  expect(onProgress.mock.calls[0]![0]).toMatchObject({ done: 171, of: 300 });
  expect(engine.asked).toBe(130);
  expect(text(end.record)).toBe(await whole());
  expect(end.promptTokens).toBeLessThan(end.record!.arms.reduce((sum, { summary }) => sum + summary.promptTokens, 0) / 2);
  const { runs, unfinished } = await notebook();
  expect(runs).toHaveLength(1);
  expect(unfinished).toEqual([]);
});

test('of a run that the reader stops the part is kept, and it is over', async () => {
  const end = await ran({ stopAfter: 41 });
  expect(end.cut!.reason).toMatchObject({ code: 'cancelled' });
  const { runs, records, unfinished } = await notebook();
  expect(runs).toMatchObject([{ partial: true, items: 20 }]);
  expect(records[0]!.planned).toBe(150);
  expect(text(records[0])).toBe(text(end.record));
  expect(unfinished).toEqual([]);
});

test('of a run that is stopped before an item is finished in every arm, nothing is kept', async () => {
  expect(await ran({ stopAfter: 1 })).toMatchObject({ record: undefined, kept: undefined });
  const { runs, unfinished } = await notebook();
  expect([runs, unfinished]).toEqual([[], []]);
});

test('a run that fails is kept as a part once, and can be gone on with', async () => {
  const failing = () => {
    const engine = counting();
    return { ...engine, complete: (requests: Parameters<ChatEngine['complete']>[0], options: Parameters<ChatEngine['complete']>[1]) => engine.complete(requests.slice(0, 100), options).then(() => { throw new EngineError('worker-died', 'It died.'); }) };
  };
  const first = await ran({ engine: failing() });
  expect(first).toMatchObject({ cut: { reason: { code: 'worker-died' } }, kept: { id: expect.any(String) as string } });
  const none: ChatEngine = { ...counting(), complete: () => Promise.reject(new EngineError('worker-died', 'It died.')) };
  expect(await ran({ engine: none })).toMatchObject({ kept: undefined, record: { planned: 150 } });
  expect((await notebook()).unfinished).toMatchObject([{ finished: 100 }]);
  expect(text((await ran()).record)).toBe(await whole());
  const { runs, unfinished } = await notebook();
  expect(runs.map(({ partial }) => partial).toSorted()).toEqual([false, true]);
  expect(unfinished).toEqual([]);
});

test('a run that finds no room is still there, and kept by the next page without asking anything', async () => {
  const end = await ran({ keeping: full });
  expect(text(end.record)).toBe(await whole());
  expect(end.kept).toMatchObject({ error: { code: 'full' } });
  expect((await notebook()).unfinished).toMatchObject([{ finished: 300, of: 300 }]);
  await openPage();
  const engine = counting();
  expect(text((await ran({ engine })).record)).toBe(await whole());
  expect(engine.asked).toBe(0);
  expect((await notebook()).runs).toHaveLength(1);
});

test('without storage the run goes to its end, and says twice that it was not kept: before and after', async () => {
  vi.stubGlobal('indexedDB', undefined);
  const onUnwritten = vi.fn();
  const keeping = vi.fn(keep);
  const end = await ran({ onUnwritten, keeping });
  expect(text(end.record)).toBe(await whole());
  expect(onUnwritten).toHaveBeenCalledOnce();
  expect(end.kept).toMatchObject({ error: { message: expect.stringMatching(/no storage for sites/) as string } });
  expect(keeping).not.toHaveBeenCalled();
});

test('a run that another tab has under way is not begun', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('too late', 'TimeoutError')) } });
  const engine = counting();
  await expect(ran({ engine })).rejects.toMatchObject({ name: 'NotebookError', code: 'busy' });
  expect(engine.asked).toBe(0);
});

test('a run of another model cannot go on; its part is kept and it is over', async () => {
  const engine = counting();
  const stuck: ChatEngine = { ...engine, complete: (requests, options) => engine.complete(requests.slice(0, 60), options).then(() => { throw new EngineError('worker-died', 'It died.'); }) };
  await ran({ engine: stuck, keeping: full });
  const [unfinished] = (await notebook()).unfinished;
  expect(page.canGoOn(unfinished!, { ...IDENTITY, contextTokens: 512 } as typeof IDENTITY)).toBe(true);
  expect(page.canGoOn(unfinished!, { ...IDENTITY, modelHash: '11' })).toBe(false);
  await page.keepInterrupted(unfinished!, 'What was left', keep);
  const { runs, unfinished: left } = await notebook();
  expect(runs).toMatchObject([{ name: 'What was left', items: 30, partial: true, engine: IDENTITY }]);
  expect(left).toEqual([]);
});

test('what is said of it is one sentence, with a link to the notebook or with what to do instead', async () => {
  const { document } = parseHTML('<!doctype html><html data-root="../"><body></body></html>');
  Object.defineProperty(document, 'baseURI', { value: 'https://example.org/some/path/chapter/' });
  vi.stubGlobal('document', document);
  const { keptSentence, unwrittenSentence } = await import('./kept-words.ts');
  const said = (kept: Keeping.Kept) => keptSentence(kept, 'This run', 'save it').map((piece) => (typeof piece === 'string' ? piece : piece.textContent)).join('');
  expect(said({ id: 'x' })).toBe('This run is kept in your notebook.');
  expect(keptSentence({ id: 'x' }, 'This run', 'save it')[1]).toMatchObject({ href: 'https://example.org/some/path/notebook/' });
  expect(said({ error: new NotebookFull({ used: 1, quota: 2 }) })).toBe('The browser’s storage for this site is full, so this run is not in your notebook: save it before you leave this page.');
  const lost = new NotebookError('failed', 'The browser could not open the notebook (a.b is c). Reload the page.');
  expect(said({ error: lost })).toBe('The browser could not open the notebook (a.b is c), so this run is not in your notebook: save it before you leave this page.');
  expect(unwrittenSentence(lost)).toBe('The browser could not open the notebook (a.b is c), so this run goes on but would be lost by a reload.');
});
