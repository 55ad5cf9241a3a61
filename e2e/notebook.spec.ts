/** The page of kept runs, from an empty notebook to what two tabs make of one. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson, recordToJson } from '../src/lab/record-json.ts';
import { run } from '../src/lab/runner.ts';
import { encodeShare } from '../src/lab/share/share.ts';
import { scriptedEngine } from '../src/lab/testing/scripted-engine.ts';
import { expectAccessibleInBothThemes } from './axe.ts';
import { runsFile, type Wanted } from './notebook/runs-file.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const THREE: readonly Wanted[] = [{ name: 'First', seed: 'a' }, { name: 'Other seed', seed: 'b' }, { name: 'Stubborn', seed: 'a', stubborn: true }];

const rows = (page: Page): Locator => page.locator('.runs tbody tr');
const names = (page: Page): Locator => page.locator('.runs tbody .name');
const status = (page: Page): Locator => page.locator('run-notebook > .said > [role=status]');
const alert = (page: Page): Locator => page.locator('run-notebook > .said > [role=alert]');
const tool = (page: Page, name: string): Locator => page.getByRole('group', { name: 'With the chosen runs' }).getByRole('button', { name });
const result = (page: Page): Locator => page.locator('.result');

async function open(page: Page, runs = 0): Promise<void> {
  await page.goto('notebook/');
  await expect(tool(page, 'Import')).toBeEnabled();
  await expect(rows(page)).toHaveCount(runs);
}

async function importFile(page: Page, text: string): Promise<void> {
  await page.locator('[type=file]').setInputFiles({ name: 'runs.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) });
}

async function openWith(page: Page, wanted: readonly Wanted[] = THREE): Promise<string> {
  await open(page);
  const text = await runsFile(wanted);
  await importFile(page, text);
  await expect(status(page)).toHaveText(`${wanted.length} runs imported.`);
  return text;
}

async function choose(page: Page, ...chosen: readonly string[]): Promise<void> {
  for (const name of chosen) await page.getByLabel(`Choose “${name}”`).check();
}

async function expectAccessible(page: Page): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} pixels`).toBeLessThanOrEqual(width);
    await expectAccessibleInBothThemes(page, { where: `${width} pixels` });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('an empty notebook says what it is for; a run of the bench is in it, and can be looked at, renamed and saved', async ({ page }) => {
  await open(page);
  await expect(page.locator('.empty')).toContainText('No run is kept yet.');
  await expect(status(page)).toHaveText('');
  await page.goto('chain-of-thought/');
  const bench = page.locator('prompt-bench');
  await bench.scrollIntoViewIfNeeded();
  await expect(bench.locator('[data-run]')).toBeEnabled();
  await bench.locator('[name=count]').selectOption('20');
  await bench.locator('[data-run]').click();
  await expect(bench.getByRole('status')).toContainText('kept', { timeout: LIVE });
  await bench.getByRole('link', { name: 'your notebook' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.locator('.empty')).toBeHidden();
  await expect(rows(page)).toContainText('20 items × 2 arms');
  await expect(rows(page)).toContainText(/\d+%, \d+ to \d+/);
  await names(page).click();
  await expect(result(page).getByRole('heading').first()).toBeFocused();
  await expect(result(page)).toContainText('Adapter');
  await result(page).getByLabel('Name').fill('My first run');
  await result(page).getByLabel('Name').press('Enter');
  await expect(names(page)).toHaveText('My first run');
  const download = page.waitForEvent('download');
  await result(page).getByRole('button', { name: 'JSONL' }).click();
  expect(readFileSync(await (await download).path(), 'utf8').trim().split('\n')).toHaveLength(40);
});

test('two runs of the same items are compared item by item, and other ones as two shares', async ({ page }) => {
  await openWith(page);
  await expect(names(page)).toHaveText(['Stubborn', 'Other seed', 'First']);
  await expect(tool(page, 'Compare')).toBeDisabled();
  await choose(page, 'First', 'Stubborn');
  await tool(page, 'Compare').press('Enter');
  await expect(result(page).getByRole('heading', { name: 'Two runs compared' })).toBeFocused();
  await expect(result(page).locator('.finding')).toHaveText(/^“word” of the newer run against “word” of the older one: .*95% interval .*n = 60/);
  await expect(result(page)).toContainText('compared item by item');
  await expect(result(page)).toContainText(/\d+ items flipped: \d+ right more often in the newer run, \d+ in the older one/);
  await result(page).getByLabel('Arm of the newer run').selectOption('code');
  await expect(result(page).locator('.finding')).toHaveText(/^“code” of the newer run/);
  await expect(result(page).getByLabel('Arm of the newer run')).toBeFocused();
  await expectAccessible(page);
  await page.getByLabel('Choose “Stubborn”').uncheck();
  await choose(page, 'Other seed');
  await tool(page, 'Compare').click();
  await expect(result(page)).toContainText('The runs have different items, so the two shares are compared as they are.');
  await expect(result(page).locator('.finding')).toContainText('n = 60 and 60');
  await expect(result(page).getByRole('table', { name: 'What differs' })).toContainText('seeds');
});

test('runs of other seeds are pooled and the pool kept; runs that share items are not', async ({ page }) => {
  await openWith(page);
  await choose(page, 'First', 'Stubborn');
  await tool(page, 'Pool').click();
  await expect(alert(page)).toContainText('which would count twice. Leave one of them out.');
  await page.getByLabel('Choose “Stubborn”').uncheck();
  await choose(page, 'Other seed');
  await tool(page, 'Pool').click();
  await expect(alert(page)).toHaveText('');
  await expect(result(page)).toContainText('120 development items');
  await result(page).getByRole('button', { name: 'Keep the pool' }).click();
  await expect(status(page)).toHaveText('“Pool of 2: Other seed” is kept.');
  await expect(names(page)).toHaveText(['Pool of 2: Other seed', 'Stubborn', 'Other seed', 'First']);
  await expect(rows(page).first()).toContainText('120 items');
});

test('runs of different lengths are pooled by their items, a part among them; where two cannot be, a sentence says why', async ({ page }) => {
  await openWith(page, [{ name: 'Whole', seed: 'a' }, { name: 'Part', seed: 'b', part: 23 }, { name: 'Part of the whole', seed: 'a', part: 9 }, { name: 'Small', seed: 'c', count: 8 }]);
  await choose(page, 'Whole', 'Part', 'Small');
  await tool(page, 'Pool').press('Enter');
  await expect(result(page).getByRole('heading', { name: 'Pool of 3: Small' })).toBeFocused();
  await expect(result(page)).toContainText('91 of 128 development items, a part of the run');
  await expect(result(page)).toContainText('c (8 items), b (23 items), a (60 items)');
  await expect(result(page).getByRole('table', { name: 'Each arm’s share right' }).locator('tbody tr').first().getByRole('cell').nth(2)).toHaveText('91');
  await expect(result(page)).toContainText('unless it was ended because of what it showed');
  await expectAccessible(page);
  await result(page).getByRole('button', { name: 'Keep the pool' }).click();
  await expect(status(page)).toHaveText('“Pool of 3: Small” is kept.');
  await expect(rows(page).first()).toContainText('91 items');
  await expect(rows(page).first()).toContainText('a part of the run');
  await page.reload();
  await names(page).first().click();
  await expect(result(page)).toContainText('c (8 items), b (23 items), a (60 items)');

  await choose(page, 'Whole', 'Part of the whole');
  await tool(page, 'Pool').click();
  await expect(alert(page)).toHaveText('“Part of the whole” and “Whole” cannot be pooled: they have 9 items of the seed “a” in common, which would count twice. Leave one of them out.');
  // What stood there was of other runs.
  await expect(result(page)).toBeHidden();
  await page.getByLabel('Choose “Whole”').uncheck();
  await choose(page, 'Pool of 3: Small');
  await tool(page, 'Pool').click();
  await expect(alert(page)).toContainText('they have 9 items of the seed “a” in common, which would count twice.');
});

test('deleting asks first, can be undone, and is followed by another tab', async ({ page, context }) => {
  await openWith(page);
  const second = await context.newPage();
  await open(second, 3);
  await choose(second, 'First');
  await choose(page, 'First', 'Stubborn');
  await tool(page, 'Delete').press('Enter');
  const asking = page.getByRole('group', { name: 'Delete?' });
  await expect(asking).toContainText('Delete 2 runs from this browser?');
  await expect(asking.getByRole('button', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(asking).toBeHidden();
  await expect(tool(page, 'Delete')).toBeFocused();
  await expect(rows(page)).toHaveCount(3);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText('2 runs deleted.');
  for (const each of [page, second]) await expect(names(each)).toHaveText(['Other seed']);
  await expect(second.locator('.choice')).toContainText('None chosen.');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText('2 runs are back.');
  for (const each of [page, second]) await expect(names(each)).toHaveText(['Stubborn', 'Other seed', 'First']);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
});

test('runs go out to a file and come back; of a file that was changed, the line is named and the others are kept', async ({ page }) => {
  const text = await openWith(page);
  const download = page.waitForEvent('download');
  await tool(page, 'Export all').click();
  const exported = readFileSync(await (await download).path(), 'utf8');
  await expect(status(page)).toHaveText('3 runs exported.');
  expect(exported.trimEnd().split('\n').slice(1).toSorted()).toEqual(text.trimEnd().split('\n').slice(1).toSorted());

  await importFile(page, exported);
  await expect(status(page)).toHaveText('0 runs imported. 3 were here already.');
  await page.getByLabel('Choose all that are listed').check();
  await tool(page, 'Delete').click();
  await page.getByRole('group', { name: 'Delete?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.locator('.empty')).toBeVisible();

  const lines = exported.split('\n');
  lines[2] = lines[2]!.replace('"answers":["', '"answers":["x');
  await importFile(page, lines.join('\n'));
  await expect(status(page)).toHaveText('2 runs imported. 1 line refused.');
  await expect(page.locator('.more li')).toHaveText([/^Line 3, “Other seed”: .*changed since it was exported\.$/]);
  await expect(rows(page)).toHaveCount(2);

  await importFile(page, 'arm,item\nword,1\n');
  await expect(alert(page)).toContainText('This is not a file of runs that this site exported');
  await expect(rows(page)).toHaveCount(2);
});

test('records from the command line are imported, and the runs of two models compared', async ({ page }) => {
  await open(page);
  await expect(page.locator('main')).toContainText('with npm run lab -- bench-code --json > run.json the instructed model answers, with npm run lab');
  const recorded = readFileSync('content/runs/bench-role.json', 'utf8');
  const { experiment, engine } = recordFromJson(recorded);
  await importFile(page, recorded);
  await expect(status(page)).toHaveText('1 run imported.');
  await importFile(page, `\n> two-levers@0.1.0 lab\n> node scripts/lab.ts bench-role --json\n\n${recordToJson(await run(experiment, scriptedEngine(() => 'Total: 7')))}`);
  await expect(rows(page)).toHaveCount(2);
  await expect(names(page)).toHaveText([experiment.title, experiment.title]);
  await expect(rows(page).first()).toContainText('from a file');
  await expect(rows(page).first()).toContainText('scripted');
  await names(page).last().click();
  await expect(result(page)).toContainText('Read from a file');
  await page.getByLabel('Choose all that are listed').check();
  await tool(page, 'Compare').click();
  await expect(result(page).locator('.finding')).toHaveText(/^The newer run \(scripted\) against the older one \(tinydesk-instructed\): \d+ points lower \(95% interval .*n = 100\)\.$/);
  await expect(result(page).locator('.why')).toHaveText('Both runs asked the same items, so they are compared item by item. Exact McNemar: p < 0.001. Graded by exact. The models differ.');
  await expect(result(page).getByRole('table', { name: 'What differs' }).getByRole('row', { name: /^model hash/ })).toContainText(engine.modelHash.slice(0, 12));
  await expectAccessible(page);
  await importFile(page, recorded.slice(0, -200));
  await expect(alert(page)).toContainText('This is not a run record that can be read here: it is not JSON.');
  await importFile(page, readFileSync('content/searches/prompt-search.json', 'utf8'));
  await expect(status(page)).toHaveText('1 run and 1 search imported.');
  await expect(rows(page)).toHaveCount(4);
});

test('a link carries the whole experiment to another browser, which runs it and keeps the run', async ({ page, browser, siteUrl }) => {
  await openWith(page, [{ name: 'Small', seed: 'a', count: 8 }, { name: 'Other', seed: 'b', count: 8 }]);
  await choose(page, 'Small');
  await tool(page, 'Link to the experiment').click();
  const link = await page.getByLabel('Link to the experiment').inputValue();
  expect(link.startsWith(new URL('notebook/#experiment=', siteUrl).href)).toBe(true);
  await expect(status(page)).toContainText('carries the whole experiment');

  const other = await browser.newContext({ baseURL: siteUrl });
  const there = await other.newPage();
  await there.goto(link);
  const shared = there.locator('.shared');
  await expect(shared.getByRole('heading')).toBeFocused();
  await expect(shared).toContainText('8 items × 2 arms, seed a');
  await shared.locator('summary').first().click();
  await expect(shared.locator('pre').last()).not.toBeEmpty();
  await expectAccessible(there);
  await shared.getByRole('button', { name: 'Run it here' }).click();
  await expect(shared.getByRole('status')).toHaveText('The link was made with another model or version of it, so the answers may differ. This run is kept below.', { timeout: LIVE });
  await expect(names(there)).toHaveText(['Small']);
  await expect(rows(there)).toContainText('8 items × 2 arms');
  await other.close();
});

test('a link that was changed, is too long, or asks for too much is refused with a sentence', async ({ page }) => {
  await openWith(page, [{ name: 'Small', seed: 'a', count: 8 }, { name: 'Other', seed: 'b', count: 8 }]);
  await choose(page, 'Small');
  await tool(page, 'Link to the experiment').click();
  const link = await page.getByLabel('Link to the experiment').inputValue();
  const at = link.length - 40;
  const changed = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
  const bomb = await encodeShare({ name: 'x', experiment: 'x'.repeat(900_000), engine: {} });
  for (const [address, sentence] of [
    [changed, 'This link was cut or changed on its way. Copy the whole link again.'],
    [`${link}${'A'.repeat(40_000)}`, 'at most 32000 are read'],
    [`notebook/#experiment=${bomb}`, 'Its experiment is not whole: experiment is not an object.'],
  ] as const) {
    await page.goto('about/');
    await page.goto(address);
    await expect(alert(page)).toContainText(sentence);
    await expect(page.locator('.shared')).toBeHidden();
    await expect(rows(page)).toHaveCount(2);
  }
});

test('without storage the page says why there is nothing', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });
  });
  await page.goto('notebook/');
  await expect(alert(page)).toContainText('This browser has no storage for sites.');
  await expect(tool(page, 'Import')).toBeDisabled();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it would hold', async ({ page }) => {
    await page.goto('notebook/');
    await expect(page.locator('run-notebook > noscript p')).toContainText('this page is a table of every experiment that you have run here');
  });
});
