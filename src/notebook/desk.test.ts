import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryLink } from '../engines/testing/memory-link.ts';
import { contrast } from '../lab/contrast.ts';
import { pool } from '../lab/pool.ts';
import { shareRight } from '../lab/figure.ts';
import { partialRecord, run, type Finished } from '../lab/runner.ts';
import { decodeExperiment } from '../lab/share/shared-experiment.ts';
import { scriptedEngine } from '../lab/testing/scripted-engine.ts';
import { openDesk, type Desk } from './desk.ts';
import { deskApart } from './desk-apart.ts';
import { serveDesk } from './desk-server.ts';
import { closeNotebook, openNotebook, type Notebook } from './notebook.ts';
import { getRun, keepRun, listRuns, putBack, takeRuns } from './runs.ts';
import { emptyStorage, fillStorage } from './testing/fake-storage.ts';
import { guess, madeRun, routing } from './testing/made-run.ts';

let notebook: Notebook;
let desk: Desk;
beforeEach(async () => {
  emptyStorage();
  notebook = await openNotebook();
  desk = openDesk(notebook);
});
afterEach(() => {
  closeNotebook(notebook);
  vi.unstubAllGlobals();
});

async function keep(seed: string, { name = seed, adapterHash = null, stubborn = false, count = 40, samples = 1 }: { name?: string; adapterHash?: string | null; stubborn?: boolean; count?: number; samples?: number } = {}): Promise<string> {
  return (await keepRun(notebook, await madeRun(seed, { count, samples }, stubborn ? () => 'billing' : guess), { ms: 10, name, adapterHash })).id;
}

test('a run is looked at with each arm’s share and interval', async () => {
  const id = await keep('a', { name: 'mine' });
  const { record } = await getRun(notebook, id);
  const { summary, sheet } = await desk.look(id);
  expect(summary.name).toBe('mine');
  expect(sheet.arms.map(({ label, share, n }) => ({ label, share, n }))).toEqual(['word', 'code'].map((arm) => ({ label: arm, share: shareRight(record, arm), n: 40 })));
  expect(summary.arms.map(({ share }) => share)).toEqual(sheet.arms.map(({ share }) => share));
  expect(sheet.comparisons).toHaveLength(1);
});

describe('two runs compared', () => {
  test('of the same items: arms with the same task, item by item, with the items that flipped', async () => {
    const [a, b] = [await keep('a', { stubborn: true }), await keep('a')];
    const sheet = await desk.compare(a, b);
    expect(sheet).toMatchObject({ names: ['a', 'a'], chosen: ['word', 'word'], grader: 'exact', n: [40, 40], equal: false, differing: [], comparison: { method: 'paired' } });
    const [inA, inB] = [(await getRun(notebook, a)).record, (await getRun(notebook, b)).record];
    const verdicts = [inA, inB].map((record) => record.arms[0]!.verdicts['exact']!);
    const flipped = [...verdicts[0]!].flatMap((verdict, item) => (verdict !== verdicts[1]![item] && (verdict === '1' || verdicts[1]![item] === '1') ? [item] : []));
    expect(flipped.length).toBeGreaterThan(3);
    expect(sheet.flips!.shown.map(({ item }) => item)).toEqual(flipped.slice(0, 20));
    expect(sheet.flips!.gained + sheet.flips!.lost).toBe(flipped.length);
    for (const { gained, answers: [one, other], reference } of sheet.flips!.shown) expect(gained ? one : other).toBe(reference);
    expect(sheet.flips!.shown.every(({ answers }) => answers[0] === 'billing')).toBe(true);
    expect(sheet.comparison.difference.value).toBeCloseTo((sheet.flips!.gained - sheet.flips!.lost) / 40);
  });

  test('the arms may be chosen, even within one run', async () => {
    const id = await keep('a');
    const { record } = await getRun(notebook, id);
    const { comparison, chosen } = await desk.compare(id, id, ['code', 'word']);
    expect(chosen).toEqual(['code', 'word']);
    expect(comparison.difference).toEqual(contrast(record, 'code', 'word').difference);
  });

  test('of other items: as two shares, with what differs and no flips', async () => {
    const [a, b] = [await keep('a', { adapterHash: 'ab'.repeat(32) }), await keep('b', { count: 20 })];
    const sheet = await desk.compare(a, b);
    expect(sheet).toMatchObject({ n: [40, 20], comparison: { method: 'unpaired' } });
    expect(sheet.flips).toBeUndefined();
    expect(sheet.differing).toEqual([
      { what: 'seeds', values: ['a', 'b'] }, { what: 'items', values: ['40, dev', '20, dev'] }, { what: 'adapter hash', values: ['abababababab', 'no adapter'] },
    ]);
  });

  test('with several samples an item flips where one run has it right more often', async () => {
    const sheet = await desk.compare(await keep('a', { samples: 4, stubborn: true }), await keep('a', { samples: 4 }));
    expect(sheet.comparison.method).toBe('paired');
    expect(sheet.flips!.gained).toBeGreaterThan(0);
    expect(sheet.flips!.lost).toBeGreaterThan(0);
  });

  test('equal runs are said to be equal', async () => {
    expect(await desk.compare(await keep('a'), await keep('a'))).toMatchObject({ equal: true, flips: { gained: 0, lost: 0, shown: [] } });
  });

  test('without a grader in common there is a sentence', async () => {
    const a = await keep('a');
    const { id: b } = await keepRun(notebook, await madeRun('a', { graders: ['label'] }), { ms: 1 });
    await expect(desk.compare(a, b)).rejects.toThrow(/different graders.*Choose runs/);
  });
});

