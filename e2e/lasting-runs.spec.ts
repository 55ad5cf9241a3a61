/** Widgets other than the bench keep their runs as well, and their runs survive what happens to the page. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { stored } from './notebook/stored.ts';
import { fillStorage, savedInstead } from './full-storage.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(2 * LIVE);

const WIDGETS = [
  { tag: 'live-run', chapter: 'role/', field: 'count', id: 'role' },
  { tag: 'start-grid', chapter: 'start-here/', field: 'tickets', id: 'start-here' },
].map((each) => ({ ...each, record: recordFromJson(readFileSync(`content/runs/${each.id}.json`, 'utf8')) }));
type Tried = (typeof WIDGETS)[number];

const status = (figure: Locator): Locator => figure.getByRole('status');
const offer = (figure: Locator): Locator => figure.getByRole('button', { name: /^Go on with the run/ });
const texts = async (page: Page) => (await stored<{ text: string }>(page, 'records')).map(({ text }) => text);
const nameOf = ({ record }: Tried, count: number): string => `${record.experiment.title}, ${count} tickets`;

async function open(page: Page, { tag, chapter }: Tried): Promise<Locator> {
  await page.goto(chapter);
  const figure = page.locator(tag);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('[data-run]')).toBeEnabled();
  return figure;
}

async function begin(figure: Locator, { field }: Tried, count: number): Promise<void> {
  await figure.locator(`[name=${field}]`).selectOption(String(count));
  await figure.locator('[data-run]').click();
}

/** Begins a run and waits until something of it is written down. */
async function beginAndWait(page: Page, figure: Locator, tried: Tried, count: number): Promise<void> {
  await begin(figure, tried, count);
  await expect.poll(async () => (await stored(page, 'batches')).length, { timeout: LIVE, intervals: [20] }).toBeGreaterThan(0);
}

for (const tried of WIDGETS) {
  const { tag, field, record } = tried;

  test(`${tag}: a run that a reload interrupts goes on at its settings, is kept whole, and is listed in the notebook`, async ({ page }) => {
    let figure = await open(page, tried);
    await beginAndWait(page, figure, tried, 50);
    await page.reload();
    figure = await open(page, tried);
    await figure.locator(`[name=${field}]`).selectOption('20');
    await offer(figure).press('Enter');
    await expect(figure.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await expect(status(figure)).toContainText(`yes, in all ${50 * record.arms.length} answers.`, { timeout: LIVE });
    await expect(status(figure)).toContainText('This run is kept in your notebook.');
    await expect(figure.locator(`[name=${field}]`)).toHaveValue('50');
    await expect(offer(figure)).toHaveCount(0);
    expect(await stored(page, 'journals')).toEqual([]);
    const [text] = await texts(page);
    const kept = recordFromJson(text!);
    expect(kept.experiment).toEqual({ ...record.experiment, items: { ...record.experiment.items, count: 50 } });
    expect(kept.arms.map((arm) => arm.outcomes.map((outcome) => arm.answers[outcome]))).toEqual(record.arms.map((arm) => arm.outcomes.slice(0, 50).map((outcome) => arm.answers[outcome])));

    await status(figure).getByRole('link', { name: 'your notebook' }).click();
    await expect(page.locator('run-notebook .runs tbody tr')).toHaveCount(1);
    await expect(page.locator('run-notebook .runs tbody tr')).toContainText(nameOf(tried, 50));
  });
}

const [live] = WIDGETS as [Tried];

test('of a cancelled run the part is kept and marked in the notebook, and the page stays as it was', async ({ page }) => {
  const figure = await open(page, live);
  await beginAndWait(page, figure, live, 200);
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(figure)).toHaveText(/^Cancelled after [\d,]+ of [\d,]+\. What was here before is still here\. The part is kept in your notebook\.$/);
  await expect(figure.locator('.here tbody tr')).toHaveCount(0);
  await expect(offer(figure)).toHaveCount(0);
  expect(recordFromJson((await texts(page))[0]!).planned).toBe(200);
  await status(figure).getByRole('link').click();
  await expect(page.locator('run-notebook .runs tbody tr')).toContainText(/part/);
});

test('when storage is full, the run is shown, and saved as a file that the notebook imports', async ({ page, siteUrl }) => {
  const free = await fillStorage(page, siteUrl);
  const figure = await open(page, live);
  await begin(figure, live, 20);
  const path = await savedInstead(page, figure, 'run', LIVE);
  await free();
  await page.goto('notebook/');
  await page.locator('run-notebook [type=file]').setInputFiles(path);
  await expect(page.locator('run-notebook .runs tbody tr')).toContainText(nameOf(live, 20));
});

test('two tabs: the same run is refused in the second one, and another one goes on beside it', async ({ page, context }) => {
  const figure = await open(page, live);
  const second = await open(await context.newPage(), live);
  await beginAndWait(page, figure, live, 200);
  await begin(second, live, 200);
  await expect(second.getByRole('alert')).toContainText('already under way in another tab', { timeout: LIVE });
  await begin(second, live, 20);
  await expect(status(second)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await figure.getByRole('button', { name: 'Cancel' }).click();
  await expect(status(figure)).toContainText('The part is kept in your notebook.');
  const kept = (await texts(page)).map(recordFromJson);
  expect(kept).toHaveLength(2);
  expect(kept.map(({ planned }) => planned)).toEqual(expect.arrayContaining([undefined, 200]));
});
