import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { madeSearch } from '../lab/testing/made-search.ts';
import { openDesk } from './desk.ts';
import { exportRuns, importRuns } from './exchange.ts';
import { closeNotebook, type Notebook } from './notebook.ts';
import { NotebookFull } from './notebook-error.ts';
import { fileOfSearch } from './run-file.ts';
import { getRun, keepRun, listRuns, poolableRuns, putBack, removeAllRuns, renameRun, runsUsage, takeRuns } from './runs.ts';
import { finalOf, getSearch, keepSearch, linkFinal } from './searches.ts';
import { emptyStorage, fillStorage, KINDS } from './testing/fake-storage.ts';
import { madeRun } from './testing/made-run.ts';

let notebook: Notebook;
beforeEach(emptyStorage);
afterEach(() => {
  closeNotebook(notebook);
  vi.useRealTimers();
});

describe.each(KINDS)('a notebook %s', (_kind, open) => {
  beforeEach(async () => {
    notebook = await open();
  });

  test('gives a search back whole, with what is known of it, and lists it apart from the runs', async () => {
    const found = await madeSearch('a');
    const summary = await keepSearch(notebook, found, { ms: 12, name: ' my  search ' });
    const run = await keepRun(notebook, await madeRun('a'), { ms: 1 });
    expect(summary).toMatchObject({ kind: 'search', name: 'my search', title: 'A search', seed: 'a', prompts: 8, rounds: 3, tokens: found.result.tokens, partial: false, final: null, ms: 12, engine: { modelHash: '00' }, winner: { right: found.result.winner.right, items: 28 } });
    expect(await getSearch(notebook, summary.id)).toEqual({ summary, record: found });
    expect(await listRuns(notebook)).toEqual({ runs: [run], searches: [summary], damaged: [] });
    expect(await runsUsage(notebook)).toMatchObject({ runs: 1, searches: 1, bytes: run.bytes + summary.bytes });
    expect(await poolableRuns(notebook, run.id)).toEqual([]);
    await expect(getRun(notebook, summary.id)).rejects.toMatchObject({ message: '“my search” is a search, and a run was asked for. Choose another one.' });
    await expect(getSearch(notebook, run.id)).rejects.toMatchObject({ message: expect.stringMatching(/is a run, and a search was asked for/) as string });
    await expect(getSearch(notebook, 'x')).rejects.toMatchObject({ code: 'missing', message: expect.stringMatching(/^This search is no longer/) as string });
  });

  test('a page of the list may end between a search and a run', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-01T10:00:00Z') });
    for (const each of ['run', 'search', 'run', 'search']) {
      vi.setSystemTime(Date.now() + 60_000);
      if (each === 'run') await keepRun(notebook, await madeRun('a'), { ms: 1 });
      else await keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'a' });
    }
    const first = await listRuns(notebook, { limit: 3 });
    expect([first.runs.length, first.searches.length]).toEqual([1, 2]);
    const second = await listRuns(notebook, { limit: 3, after: first.next! });
    expect([second.runs.length, second.searches.length, second.next]).toEqual([1, 0, undefined]);
  });

  test('a search that was stopped is marked as a part', async () => {
    const { id } = await keepSearch(notebook, await madeSearch('a', { rounds: 1 }), { ms: 1, name: 'x' });
    expect((await getSearch(notebook, id)).summary).toMatchObject({ partial: true, rounds: 1 });
  });

  test('is renamed, deleted and put back as a run is', async () => {
    const { id } = await keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'x' });
    await renameRun(notebook, id, 'y');
    const before = await getSearch(notebook, id);
    expect(before.summary.name).toBe('y');
    const taken = await takeRuns(notebook, [id]);
    expect((await listRuns(notebook)).searches).toEqual([]);
    expect(await notebook.database.count('records')).toBe(0);
    await putBack(notebook, taken);
    expect(await getSearch(notebook, id)).toEqual(before);
  });

  test('knows the run that tried its winner, also after both came from a file, where that run has another id', async () => {
    const search = await keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'x' });
    const run = await keepRun(notebook, await madeRun('f'), { ms: 1, name: 'final' });
    await linkFinal(notebook, search.id, 'gone');
    expect((await getSearch(notebook, search.id)).summary.final).toBeNull();
    const heard: string[] = [];
    notebook.changes.hear(({ what, ids }) => heard.push(`${what} ${ids.join()}`));
    await linkFinal(notebook, search.id, run.id);
    expect(heard).toEqual([`kept ${search.id}`]);
    const { summary } = await getSearch(notebook, search.id);
    expect(summary.final).toBe(run.content);
    expect(await finalOf(notebook, summary)).toEqual({ id: run.id, name: 'final' });
    const file = await exportRuns(notebook, [search.id, run.id]);
    expect(file).toMatchObject({ runs: 1, searches: 1 });
    await removeAllRuns(notebook);
    expect(await finalOf(notebook, summary)).toBeUndefined();
    // The run's id is taken meanwhile.
    const lines = (await exportRuns(notebook, [(await keepRun(notebook, await madeRun('other'), { ms: 1 })).id])).text;
    await removeAllRuns(notebook);
    await importRuns(notebook, lines.replace(/"id":"[0-9a-f-]{36}"/, `"id":"${run.id}"`));
    const report = await importRuns(notebook, file.text);
    expect(report).toMatchObject({ duplicates: 0, refused: [], altered: false, searches: [summary] });
    expect(await finalOf(notebook, report.searches[0]!)).toEqual({ id: report.kept[0]!.id, name: 'final' });
    expect(report.kept[0]!.id).not.toBe(run.id);
  });

  test('comes back from a file byte for byte, once', async () => {
    const { id } = await keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'x' });
    const { text } = await exportRuns(notebook, [id]);
    expect(await importRuns(notebook, text)).toMatchObject({ kept: [], searches: [], duplicates: 1 });
    await removeAllRuns(notebook);
    await importRuns(notebook, text);
    expect((await exportRuns(notebook, [id])).text).toBe(text);
  });

  test.each<[string, (line: { note: Record<string, unknown>; record?: { result: { tokens: number; rounds: { standings: { tokens: number }[] }[] } } }) => unknown, RegExp]>([
    ['a score changed', ({ record }) => { record!.result.rounds[0]!.standings[0]!.tokens += 1e-9; }, /not in order|checksum does not match/],
    ['a tale that does not hold', ({ record }) => { record!.result.tokens += 1; }, /contradicts itself/],
    ['no record', (line) => { delete line.record; }, /not JSON/],
    ['a kind that is none', ({ note }) => { note['kind'] = 'quest'; }, /its note\.\w+ is not known/],
    ['a link that is none', ({ note }) => { note['final'] = '<b>'; }, /its note\.final is not a SHA-256/],
    ['a run in its place', ({ note }) => { delete note['kind']; delete note['final']; }, /not a run record/],
  ])('of a file, one with %s is named and skipped, and the others are kept', async (_name, damage, reason) => {
    const ids = [];
    for (const seed of ['a', 'b', 'c']) ids.push((await keepSearch(notebook, await madeSearch(seed), { ms: 1, name: seed })).id);
    const [head, ...lines] = (await exportRuns(notebook, ids)).text.trimEnd().split('\n');
    await removeAllRuns(notebook);
    const changed = JSON.parse(lines[1]!) as Parameters<typeof damage>[0];
    damage(changed);
    const report = await importRuns(notebook, [head, lines[0], JSON.stringify(changed), lines[2]].join('\n'));
    expect(report.searches.map(({ name }) => name)).toEqual(['a', 'c']);
    expect(report.refused).toMatchObject([{ line: 3, run: 'b', reason: expect.stringMatching(reason) as string }]);
  });

  test('a damaged one is reported in words, and left out of a file', async () => {
    const good = await keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'good' });
    const lost = await keepSearch(notebook, await madeSearch('b'), { ms: 1, name: 'lost' });
    await notebook.database.write([
      { in: 'records', put: { id: lost.id, text: '{}' } },
      { in: 'runs', put: { ...good, id: '00000000-0000-4000-8000-000000000000', winner: 'me' } as never },
    ]);
    await expect(getSearch(notebook, lost.id)).rejects.toMatchObject({ code: 'damaged', message: expect.stringMatching(/^The file of the search “lost” is damaged: its trials are not those that were kept\./) as string });
    expect((await listRuns(notebook)).damaged).toMatchObject([{ name: 'good', reason: 'it does not say, in a way that can be read, what it found' }]);
    expect(await exportRuns(notebook, [good.id, lost.id])).toMatchObject({ runs: 0, searches: 1, damaged: [{ name: 'lost' }] });
  });

  test('the desk shows every round and trial, what the winner reads, and the run that tried it', async () => {
    const found = await madeSearch('a');
    const { id } = await keepSearch(notebook, found, { ms: 1, name: 'x' });
    const run = await keepRun(notebook, await madeRun('f'), { ms: 1, name: 'final' });
    await linkFinal(notebook, id, run.id);
    const { sheet, final } = await openDesk(notebook).lookAtSearch(id);
    expect(final).toEqual({ id: run.id, name: 'final' });
    expect(sheet).toMatchObject({ seed: 'a', ended: 'winner', tokens: found.result.tokens, options: { candidates: 8, items: 4, tokens: 1_000_000, instructions: 3, exampleCounts: [0, 1, 2] } });
    expect(sheet.rounds.map(({ items, trials }) => [items, trials.length, trials.filter(({ better }) => better).length])).toEqual([[4, 8, 4], [8, 4, 2], [16, 2, 1]]);
    expect(sheet.rounds.at(-1)!.trials[0]).toMatchObject(sheet.winner);
    const { instruction, examples } = found.result.winner.candidate;
    expect(sheet.prompt).toHaveLength(1 + 2 * examples.length);
    expect((sheet.prompt.at(-1) as { content: string }).content).toContain(found.search.space.instructions[instruction]![0]!.template.split('\n')[0]!);
  });
});

test.each([0, 1])('a search for which there is no room is not kept in part (%i rows fit), and nothing else is lost', async (rows) => {
  notebook = await KINDS[0]![1]();
  const run = await keepRun(notebook, await madeRun('a'), { ms: 1 });
  const makeRoom = fillStorage(rows);
  await expect(keepSearch(notebook, await madeSearch('a'), { ms: 1, name: 'x' })).rejects.toBeInstanceOf(NotebookFull);
  makeRoom();
  expect(await listRuns(notebook)).toEqual({ runs: [run], searches: [], damaged: [] });
  expect(await notebook.database.count('records')).toBe(1);
});

test('a search saved as a file comes back whole by an import', async () => {
  const found = await madeSearch('a');
  const text = await fileOfSearch(found, { name: 'Saved', ms: 12 });
  notebook = await KINDS[0]![1]();
  const { searches, refused } = await importRuns(notebook, text);
  expect(refused).toEqual([]);
  expect(searches).toMatchObject([{ name: 'Saved', ms: 12 }]);
  expect((await getSearch(notebook, searches[0]!.id)).record).toEqual(found);
});
