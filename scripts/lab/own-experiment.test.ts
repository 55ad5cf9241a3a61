import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { benchCode } from '../../src/lab/experiments/bench.ts';
import { itemsOf } from '../../src/lab/items.ts';
import { CommandError } from '../command.ts';
import { ownExperiment } from './own-experiment.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'own-')); });
afterEach(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const written = (change: (text: string) => string = (text) => text): string => file('mine.json', change(JSON.stringify(benchCode)));

test('an experiment from a file is the experiment', async () => {
  expect(await ownExperiment(written(), undefined)).toEqual(benchCode);
});

test('the rows of a table take the place of its items', async () => {
  const table = file('tickets.csv', '\uFEFFtext,answer\r\n"never came, ""urgent""",SHP\r\nreset my password,ACC\r\n');
  const experiment = await ownExperiment(written(), table);
  const items = await itemsOf(experiment);
  expect(items.map(({ arms }) => arms.map(({ reference }) => reference))).toEqual([['SHP', 'SHP', 'SHP'], ['ACC', 'ACC', 'ACC']]);
  expect(items[0]!.arms[0]!.messages.at(-1)!.content).toContain('never came, "urgent"');
});

test.each([
  ['no JSON', (text: string) => text.slice(1), undefined, /mine\.json: .*it is not JSON/],
  ['an unknown grader', (text: string) => text.replace('"exact"', '"exactly"'), undefined, /the grader "exactly"/],
  ['a slot that there is not', (text: string) => text.replace('{{ticket}}', '{{tikket}}'), undefined, /its items cannot be made\. .*tikket/],
  ['a task without its options', (text: string) => text.replace(/"options":\{.*?\}\]/, '"options":{"prompt":7'), undefined, /mine\.json/],
  ['an empty cell', (text: string) => text, 'text,answer\nhello,\n', /Row 2, column 2/],
  ['no such column', (text: string) => text, 'text,label\nhello,ACC\n', /"answer"/],
])('a file with %s is refused in a sentence', async (_, change, table, message) => {
  const failed = ownExperiment(written(change), table === undefined ? undefined : file('t.csv', table));
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.toBeInstanceOf(CommandError);
});
