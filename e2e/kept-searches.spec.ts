/** A prompt search is kept in the notebook with every prompt that it tried, and does there what runs do. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expectAccessibleInBothThemes } from './axe.ts';
import { fillStorage, savedInstead } from './full-storage.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(2 * LIVE);

const NAME = 'A routing code, by the prompt that a search finds, 8 prompts';

const status = (within: Page | Locator): Locator => within.locator('[role=status]').first();
const rows = (page: Page): Locator => page.locator('.runs tbody tr');
const result = (page: Page): Locator => page.locator('.result');
const said = (page: Page): Locator => page.locator('run-notebook > .said > [role=status]');
const tool = (page: Page, name: string): Locator => page.getByRole('group', { name: 'With the chosen runs' }).getByRole('button', { name });
const open = (page: Page, name: string): Promise<void> => page.locator('.runs tbody .name').getByText(name, { exact: true }).click();

async function search(page: Page): Promise<Locator> {
  await page.goto('better-prompts/?search.candidates=8&search.items=5');
  const figure = page.locator('prompt-search');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('[data-run]')).toBeEnabled();
  await figure.locator('[data-run]').click();
  return figure;
}

test('a search is listed beside its look at the test items, can be opened, exported, deleted and imported, and survives a reload', async ({ page }) => {
  const figure = await search(page);
  await expect(status(figure)).toContainText('This search is kept in your notebook.', { timeout: LIVE });
  const found = /Found: (“.*?”(?: and \d examples?)?);/.exec((await status(figure).textContent())!)![1]!;
  await figure.locator('[data-final]').click();
  await figure.getByRole('group', { name: 'Final comparison' }).getByRole('button', { name: 'Open the test items' }).click();
  await expect(status(figure)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await status(figure).getByRole('link', { name: 'your notebook' }).click();

  await expect(rows(page)).toHaveCount(2);
  const row = rows(page).filter({ hasText: NAME });
  await expect(row.locator('.kind')).toHaveText('search');
  await expect(row).toContainText(/8 prompts × 3 rounds, [\d,]+ tokens/);
  await expect(row).toContainText(found);
  await open(page, NAME);
  await expect(result(page).getByRole('heading', { name: NAME })).toBeFocused();
  await expect(result(page).locator('.finding')).toContainText(`Found: ${found}`);
  for (const [at, count] of [8, 4, 2].entries()) await expect(result(page).getByRole('table', { name: `Prompts of round ${at + 1}, best first` }).locator('tbody tr')).toHaveCount(count);
  const last = result(page).getByRole('table', { name: 'Prompts of round 3' }).locator('tbody tr').first();
  await expect(last).toContainText(found);
  await expect(last).toContainText('the winner');
  await expect(result(page).locator('pre').last()).toContainText(/“(.*)”/.exec(found)![1]!);
  await expect(result(page)).toContainText('Seed');
  await expectAccessibleInBothThemes(page, { where: 'an opened search' });
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} pixels`).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await result(page).getByRole('button', { name: 'What the search found, on items that it never saw' }).click();
  await expect(result(page).getByRole('table', { name: 'Each arm’s share right' })).toContainText('what the search found');

  await page.reload();
  await expect(rows(page)).toHaveCount(2);
  await page.getByLabel(`Choose “${NAME}”`).check();
  await expect(page.locator('.choice')).toContainText('1 search chosen.');
  for (const name of ['Compare', 'Pool', 'Link to the experiment']) await expect(tool(page, name)).toBeDisabled();
  const download = page.waitForEvent('download');
  await tool(page, 'Export').click();
  await expect(said(page)).toHaveText('1 search exported.');
  const file = readFileSync(await (await download).path(), 'utf8');
  await tool(page, 'Delete').click();
  await page.getByRole('group', { name: 'Delete?' }).getByRole('button', { name: 'Delete' }).click();
  await expect(said(page)).toHaveText('1 search deleted.');
  await expect(rows(page)).toHaveCount(1);

  const bring = (text: string) => page.locator('[type=file]').setInputFiles({ name: 'runs.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(text) });
  await bring(file.replace('"ended":"winner"', '"ended":"budget"'));
  await expect(said(page)).toHaveText('0 runs imported. 1 line refused.');
  await expect(page.locator('.more li')).toHaveText(`Line 2, “${NAME}”: its search contradicts itself: it does not end where it says.`);
  await bring(file);
  await expect(said(page)).toHaveText('1 search imported.');
  await open(page, NAME);
  await expect(result(page)).toContainText('It was tried on test items: What the search found, on items that it never saw');
});

test('when storage is full, the search is shown, and saved as a file that the notebook imports', async ({ page, siteUrl }) => {
  const free = await fillStorage(page, siteUrl);
  const path = await savedInstead(page, await search(page), 'search', LIVE);
  await free();
  await page.goto('notebook/');
  await page.locator('run-notebook [type=file]').setInputFiles(path);
  await expect(rows(page)).toContainText(NAME);
});
