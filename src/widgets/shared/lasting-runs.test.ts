import { parseHTML } from 'linkedom';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ChatEngine } from '../../engines/chat.ts';
import { EngineError } from '../../engines/chat.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { recordToJson } from '../../lab/record-json.ts';
import type { RunRecord } from '../../lab/record.ts';
import type { RunProgress } from '../../lab/runner.ts';
import { madeSearch, searching } from '../../lab/testing/made-search.ts';
import { unfinishedRuns } from '../../notebook/journal.ts';
import { getRun, keepRun, listRuns } from '../../notebook/runs.ts';
import { getSearch } from '../../notebook/searches.ts';
import { emptyStorage, fillStorage } from '../../notebook/testing/fake-storage.ts';
import { counting, IDENTITY, madeRun, routing } from '../../notebook/testing/made-run.ts';
import type * as Lasting from './lasting-runs.ts';
import type { Found } from './lasting-runs.ts';
import type * as PageNotebook from './page-notebook.ts';
import type { Outcome, RunControls } from './run-controls.ts';

const window = parseHTML('<!doctype html><html data-root="./"><body></body></html>');
Object.defineProperty(window.document, 'baseURI', { value: 'https://example.org/' });
vi.stubGlobal('document', window.document);
vi.stubGlobal('HTMLElement', window.HTMLElement);
vi.stubGlobal('customElements', window.customElements);
await import('./run-controls.ts');

const experiment = routing('a', { count: 150 });
let engine: ChatEngine & { asked: number };
let full: boolean;
let notebook: typeof PageNotebook.persistentNotebook;
let controls: RunControls;
/** What the widget did: the settings it took, what it was told of the run, and the runs that it showed. */
let taken: number[];
let followed: RunProgress[];
let finished: number;
/** What was asked and what an earlier page had finished, whenever a run was about to ask. */
let begun: { asked: number; earlier: number }[];
let shown: RunRecord[];

/** Another page of the site, with a widget that asks `experiment`. */
async function openPage({ offers = true, asks = experiment }: { offers?: boolean; asks?: Experiment } = {}): Promise<void> {
  vi.resetModules();
  vi.doMock('./engine.ts', () => ({ tinydesk: async () => engine }));
  // Kept in this thread, in place of the worker's.
  vi.doMock('../../notebook/keep-apart.ts', () => ({
    keepRunApart: async (record: RunRecord, note: Parameters<typeof keepRun>[2]) => {
      if (full) throw new DOMException('It is full.', 'QuotaExceededError');
      return (await keepRun(await notebook(), record, note)).id;
    },
  }));
  ({ persistentNotebook: notebook } = (await import('./page-notebook.ts')) as typeof PageNotebook);
  const { LastingRuns } = (await import('./lasting-runs.ts')) as typeof Lasting;
  window.document.body.innerHTML = `<run-controls>
    <button data-run disabled>Run</button><button data-cancel disabled>Cancel</button>
    <progress></progress><span class="left"></span><p role="status"></p><p role="alert"></p>
  </run-controls>`;
  controls = window.document.querySelector('run-controls') as unknown as RunControls;
  const runs = new LastingRuns(controls, {
    name: ({ title, items }) => `${title}, ${items.count} tickets`,
    ...(offers && { settingOf: ({ id, items: { count } }: Experiment) => (id === 'routing' ? { experiment: routing('a', { count }), take: () => void taken.push(count) } : undefined) }),
  });
  runs.drive(async (run) => {
    const { record } = await runs.ask(run, asks, engine, { onBegin: ({ length }) => begun.push({ asked: engine.asked, earlier: length }), onProgress: (progress) => followed.push(progress), onFinished: () => (finished += 1) });
    shown.push(record);
    return 'It is done.';
  });
}

beforeEach(async () => {
  emptyStorage();
  vi.stubGlobal('navigator', { locks: { request: (_name: string, _options: unknown, hold: () => Promise<void>) => hold() } });
  engine = counting();
  full = false;
  [taken, followed, finished, begun, shown] = [[], [], 0, [], []];
  await openPage();
});
afterEach(() => vi.resetModules());