describe('runs pooled', () => {
  test('of other seeds give the record of all, which can be kept as a run of its own', async () => {
    const ids = [await keep('a'), await keep('b'), await keep('c')];
    const { name, sheet } = await desk.pool(ids);
    expect(name).toBe('Pool of 3: a');
    expect(sheet).toMatchObject({ items: 120, seeds: ['a', 'b', 'c'].map((seed) => ({ seed, items: 40 })), arms: [{ n: 120 }, { n: 120 }] });
    const { record, summary } = await getRun(notebook, await desk.keepPool(ids));
    expect(record).toEqual(pool([await madeRun('a', { count: 40 }), await madeRun('b', { count: 40 }), await madeRun('c', { count: 40 })]));
    expect(summary).toMatchObject({ name, ms: 30, seeds: ['a', 'b', 'c'] });
  });

  test('that do not go together are refused with a sentence', async () => {
    const a = await keep('a');
    await expect(desk.pool([a])).rejects.toThrow(/Choose two or more/);
    const refusal = async (ids: readonly string[]) => desk.pool(ids).then(() => 'pooled', ({ message }: Error) => message);
    expect(await refusal([a, await keep('b'), await keep('a', { name: 'again' })])).toBe('“a” and “again” cannot be pooled: they have 40 items of the seed “a” in common, which would count twice. Leave one of them out.');
    expect(await refusal([a, await keep('a')])).toMatch(/^“a” of \d.*\d and the one of \d.*\d cannot be pooled: they have 40 items/);
    expect(await refusal([a, await keep('b', { samples: 2 })])).toMatch(/^“a” and “b” cannot be pooled: they are not the same experiment, as they differ in how answers are drawn, /);
    expect(await refusal([a, await keep('b', { adapterHash: 'ab' })])).toBe('“a” and “b” cannot be pooled: their models were tuned differently. Compare them instead.');
  });

  test('of different lengths, parts among them, weigh by their items; a part of a run that is in the pool is refused', async () => {
    const part = async (seed: string) => {
      const finished: Finished[] = [];
      await run(routing(seed, { count: 40 }), scriptedEngine(guess), { onFinished: (each) => finished.push(each) });
      const record = (await partialRecord(routing(seed, { count: 40 }), { info: () => scriptedEngine(guess).info() }, finished.filter(({ job }) => job < 2 * 15)))!;
      return (await keepRun(notebook, record, { ms: 1, name: `part of ${seed}` })).id;
    };
    const [whole, one, other, ofWhole] = [await keep('a'), await part('b'), await part('c'), await part('a')];
    expect((await desk.pool([one, other])).sheet).toMatchObject({ items: 30, planned: 80 });
    const { sheet } = await desk.pool([whole, one]);
    expect(sheet).toMatchObject({ items: 55, planned: 80, seeds: [{ seed: 'a', items: 40 }, { seed: 'b', items: 15 }], arms: [{ n: 55 }, { n: 55 }] });
    const kept = await getRun(notebook, await desk.keepPool([whole, one]));
    expect(kept.summary).toMatchObject({ partial: true, items: 55, seeds: ['a', 'b'] });
    expect((await desk.look(kept.summary.id)).sheet).toEqual(sheet);
    await expect(desk.pool([whole, ofWhole])).rejects.toThrow('they have 15 items of the seed “a” in common, which would count twice');
    await expect(desk.pool([kept.summary.id, one])).rejects.toThrow('they have 15 items of the seed “b” in common');
  });
});

