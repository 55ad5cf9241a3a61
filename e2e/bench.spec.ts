/** The bench keeps every run, and a run survives what happens to its page. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson, recordToJson } from '../src/lab/record-json.ts';
import { bench, near, open, progress } from './bench-page.ts';
import { stored as rows } from './notebook/stored.ts';
import { expect, test } from './test.ts';

const recorded = recordFromJson(readFileSync('content/runs/bench-totals.json', 'utf8'));
const prompts = recorded.experiment.arms.length;

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const status = (page: Page): Locator => bench(page).getByRole('status');
const offer = (page: Page): Locator => bench(page).getByRole('button', { name: /^Go on with the run/ });

async function begin(page: Page, count: number): Promise<void> {
  await bench(page).locator('[name=count]').selectOption(String(count));
  await bench(page).locator('[data-run]').click();
}

interface Summary {
  readonly id: string; readonly name: string; readonly seeds: string[]; readonly partial: boolean; readonly items: number;
  readonly engine: unknown; readonly device: { readonly engine: string; readonly platform: string };
}
const summaries = (page: Page) => rows<Summary>(page, 'runs');
const records = async (page: Page) => (await rows<{ id: string; text: string }>(page, 'records')).map(({ text }) => text);

/** Begins a run and waits until so many of its completions are done: something is about to happen to it. */
async function beginAndWait(page: Page, count: number, completions = 1): Promise<void> {
  await begin(page, count);
  await expect.poll(() => progress(page), { timeout: LIVE, intervals: [20] }).toBeGreaterThanOrEqual(completions);
}

test('a run is kept with its seed, its model, its versions and its device, and the page links to it', async ({ page, siteUrl }) => {
  await page.addInitScript(() => {
    StorageManager.prototype.persist = () => {
      localStorage.setItem('persist-calls', String(Number(localStorage.getItem('persist-calls')) + 1));
      return new Promise(() => undefined);
    };
  });
  await open(page);
  for (const times of [1, 2]) {
    await begin(page, 20);
    await expect(status(page)).toHaveText(`Live equals recorded, bit for bit: yes, in all ${20 * prompts} answers. This run is kept in your notebook.`, { timeout: LIVE });
    await expect.poll(async () => (await summaries(page)).length).toBe(times);
  }
  expect(await status(page).getByRole('link', { name: 'your notebook' }).evaluate((link: HTMLAnchorElement) => link.href)).toBe(new URL('notebook/', siteUrl).href);
  const [run] = await summaries(page);
  expect(run).toMatchObject({
    name: `Bench: ${recorded.experiment.arms.map(({ label }) => label).join(', ')}`, seeds: recorded.experiment.items.seeds, items: 20, partial: false,
    engine: recorded.engine, device: { engine: 'tinydesk', platform: 'Linux' },
  });
  const [first, second] = await records(page);
  expect(first).toBe(second);
  expect(recordToJson(recordFromJson(first!))).toBe(first);
  expect(await rows(page, 'journals')).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('persist-calls'))).toBe('1');
});

