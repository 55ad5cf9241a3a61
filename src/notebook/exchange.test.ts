import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { canonical } from '../lab/canonical.ts';
import { recordToJson } from '../lab/record-json.ts';
import type { SearchRecord } from '../lab/search-record.ts';
import { Random } from '../tinydesk/random.ts';
import { isFromFile } from './device.ts';
import { exportRuns, importRuns, LARGEST } from './exchange.ts';
import { hashOf } from './identity.ts';
import { closeNotebook, openNotebook, type Notebook } from './notebook.ts';
import { NotebookError, NotebookFull } from './notebook-error.ts';
import { getRun, keepRun, listRuns, removeAllRuns, renameRun } from './runs.ts';
import { finalOf, getSearch } from './searches.ts';
import { emptyStorage, fillStorage, KINDS } from './testing/fake-storage.ts';
import { madeRun } from './testing/made-run.ts';

let notebook: Notebook;
beforeEach(emptyStorage);
afterEach(() => {
  closeNotebook(notebook);
  vi.restoreAllMocks();
});

interface RunsFile {
  head: { version: number; runs: number; checksum: string };
  runs: { note: Record<string, unknown>; record: { arms: { answers: string[]; outcomes: number[] }[] } }[];
}

function parsed(text: string): RunsFile {
  const [head, ...runs] = text.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  return { head, runs } as RunsFile;
}

function written({ head, runs }: RunsFile): string {
  return [head, ...runs].map((line) => JSON.stringify(line)).join('\r\n');
}

/** A file of three runs, all still kept, and their ids. */
async function threeRuns(): Promise<{ text: string; ids: string[] }> {
  const ids: string[] = [];
  for (const seed of ['a', 'b', 'c']) ids.push((await keepRun(notebook, await madeRun(seed), { ms: 5, name: `“run” ${seed}\u{1F600}` })).id);
  return { text: (await exportRuns(notebook, ids)).text, ids };
}