const said = (role: 'status' | 'alert' = 'status') => controls.querySelector(`[role=${role}]`)!.textContent;
const offer = () => controls.querySelector<HTMLButtonElement>('.interrupted button');
const kept = async () => {
  const { runs } = await listRuns(await notebook());
  return Promise.all(runs.map(async ({ id, name, partial }) => ({ name, partial, text: recordToJson((await getRun(await notebook(), id)).record) })));
};
/** A slow machine is no defect. */
const soon = <T>(hold: () => T | Promise<T>) => vi.waitFor(hold, { timeout: 20_000 });
const whole = async () => recordToJson(await madeRun('a', { count: 150 }));

/** An engine that answers so much and then does `after`. */
function until(answers: number, after: () => Promise<never>): ChatEngine & { asked: number } {
  const each = counting();
  return Object.assign(each, { complete: (requests: Parameters<ChatEngine['complete']>[0], options: Parameters<ChatEngine['complete']>[1]) => scripted(requests.slice(0, answers), options).then(after) });
}
const scripted: ChatEngine['complete'] = (requests, options) => counting().complete(requests, options);

/** A page that goes away with so much of its run written down. */
async function goAway(answers: number, asks = experiment): Promise<void> {
  await openPage({ asks });
  engine = until(answers, () => new Promise(() => undefined));
  void controls.start();
  await soon(async () => expect(await unfinishedRuns(await notebook())).toMatchObject([{ finished: answers }]));
  engine = counting();
}

test('a whole run is kept under its name, and where it is follows what the task says', async () => {
  expect(await controls.start()).toBe('done');
  expect(said()).toBe('It is done. This run is kept in your notebook.');
  expect(await kept()).toEqual([{ name: 'Routing, 150 tickets', partial: false, text: await whole() }]);
  expect(followed.at(-1)).toMatchObject({ done: 300, of: 300 });
  expect(finished).toBe(300);
  expect(begun).toEqual([{ asked: 0, earlier: 0 }]);
});

test('of a cancelled run the part is kept and marked, and the widget shows nothing of it', async () => {
  engine = until(41, async () => {
    controls.cancel();
    throw new EngineError('cancelled', 'The run was cancelled.');
  });
  expect(await controls.start()).toBe('cancelled');
  expect(said()).toBe('Cancelled after 41 of 300. What was here before is still here. The part is kept in your notebook.');
  expect(await kept()).toMatchObject([{ name: 'Routing, 150 tickets', partial: true }]);
  expect(shown).toEqual([]);
});

test('a run that a reload interrupted is offered, taken with its settings, and asked only for what is missing', async () => {
  await goAway(170);
  await openPage();
  await soon(() => expect(offer()?.textContent).toContain('170 of 300'));
  vi.spyOn(controls.querySelector<HTMLElement>('[data-cancel]')!, 'focus').mockReturnValue();
  [followed, finished, begun] = [[], 0, []];
  offer()!.click();
  await soon(() => expect(said()).toBe('It is done. This run is kept in your notebook.'));
  expect([taken, engine.asked, finished]).toEqual([[150], 130, 300]);
  expect(followed[0]).toMatchObject({ done: 171, of: 300 });
  expect(begun).toEqual([{ asked: 0, earlier: 170 }]);
  expect(offer()).toBeNull();
  expect(await kept()).toMatchObject([{ partial: false, text: await whole() }]);
});

test.each([['of other questions', { asks: routing('b', { count: 150 }) }, {}], ['of a widget that offers nothing', { asks: experiment }, { offers: false }]])('a run %s is not offered', async (_, { asks }, next) => {
  await goAway(60, asks);
  await openPage(next);
  // A widget looks for what there is to offer when it is driven, and after each run.
  for (const look of [() => Promise.resolve(), () => controls.start()]) {
    await look();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(offer()).toBeNull();
  }
});

test('a run that another version of the model began is not gone on with; its part is kept', async () => {
  await goAway(60);
  await openPage();
  engine = Object.assign(counting(), { info: async () => ({ ...IDENTITY, modelHash: '11' }) });
  await soon(() => expect(offer()).not.toBeNull());
  vi.spyOn(controls.querySelector<HTMLElement>('[data-cancel]')!, 'focus').mockReturnValue();
  offer()!.click();
  await soon(() => expect(said()).toBe('That run was begun with another version of TinyDesk, so it cannot go on as it was. Its part is kept in your notebook.'));
  expect(await kept()).toMatchObject([{ name: 'Routing, 150 tickets', partial: true }]);
  expect(engine.asked).toBe(0);
});