test('the answers of a run are saved, and its experiment is shared, whole', async () => {
  const id = await keep('a', { name: 'mine', count: 12 });
  expect((await (await desk.save(id, 'jsonl')).text()).trim().split('\n')).toHaveLength(24);
  expect(await (await desk.save(id, 'csv')).text()).toContain('arm,arm_label,item,sample,prompt,reference,answer');
  expect(await (await desk.save(id, 'md')).text()).toMatch(/^\*\*mine\*\*\n[^]*\| arm \| lever \|/);
  const { experiment, engine } = (await getRun(notebook, id)).record;
  expect(await decodeExperiment(await desk.share(id))).toMatchObject({ name: 'mine', experiment, engine });
});

test('a file goes out and comes in', async () => {
  const ids = [await keep('a'), await keep('b')];
  const { file, runs } = await desk.exportRuns(ids);
  expect(runs).toBe(2);
  await takeRuns(notebook, ids);
  expect((await desk.importRuns(file)).kept).toHaveLength(2);
  await takeRuns(notebook, ids);
  const makeRoom = fillStorage(0);
  expect(await desk.importRuns(file)).toMatchObject({ kept: [], stopped: { left: 2, why: expect.stringContaining('storage for this site is full') as string } });
  makeRoom();
});

test('runs that were taken, damaged ones too, are put back as they were, and other tabs hear of both', async () => {
  const ids = [await keep('a'), await keep('b'), await keep('c')];
  await notebook.database.write([{ in: 'records', put: { id: ids[1]!, text: '{}' } }]);
  const rows = async () => [await notebook.database.select('runs'), await notebook.database.select('records')];
  const before = await rows();
  const heard: string[] = [];
  notebook.changes.hear(({ what, ids: which }) => heard.push(`${what} ${which.length}`));
  const taken = await takeRuns(notebook, [...ids.slice(0, 2), 'x']);
  expect((await listRuns(notebook)).runs.map(({ id }) => id)).toEqual([ids[2]]);
  await putBack(notebook, taken);
  expect(await rows()).toEqual(before);
  expect(heard).toEqual(['removed 3', 'kept 3']);
});

describe('a desk in a thread of its own', () => {
  test('does the same, several tasks at a time', async () => {
    const ids = [await keep('a'), await keep('b')];
    const { page, worker } = memoryLink();
    serveDesk(worker);
    const apart = deskApart(() => page);
    const [looked, compared] = await Promise.all([apart.look(ids[0]!), apart.compare(ids[0]!, ids[1]!)]);
    expect(looked).toEqual(await desk.look(ids[0]!));
    expect(compared).toEqual(await desk.compare(ids[0]!, ids[1]!));
  });

  test('says what went wrong, and goes on', async () => {
    const { page, worker } = memoryLink();
    serveDesk(worker);
    const apart = deskApart(() => page);
    await expect(apart.look('x')).rejects.toMatchObject({ readable: true, message: expect.stringContaining('no longer in the notebook') as string });
    await expect(apart.save(await keep('a'), 'pdf' as 'md')).rejects.toMatchObject({ readable: false });
    expect((await apart.look(await keep('b'))).summary.name).toBe('b');
  });

  test('that dies fails its tasks with a sentence, and the next task starts another', async () => {
    const id = await keep('a');
    const links = [memoryLink(), memoryLink()];
    serveDesk(links[1]!.worker);
    let started = 0;
    const apart = deskApart(() => links[started++]!.page);
    const lost = apart.look(id);
    links[0]!.die('out of memory');
    await expect(lost).rejects.toMatchObject({ name: 'NotebookError', message: expect.stringContaining('out of memory') as string });
    expect((await apart.look(id)).summary.id).toBe(id);
    expect(started).toBe(2);
  });

  test('without storage says why', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { page, worker } = memoryLink();
    serveDesk(worker);
    await expect(deskApart(() => page).look('x')).rejects.toMatchObject({ readable: true, message: expect.stringContaining('no storage for sites') as string });
  });
});