test('a run that a reload interrupts is gone on with, prompts and all, and gives the very record of one that was not', async ({ page }) => {
  const own = '{{ticket}}\nwhat is the total?';
  await open(page);
  await bench(page).getByLabel('user message of prompt 1').fill(own);
  await begin(page, 50);
  await expect(status(page)).toContainText('kept', { timeout: LIVE });
  const [whole] = await records(page);

  await beginAndWait(page, 50);
  // Fifty of a hundred are written down at once, the others after half a second: at least the fifty have to be there.
  await expect.poll(async () => (await rows(page, 'batches')).length, { timeout: LIVE, intervals: [20] }).toBeGreaterThan(0);
  await page.goto('chain-of-thought/');
  await near(page);
  await expect(offer(page)).toBeVisible();
  const [, finished, of] = /\((\d+) of (\d+) completions\)/.exec((await offer(page).textContent())!)!.map(Number);
  expect(of).toBe(50 * prompts);
  expect(finished).toBeGreaterThan(0);
  expect(finished).toBeLessThan(of!);
  await expect(bench(page).getByLabel('user message of prompt 1')).not.toHaveValue(own);

  await offer(page).press('Enter');
  await expect(bench(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(status(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  await expect(bench(page).getByLabel('user message of prompt 1')).toHaveValue(own);
  await expect(bench(page).locator('[name=count]')).toHaveValue('50');
  await expect(bench(page).locator('.score').first()).toContainText('n = 50');
  await expect(offer(page)).toHaveCount(0);
  expect(await records(page)).toEqual([whole, whole]);
  expect(await rows(page, 'journals')).toEqual([]);
});

test('an interrupted run can be discarded', async ({ page }) => {
  await open(page);
  await beginAndWait(page, 50);
  await expect.poll(async () => (await rows(page, 'batches')).length, { timeout: LIVE, intervals: [20] }).toBeGreaterThan(0);
  await page.reload();
  await near(page);
  await bench(page).getByRole('button', { name: 'Discard' }).press('Enter');
  await expect(status(page)).toHaveText('The interrupted run is discarded.');
  await expect(offer(page)).toHaveCount(0);
  await expect(bench(page).locator('[data-run]')).toBeFocused();
  expect([await rows(page, 'journals'), await rows(page, 'batches'), await summaries(page)]).toEqual([[], [], []]);
});

test('of a cancelled run the part is kept, and marked as one', async ({ page }) => {
  await open(page);
  await beginAndWait(page, 100, 60);
  await bench(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(page)).toHaveText(/^Cancelled after \d+ of 200\. What was finished is shown, and marked as a part\. The part is kept in your notebook\.$/);
  const [run] = await summaries(page);
  expect(run).toMatchObject({ partial: true });
  const record = recordFromJson((await records(page))[0]!);
  expect(record.planned).toBe(100);
  await expect(bench(page).locator('.finding')).toContainText(`A part of the run: ${record.experiment.items.count} of 100 items.`);
  expect(await rows(page, 'journals')).toEqual([]);
  await page.reload();
  await near(page);
  await expect(offer(page)).toHaveCount(0);
});

test('when storage is full, the page says so, the result stays, and it can be saved', async ({ page, context, siteUrl }) => {
  // The browser's own limit on what the site may store, in bytes; it has to be there before the notebook is.
  await (await context.newCDPSession(page)).send('Storage.overrideQuotaForOrigin', { origin: new URL(siteUrl).origin, quotaSize: 1 });
  await open(page);
  await begin(page, 20);
  await expect(status(page)).toHaveText('The browser’s storage for this site is full, so this run goes on but would be lost by a reload.', { timeout: LIVE });
  await expect(status(page)).toHaveText(`Live equals recorded, bit for bit: yes, in all ${20 * prompts} answers. The browser’s storage for this site is full, so this run is not in your notebook: save it below as CSV or JSONL before you leave this page.`, { timeout: LIVE });
  await expect(bench(page).locator('.score').first()).toContainText('n = 20');
  const download = page.waitForEvent('download');
  await bench(page).getByRole('button', { name: 'JSONL' }).click();
  expect(readFileSync(await (await download).path(), 'utf8').trim().split('\n')).toHaveLength(20 * prompts);
});

test('without storage, the page says so while it runs and when it is done, and the result stays', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined });
  });
  await open(page);
  await begin(page, 50);
  await expect(status(page)).toHaveText('This browser has no storage for sites, so this run goes on but would be lost by a reload.', { timeout: LIVE });
  await expect(status(page)).toContainText('This browser has no storage for sites, so this run is not in your notebook: save it below', { timeout: LIVE });
  await expect(bench(page).locator('.score').first()).toContainText('n = 50');
});

test('two tabs: the same run is refused in the second, another one goes on beside it, and both are kept', async ({ page, context }) => {
  await open(page);
  const second = await context.newPage();
  await open(second);
  await beginAndWait(page, 100);
  await begin(second, 100);
  await expect(bench(second).getByRole('alert')).toContainText('already under way in another tab', { timeout: LIVE });
  await expect(offer(second)).toHaveCount(0);
  await begin(second, 20);
  for (const each of [second, page]) await expect(status(each)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
  expect((await summaries(page)).map(({ items, partial }) => [items, partial]).toSorted()).toEqual([[100, false], [20, false]]);
  for (const text of await records(page)) {
    const { arms, experiment } = recordFromJson(text);
    expect(arms.map((arm) => arm.outcomes.map((outcome) => arm.answers[outcome]))).toEqual(recorded.arms.map((arm) => arm.outcomes.slice(0, experiment.items.count).map((outcome) => arm.answers[outcome])));
  }
});

test('a tab in the background, whose timers and frames do not come, runs to the end', async ({ page }) => {
  await open(page);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
    Object.assign(globalThis, { requestAnimationFrame: () => 0, requestIdleCallback: () => 0, setTimeout: () => 0, setInterval: () => 0 });
  });
  await begin(page, 50);
  await expect(status(page)).toContainText('This run is kept in your notebook.', { timeout: LIVE });
});