describe.each(KINDS)('a notebook %s', (_kind, open) => {
  beforeEach(async () => {
    notebook = await open();
  });

  test('runs come back from a file as they were', async () => {
    const { text, ids } = await threeRuns();
    const before = await Promise.all(ids.map((id) => getRun(notebook, id)));
    await removeAllRuns(notebook);
    const report = await importRuns(notebook, new Blob([text]));
    expect(report).toMatchObject({ duplicates: 0, refused: [], altered: false });
    expect(report.kept.map(({ id }) => id)).toEqual(ids);
    expect(await Promise.all(ids.map((id) => getRun(notebook, id)))).toEqual(before);
    expect((await exportRuns(notebook, ids)).text).toBe(text);
  });

  test('what is there already is counted and not kept twice', async () => {
    const { text, ids } = await threeRuns();
    await renameRun(notebook, ids[0]!, 'mine');
    expect(await importRuns(notebook, text)).toMatchObject({ kept: [], duplicates: 3, refused: [] });
    await removeAllRuns(notebook);
    const file = parsed(text);
    file.runs.push(file.runs[0]!);
    const report = await importRuns(notebook, written(file));
    expect(report).toMatchObject({ duplicates: 1, refused: [], altered: true });
    expect(report.kept).toHaveLength(3);
  });

  test('a run whose id is taken by another gets one of its own', async () => {
    const { text, ids } = await threeRuns();
    await removeAllRuns(notebook);
    const file = parsed(text);
    file.runs[1]!.note['id'] = ids[0];
    const { kept } = await importRuns(notebook, written(file));
    expect(new Set(kept.map(({ id }) => id)).size).toBe(3);
    expect((await listRuns(notebook)).runs).toHaveLength(3);
  });

  test.each<[string, (run: RunsFile['runs'][number]) => unknown, RegExp]>([
    ['answers changed', ({ record }) => { record.arms[0]!.answers[0] = 'x'; }, /does not follow|checksum does not match/],
    ['an outcome missing', ({ record }) => { record.arms[0]!.outcomes.pop(); }, /has 11 entries where 12 belong/],
    ['no record', (run) => { delete (run as Partial<typeof run>).record; }, /not JSON/],
    ['no note', (run) => { delete (run as Partial<typeof run>).note; }, /its note/],
    ['a foreign member', ({ note }) => { note['admin'] = true; }, /its note\.admin/],
    ['a name of markup and length', ({ note }) => { note['name'] = '<b>'.repeat(100); }, /name/],
    ['an id that is none', ({ note }) => { note['id'] = '__proto__'; }, /UUID/],
    ['a date that is none', ({ note }) => { note['when'] = 'yesterday'; }, /ISO 8601/],
    ['a negative time', ({ note }) => { note['ms'] = -1; }, /time in ms/],
    ['a talkative device', ({ note }) => { note['device'] = { engine: 'tinydesk', cores: 2, platform: 'Linux', fonts: [] }; }, /device\.fonts/],
  ])('a run with %s is named and skipped, and the others are kept', async (_name, damage, reason) => {
    const { text } = await threeRuns();
    await removeAllRuns(notebook);
    const file = parsed(text);
    damage(file.runs[1]!);
    const report = await importRuns(notebook, written(file));
    expect(report.kept.map(({ seeds }) => seeds[0])).toEqual(['a', 'c']);
    expect(report.refused).toHaveLength(1);
    expect(report.refused[0]!.line).toBe(3);
    expect(report.refused[0]!.reason).toMatch(reason);
  });

  test('a damaged run is left out of a file, and named', async () => {
    const { ids } = await threeRuns();
    await notebook.database.write([{ in: 'records', put: { id: ids[1]!, text: '{}' } }]);
    const { runs, damaged, text } = await exportRuns(notebook, ids);
    expect(runs).toBe(2);
    expect(damaged).toMatchObject([{ id: ids[1], name: '“run” b\u{1F600}', reason: expect.stringMatching(/damaged/) as string }]);
    expect(parsed(text).runs).toHaveLength(2);
    await expect(exportRuns(notebook, ['x'])).rejects.toMatchObject({ code: 'missing' });
  });
});

const NPM = '\n> two-levers@0.1.0 lab\n> node scripts/lab.ts routing --json\n\n';

test.each([['as it is', ''], ['behind what npm prints', NPM], ['behind that with other line ends', NPM.replaceAll('\n', '\r\n')]])('the bare record of a run, %s, is kept under its title and marked', async (_how, before) => {
  notebook = await openNotebook();
  const record = await madeRun('a');
  const text = before + recordToJson(record);
  const report = await importRuns(notebook, new Blob([text]));
  expect(report).toMatchObject({ kept: [{ name: 'Routing', engine: record.engine, ms: 0, adapterHash: null }], duplicates: 0, refused: [], altered: false });
  expect(isFromFile(report.kept[0]!.device)).toBe(true);
  expect((await getRun(notebook, report.kept[0]!.id)).record).toEqual(record);
  expect(await importRuns(notebook, text)).toMatchObject({ kept: [], duplicates: 1 });
  const exported = (await exportRuns(notebook, [report.kept[0]!.id])).text;
  await removeAllRuns(notebook);
  expect((await importRuns(notebook, exported)).kept).toEqual(report.kept);
});

test('recorded runs of the book can be imported', async () => {
  notebook = await openNotebook();
  for (const run of ['bench-code', 'step-by-step']) expect((await importRuns(notebook, readFileSync(`content/runs/${run}.json`, 'utf8'))).kept).toHaveLength(1);
});