test('where there is no room, the run is shown and a button saves it', async () => {
  full = true;
  expect(await controls.start()).toBe('done');
  expect(said()).toBe('It is done. The browser’s storage for this site is full, so this run is not in your notebook: save it as a file before you leave this page.');
  expect(controls.querySelector('[role=status] button')!.textContent).toBe('save it as a file');
  expect(shown).toHaveLength(1);
});

test('a run that another tab has under way is refused in a sentence', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('too late', 'TimeoutError')) } });
  expect(await controls.start()).toBe('failed');
  expect(said('alert')).toMatch(/already under way in another tab/);
  expect(engine.asked).toBe(0);
  expect(begun).toEqual([]);
});

describe('a prompt search', () => {
  const prompts = searching('a');
  let rounds: number;
  let ended: Found | undefined;

  async function searchHere(): Promise<Outcome> {
    [rounds, ended] = [0, undefined];
    const { LastingRuns } = (await import('./lasting-runs.ts')) as typeof Lasting;
    const runs = new LastingRuns(controls, { name: ({ title }) => title });
    runs.drive(async (run) => {
      ended = await runs.search(run, prompts, engine, { name: 'A search, 8 prompts', onRound: () => (rounds += 1) });
      return 'It is found.';
    });
    return controls.start();
  }
  const searches = async () => {
    const listed = (await listRuns(await notebook())).searches;
    return Promise.all(listed.map(async ({ id }) => getSearch(await notebook(), id)));
  };

  test('is kept under its name with its trials, and its look at the test items is noted with it', async () => {
    expect(await searchHere()).toBe('done');
    expect(said()).toBe('It is found. This search is kept in your notebook.');
    expect(rounds).toBe(3);
    expect(await searches()).toMatchObject([{ summary: { id: ended!.id, name: 'A search, 8 prompts', partial: false, final: null }, record: await madeSearch('a') }]);

    const { LastingRuns } = (await import('./lasting-runs.ts')) as typeof Lasting;
    const runs = new LastingRuns(controls, { name: ({ title }) => title });
    const found = ended!;
    await controls.start(async (run) => {
      const whole = await runs.ask(run, experiment, engine);
      expect(await runs.tried(found, whole)).toBe('');
      return 'It is tried.';
    });
    const { runs: [run] } = await listRuns(await notebook());
    expect(await searches()).toMatchObject([{ summary: { final: run!.content } }]);
  });

  test('of a cancelled one the rounds that were finished are kept and marked', async () => {
    engine = until(8 * 4 + 3, async () => {
      controls.cancel();
      throw new EngineError('cancelled', 'The run was cancelled.');
    });
    let asked = 0;
    const { complete } = engine;
    // The first round is answered whole.
    engine.complete = (requests, options) => ((asked += 1) === 1 ? scripted(requests, options) : complete(requests.slice(0, 3), options));
    expect(await searchHere()).toBe('cancelled');
    expect(said()).toMatch(/^Cancelled after 3 of \d+\. What was here before is still here\. The part is kept in your notebook\.$/);
    expect(await searches()).toMatchObject([{ summary: { partial: true, rounds: 1 }, record: await madeSearch('a', { rounds: 1 }) }]);
  });

  test('cancelled in its first round, it leaves nothing', async () => {
    engine = until(3, async () => {
      controls.cancel();
      throw new EngineError('cancelled', 'The run was cancelled.');
    });
    expect(await searchHere()).toBe('cancelled');
    expect(said()).toBe('Cancelled after 3 of 32. What was here before is still here.');
    expect(await searches()).toEqual([]);
  });

  test('where there is no room, it is shown and a button saves it', async () => {
    const makeRoom = fillStorage(0);
    expect(await searchHere()).toBe('done');
    makeRoom();
    expect(said()).toBe('It is found. The browser’s storage for this site is full, so this search is not in your notebook: save it as a file before you leave this page.');
    expect(ended).toMatchObject({ id: undefined, result: { ended: 'winner' } });
    expect(await searches()).toEqual([]);
  });
});
