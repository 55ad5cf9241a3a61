/** What a reader writes into the bench is not lost, and is never shown with results that are not its own. */
import type { Locator, Page } from '@playwright/test';
import { bench, near, open, progress } from './bench-page.ts';
import { expect, test } from './test.ts';

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const card = (page: Page, at: number): Locator => bench(page).locator('.variant').nth(at);
const name = (page: Page, at: number): Locator => card(page, at).locator('[name=name]');
const words = (page: Page, at: number): Locator => card(page, at).locator('textarea').last();
const status = (page: Page): Locator => bench(page).locator('run-controls').getByRole('status');
const alert = (page: Page): Locator => bench(page).locator('run-controls').getByRole('alert');

test('a name that is taken gets a number, and survives a reload', async ({ page }) => {
  await open(page);
  const first = await name(page, 0).inputValue();
  await name(page, 1).fill(first);
  await name(page, 1).press('Tab');
  await expect(name(page, 1)).toHaveValue(`${first} 2`);
  await expect.poll(() => page.url()).toContain('prompts=');
  await page.reload();
  await near(page);
  await expect(name(page, 1)).toHaveValue(`${first} 2`);
  await expect(status(page)).toContainText('below are the recorded results, of other prompts');
});

test('prompts that are too long for a link outlive a reload', async ({ page }) => {
  await open(page);
  // Letters in no order, so that they do not compress.
  let seed = 1;
  const letters = Array.from({ length: 7000 }, () => String.fromCharCode(0x3041 + ((seed = (seed * 16807) % 2147483647) % 80))).join('');
  const long = (at: number) => `{{ticket}} ${letters.slice(at * 1900, (at + 1) * 1900)}`;
  for (const at of [0, 1]) await words(page, at).fill(long(at));
  await card(page, 0).getByRole('button', { name: 'Duplicate' }).click();
  await expect(name(page, 1)).toBeFocused();
  await words(page, 1).fill(long(2));
  await words(page, 2).fill(long(3).slice(0, 1500));
  await expect(bench(page).locator('[data-link]')).toHaveText(/too large for a link/);
  expect(page.url().length).toBeLessThan(6_500);
  const kept = (): Promise<string> => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await expect.poll(async () => (await kept()).includes(long(3).slice(0, 1500))).toBe(true);
  await page.reload();
  await near(page);
  await expect.poll(async () => (await words(page, 1).inputValue()) === long(2)).toBe(true);
});

test('what is removed or replaced can be put back', async ({ page }) => {
  await open(page);
  await words(page, 1).fill('{{ticket}} mine');
  await card(page, 1).getByRole('button', { name: 'Remove' }).click();
  await expect(words(page, 0)).not.toHaveValue('{{ticket}} mine');
  await status(page).getByRole('button', { name: 'Put back what was there' }).click();
  await expect(words(page, 1)).toHaveValue('{{ticket}} mine');
  await bench(page).getByRole('button', { name: 'As recorded' }).click();
  await expect(words(page, 1)).not.toHaveValue('{{ticket}} mine');
  await status(page).getByRole('button', { name: 'Put back what was there' }).click();
  await expect(words(page, 1)).toHaveValue('{{ticket}} mine');
});

test('a prompt that changes while it runs keeps its score as one from before; the list and its focus stay those of the run', async ({ page }) => {
  await open(page);
  await bench(page).locator('[name=count]').selectOption('100');
  await bench(page).locator('[data-run]').click();
  await expect.poll(() => progress(page), { timeout: LIVE, intervals: [20] }).toBeGreaterThan(20);
  await bench(page).locator('tbody button').first().focus();
  const focused = await bench(page).locator('tbody button').first().getAttribute('aria-label');
  await words(page, 1).evaluate((area: HTMLTextAreaElement) => {
    area.value = '{{ticket}} say banana';
    area.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const before = await progress(page);
  await expect.poll(() => progress(page), { timeout: LIVE, intervals: [20] }).toBeGreaterThan(before + 40);
  await expect(bench(page).getByRole('button', { name: focused! })).toBeFocused();
  await expect(status(page)).toContainText('is kept in your notebook', { timeout: LIVE });
  await expect(card(page, 0).locator('.score')).not.toHaveAttribute('data-before');
  await expect(card(page, 1).locator('.score')).toHaveAttribute('data-before');
});

test('a prompt that does not fit the context is named before anything is asked, and leaves nothing to go on with', async ({ page }) => {
  await open(page);
  await words(page, 1).fill(`{{ticket}} ${'1234567890 '.repeat(170)}`);
  await bench(page).locator('[data-run]').click();
  await expect(alert(page)).toContainText(`“${await name(page, 1).inputValue()}” is too long`, { timeout: LIVE });
  await expect(bench(page).getByRole('button', { name: /^Go on with the run/ })).toHaveCount(0);
});

test.describe('without a connection', () => {
  test.use({ allowed: [/Failed to load resource/] });

  test('the page says so, and a run that was made can still be saved', async ({ page, context }) => {
    await open(page);
    await context.setOffline(true);
    await card(page, 0).getByRole('button', { name: 'Duplicate' }).click();
    await expect(alert(page)).toContainText('could not be fetched. Check the connection');
    await context.setOffline(false);
    await page.reload();
    await near(page);
    await bench(page).locator('[name=count]').selectOption('20');
    await bench(page).locator('[data-run]').click();
    await expect(status(page)).toContainText('is kept in your notebook', { timeout: LIVE });
    await context.setOffline(true);
    const download = page.waitForEvent('download');
    await bench(page).locator('[data-save=csv]').click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
  });

  test('a run after one that was cancelled ends as any other', async ({ page, context }) => {
    await open(page);
    await bench(page).locator('[name=count]').selectOption('100');
    await bench(page).locator('[data-run]').click();
    // Two batches, so that some item has its answers from every prompt.
    await expect.poll(() => progress(page), { timeout: LIVE, intervals: [20] }).toBeGreaterThan(70);
    await bench(page).getByRole('button', { name: 'Cancel' }).click();
    await expect(status(page)).toContainText(/^Cancelled after .* is kept in your notebook/, { timeout: LIVE });
    await bench(page).locator('[name=count]').selectOption('20');
    await context.setOffline(true);
    await bench(page).locator('[data-run]').click();
    await expect(status(page)).toContainText('This run is kept in your notebook', { timeout: LIVE });
    await expect(alert(page)).toHaveText('');
  });
});