test.each<[string, (text: string) => string, RegExp]>([
  ['cut', (text) => text.slice(0, -100), /not JSON/],
  ['with an answer changed', (text) => text.replace('"right":', '"right":1'), /does not follow from its outcomes/],
  ['of another format', (text) => text.replace('"format":1', '"format":7'), /its format is 7/],
  ['with a member too many', (text) => text.replace('"format":1', '"format":1,"admin":1'), /unknown member "admin"/],
  ['of a search without its rounds', (text) => `{"final":${text},"result":{},"search":{}}`, /not the record of a search that can be read here: .*Search again/],
  ['of a search without its test', () => '{"result":{},"search":{}}', /not a run record/],
])('a bare record %s is refused with a sentence, and nothing is kept', async (_name, damage, sentence) => {
  notebook = await openNotebook();
  const text = damage(recordToJson(await madeRun('a')));
  await expect(importRuns(notebook, text)).rejects.toMatchObject({ name: 'NotebookError', code: 'unreadable', message: expect.stringMatching(sentence) as string });
  expect((await listRuns(notebook)).runs).toEqual([]);
});

test('the bare record of a search is kept as the search and the run that tried its winner', async () => {
  notebook = await openNotebook();
  const text = readFileSync('content/searches/prompt-search.json', 'utf8');
  const { kept, searches, duplicates } = await importRuns(notebook, text);
  expect([kept, searches, duplicates]).toMatchObject([[{}], [{ kind: 'search', final: kept[0]!.content, partial: false }], 0]);
  expect(await finalOf(notebook, searches[0]!)).toEqual({ id: kept[0]!.id, name: kept[0]!.name });
  const { search, result, final } = JSON.parse(text) as SearchRecord;
  expect((await getSearch(notebook, searches[0]!.id)).record).toEqual({ search, result, engine: final.engine });
  expect(await importRuns(notebook, text)).toMatchObject({ kept: [], searches: [], duplicates: 2 });
});

test('a bare record without a title, or with a long one, has a name nevertheless', async () => {
  notebook = await openNotebook();
  for (const [title, name] of [[' ', /^A run without a title$/], ['long '.repeat(100), /^long .*…$/]] as const) {
    const { kept } = await importRuns(notebook, recordToJson(await madeRun('a', { title })));
    expect(kept[0]!.name).toMatch(name);
  }
});

test.each<[string, string, RegExp]>([
  ['nothing', '', /not a file of runs/],
  ['no JSON', '{', /not a file of runs/],
  ['a list', '[]', /not a file of runs/],
  ['another format', '{"format":"x","version":1,"checksum":""}', /not a file of runs/],
  ['a depth without end', '['.repeat(1_000_000), /not a file of runs/],
  ['a later version', '{"format":"two-levers runs","version":2,"checksum":""}', /version 2.*Reload the page/],
])('%s is refused with a sentence', async (_name, text, sentence) => {
  notebook = await openNotebook();
  await expect(importRuns(notebook, text)).rejects.toMatchObject({ name: 'NotebookError', code: 'unreadable', message: expect.stringMatching(sentence) as string });
});

test('odd runs in a well-formed file are named, however deep', async () => {
  notebook = await openNotebook();
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const runs = ['null', '1', '"x"', '[]', '{}', '{"note":1,"record":2}', deep, `{"note":${deep},"record":${deep}}`, '{"__proto__":{"note":{}}}', '{"note":{"__proto__":{"id":"x"}},"record":null}'];
  const report = await importRuns(notebook, `{"format":"two-levers runs","version":1,"checksum":""}\n${runs.join('\n')}`);
  expect(report).toMatchObject({ kept: [], duplicates: 0, altered: true });
  expect(report.refused).toHaveLength(runs.length);
});

test('a file over the limit is not even read', async () => {
  notebook = await openNotebook();
  const blob = Object.assign(new Blob([]), {});
  Object.defineProperty(blob, 'size', { value: LARGEST + 1 });
  const read = vi.spyOn(blob, 'text');
  await expect(importRuns(notebook, blob)).rejects.toMatchObject({ code: 'too-big', message: expect.stringMatching(/at most 60 MB/) as string });
  expect(read).not.toHaveBeenCalled();
  vi.spyOn(Blob.prototype, 'text').mockRejectedValue(new DOMException('It is gone.', 'NotFoundError'));
  await expect(importRuns(notebook, new Blob(['x']))).rejects.toMatchObject({ code: 'unreadable', message: expect.stringMatching(/Choose it again/) as string });
});

