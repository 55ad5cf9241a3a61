import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Experiment } from '../../src/lab/experiment.ts';
import { run } from '../../src/lab/runner.ts';
import { recordToJson } from '../../src/lab/record-json.ts';
import { scriptedEngine, type Script } from '../../src/lab/testing/scripted-engine.ts';
import { crew } from './crew.ts';
import { checkRuns, recordRuns } from './recording.ts';

const experiment = (id: string): Experiment => ({
  id, title: id, items: { split: 'dev', count: 100, seeds: [id] }, samples: 2, request: { temperature: 1, max_tokens: 8 }, graders: ['category'],
  arms: [{ id: 'vague', label: 'vague', lever: 'base', task: { name: 'vague' } }],
});
const script: Script = ({ messages, seed }, sample) => (((seed ?? 0) + sample + messages.length) % 2 ? 'billing' : 'returns');
const engine = scriptedEngine(script);
const experiments = [experiment('one'), experiment('two')];

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'runs-')); });
afterEach(() => rmSync(folder, { recursive: true }));
const progress = () => ({ update: () => undefined, end: () => undefined });
const check = (by = engine, complete = true) => checkRuns({ experiments, folder, engine: by, progress, complete });

test('what was recorded comes out the same', async () => {
  await recordRuns({ experiments, folder, engine, progress });
  expect(await check()).toEqual([]);
});

test('a missing record is named with the command that makes it', async () => {
  await recordRuns({ experiments: [experiments[0]!], folder, engine, progress });
  expect(await check()).toEqual([expect.stringMatching(/two\.json does not exist\. Record it with: npm run record -- --only two/)]);
});

test('another answer is named where it first occurs', async () => {
  await recordRuns({ experiments, folder, engine, progress });
  const differences = await check(scriptedEngine((request, sample) => (sample === 1 ? 'account' : script(request, sample))));
  expect(differences).toHaveLength(2);
  expect(differences[0]).toMatch(/one\.json does not come out the same\. In arm "vague", item 0, sample 1: .* this run "account"/);
});

test('another model is reported without a run', async () => {
  await recordRuns({ experiments, folder, engine, progress });
  const other = { ...engine, info: async () => ({ ...(await engine.info()), modelHash: 'ff' }), complete: () => Promise.reject(new Error('It ran.')) };
  expect((await check(other))[0]).toMatch(/other conditions\. engine\.modelHash differs/);
});

test('a damaged record, one written otherwise and one too many are reported', async () => {
  await recordRuns({ experiments, folder, engine, progress });
  const path = join(folder, 'one.json');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, `${text}\n`);
  writeFileSync(join(folder, 'two.json'), text.slice(0, 200));
  writeFileSync(join(folder, 'old.json'), text);
  expect(await check()).toEqual([expect.stringMatching(/written otherwise/), expect.stringMatching(/two\.json: This is not a run record/), expect.stringMatching(/old\.json belongs to no recorded experiment/)]);
  expect(await check(engine, false)).toHaveLength(2);
});

test('a crew gives the record of one engine, and counts its progress', async () => {
  const alone = recordToJson(await run(experiment('one'), engine));
  let last = 0;
  const together = await run(experiment('one'), crew([engine, scriptedEngine(script), scriptedEngine(script)]), {
    onProgress: ({ done }) => { expect(done).toBe(last + 1); last = done; },
  });
  expect(recordToJson(together)).toBe(alone);
  expect(last).toBe(100);
});

test('a crew whose engine fails stops, and says why', async () => {
  const broken = { ...engine, complete: () => Promise.reject(new Error('Out of memory.')) };
  await expect(run(experiment('one'), crew([engine, broken]))).rejects.toThrow('Out of memory.');
});