test('when there is no room for all, what was kept stays and the rest is counted', async () => {
  notebook = await openNotebook();
  const { text } = await threeRuns();
  await removeAllRuns(notebook);
  const makeRoom = fillStorage(3);
  const report = await importRuns(notebook, text);
  makeRoom();
  expect(report.kept).toHaveLength(1);
  expect(report.stopped).toMatchObject({ left: 2 });
  expect(report.stopped!.error).toBeInstanceOf(NotebookFull);
  expect((await listRuns(notebook)).runs).toEqual(report.kept);
  expect(await importRuns(notebook, text)).toMatchObject({ duplicates: 1, refused: [] });
});

test('whatever bytes are flipped, a file gives a report or a NotebookError, and nothing wrong is kept', async () => {
  notebook = await openNotebook();
  const { text } = await threeRuns();
  const good = new Set(await Promise.all(['a', 'b', 'c'].map(async (seed) => hashOf(recordToJson(await madeRun(seed))))));
  const bytes = new TextEncoder().encode(text);
  const random = new Random('flips');
  const seen = { error: 0, refused: 0, kept: 0, altered: 0 };
  for (let round = 0; round < 400; round++) {
    await removeAllRuns(notebook);
    const flipped = bytes.slice();
    // Few of all flips hit the first line, so that every eighth round is about that.
    const among = round % 8 === 0 ? bytes.indexOf(10) : bytes.length - 1;
    for (let flips = random.int(1, 4); flips > 0; flips--) flipped[random.int(0, among)]! ^= 1 << random.int(0, 7);
    try {
      const report = await importRuns(notebook, new Blob([flipped]));
      expect(report.kept.length + report.duplicates).toBeLessThanOrEqual(3);
      seen.refused += report.refused.length;
      seen.kept += report.kept.length;
      seen.altered += report.altered ? 1 : 0;
      for (const { id, content } of report.kept) {
        expect(good).toContain(content);
        expect(await hashOf(recordToJson((await getRun(notebook, id)).record))).toBe(content);
      }
      expect((await listRuns(notebook)).damaged).toEqual([]);
    } catch (error) {
      expect(error).toBeInstanceOf(NotebookError);
      seen.error += 1;
    }
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
});

test('of a file cut anywhere after its first line, the whole lines are kept, and the cut one is named', async () => {
  notebook = await openNotebook();
  const { text } = await threeRuns();
  const head = text.indexOf('\n');
  for (let end = 0; end < text.length - 1; end += 37) {
    await removeAllRuns(notebook);
    if (end < head) {
      await expect(importRuns(notebook, text.slice(0, end))).rejects.toBeInstanceOf(NotebookError);
      continue;
    }
    const report = await importRuns(notebook, text.slice(0, end));
    const lines = text.slice(0, end).trimEnd().split('\n').length - 1;
    expect(report.altered).toBe(true);
    expect(report.kept.length + report.refused.length).toBe(lines);
    expect(report.refused.every(({ line }) => line === lines + 1)).toBe(true);
  }
});

test('the checksum is over the notes, and each run has its own', async () => {
  notebook = await openNotebook();
  const file = parsed((await threeRuns()).text);
  expect(file.head.checksum).toBe(await hashOf(canonical(file.runs.map(({ note }) => note))));
  expect(file.runs[0]!.note['content']).toBe(await hashOf(recordToJson(await madeRun('a'))));
  file.runs[0]!.note['name'] = 'another';
  await removeAllRuns(notebook);
  const report = await importRuns(notebook, written(file));
  expect(report.altered).toBe(true);
  expect(report.kept).toHaveLength(3);
});
