/** The bench and the exercise of the chapter on working in steps, as a reader meets them. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const record = recordFromJson(readFileSync('content/runs/bench-totals.json', 'utf8'));
const exercise = recordFromJson(readFileSync('content/runs/chain-of-thought-exercise.json', 'utf8'));
const items = record.experiment.items.count;

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const bench = (page: Page): Locator => page.locator('prompt-bench');
const status = (page: Page): Locator => bench(page).getByRole('status');
const run = (page: Page): Locator => bench(page).locator('[data-run]');
const card = (page: Page, at: number): Locator => bench(page).locator('.variant').nth(at);

async function open(page: Page, address = 'chain-of-thought/'): Promise<void> {
  await page.goto(address);
  await bench(page).scrollIntoViewIfNeeded();
  await expect(run(page)).toBeEnabled();
}

async function runOn(page: Page, count: number): Promise<void> {
  await bench(page).locator('[name=count]').selectOption(String(count));
  await expect(run(page)).toHaveText(`Run on ${count} items`);
  await run(page).click();
}

for (const [screen, viewport, count] of [['a desktop', { width: 1280, height: 900 }, items], ['a phone', { width: 320, height: 640 }, 20]] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('pressing Run gives the recorded answers again, without holding the page up', async ({ page, browser }) => {
      await open(page);
      await expectNoLongTask(browser, page, `chain-of-thought, prompt-bench on ${screen}`, async () => {
        await runOn(page, count);
        await expect(status(page)).toContainText(`Live equals recorded, bit for bit: yes, in all ${2 * count} answers.`, { timeout: LIVE });
      });
      await expect(card(page, 1).locator('.score')).toContainText(`n = ${count}`);
      await expect(card(page, 1).locator('.score small')).toContainText(' ms each');
      await expect(bench(page).locator('.comparisons li')).toHaveCount(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      // Every answer can be read whole, without scrolling sideways.
      expect(await bench(page).locator('.table-scroll').evaluate((table) => table.scrollWidth - table.clientWidth)).toBeLessThanOrEqual(0);
    });
  });
}

test('a prompt is copied, changed, compared and run; a link brings it back', async ({ page }) => {
  await open(page);
  await card(page, 0).getByRole('button', { name: 'Duplicate' }).click();
  await expect(card(page, 1).getByLabel('Name of prompt 2')).toBeFocused();
  await expect(card(page, 1).getByLabel('Name of prompt 2')).toHaveValue('at once 2');
  await card(page, 1).getByLabel('Name of prompt 2').fill('<b>mine</b>');
  await card(page, 1).getByLabel('user message of prompt 2').fill('{{ticket}}\nadd it up step by step.');
  await card(page, 1).getByRole('button', { name: 'Differences' }).click();
  await expect(card(page, 1).locator('ins').first()).toBeVisible();
  await runOn(page, 20);
  await expect(status(page)).toContainText('your own', { timeout: LIVE });
  await expect(bench(page).locator('.comparisons li')).toHaveCount(3);
  await expect(bench(page).locator('.comparisons li').last()).toContainText('p and the verdict for both together');
  await expect(bench(page).locator('.comparisons')).toContainText('“<b>mine</b>” against “at once”');
  await expect(bench(page).locator('thead th').nth(3)).toHaveText('<b>mine</b>');

  await expect(page).toHaveURL(/bench\.prompts=/);
  await page.reload();
  await bench(page).scrollIntoViewIfNeeded();
  await expect(card(page, 1).getByLabel('user message of prompt 2')).toHaveValue('{{ticket}}\nadd it up step by step.');
  await bench(page).getByRole('button', { name: 'As recorded' }).click();
  await expect(bench(page).locator('.variant')).toHaveCount(2);
  await expect(page).not.toHaveURL(/bench\.prompts=/);
});

test('Run waits for the prompts that a link brings, however slowly they come', async ({ page }) => {
  await open(page);
  await card(page, 0).getByLabel('user message of prompt 1').fill('{{ticket}}\nmine');
  await expect(page).toHaveURL(/bench\.prompts=/);
  const link = page.url();
  await page.goto('about:blank');
  await page.route('**/_astro/*.js', async (route) => {
    await new Promise((later) => setTimeout(later, 500));
    await route.continue();
  });
  await open(page, link);
  expect(await card(page, 0).getByLabel('user message of prompt 1').inputValue()).toBe('{{ticket}}\nmine');
});

test('a link that was tampered with leaves the recorded prompts, and says so', async ({ page }) => {
  await open(page, 'chain-of-thought/?bench.prompts=AQIDBAUGBwgJCgsMDQ4P');
  await expect(bench(page).getByRole('alert')).toContainText('could not be read');
  await expect(card(page, 0).getByLabel('Name of prompt 1')).toHaveValue('at once');
});

test('a prompt that cannot be asked says why, and nothing is run', async ({ page }) => {
  await open(page);
  await card(page, 1).getByLabel('user message of prompt 2').fill('{{tikcet}} total?');
  await expect(card(page, 1).locator('.fault')).toContainText('tikcet');
  const area = card(page, 1).getByLabel('user message of prompt 2');
  await expect(area).toHaveAttribute('aria-invalid', 'true');
  await expect(area).toHaveAccessibleDescription(/tikcet/);
  await expect(card(page, 1).locator('.fault')).toHaveAttribute('aria-live', 'polite');
  await run(page).click();
  await expect(bench(page).getByRole('alert')).toContainText('“in steps” cannot be asked');
  await expect(card(page, 0).locator('.score')).toContainText(`n = ${items}`);
  await area.fill('{{ticket}} total?');
  await expect(card(page, 1).locator('.fault')).toBeEmpty();
  await expect(area).not.toHaveAttribute('aria-invalid');
});

test('more worked examples than a prompt holds become as many as it does, before the eyes', async ({ page }) => {
  await open(page);
  const field = bench(page).getByLabel('Worked examples of prompt 1');
  await field.fill('99');
  await expect(field).toHaveValue('8');
  await expect(status(page)).toHaveText('A prompt holds 0 to 8 worked examples, so “at once” has 8 now, and not 99.');
});

test('by keyboard alone: run, cancel, filter, look closer', async ({ page }) => {
  await open(page);
  await card(page, 0).getByLabel('user message of prompt 1').focus();
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => bench(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(20);
  await bench(page).getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(status(page)).toContainText('Cancelled');
  await expect(bench(page).locator('.finding')).toContainText(/A part of the run: \d+ of 100 items/);
  await page.keyboard.press('Alt+Digit2');
  await expect(card(page, 1).getByLabel('Name of prompt 2')).toBeFocused();
  await bench(page).locator('[name=filter]').selectOption({ label: 'where prompts differ' });
  await expect(bench(page).locator('tbody tr').first()).toBeVisible();
  await bench(page).locator('tbody button').first().press('Enter');
  await expect(bench(page).locator('.closer .title')).toBeFocused();
  await expect(bench(page).locator('.closer')).toContainText('total? think step by step.');
  await page.keyboard.press('Escape');
  await expect(bench(page).locator('.closer')).toBeEmpty();
  await expect(bench(page).locator('tbody button').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await bench(page).locator('.closer').getByRole('button', { name: 'Close' }).press('Enter');
  await expect(bench(page).locator('tbody button').first()).toBeFocused();
  for (const side of ['width', 'height'] as const) expect((await bench(page).locator('tbody button').first().boundingBox())![side]).toBeGreaterThanOrEqual(24);
});

test('the final comparison opens the sealed items, and every opening is counted', async ({ page }) => {
  await open(page);
  await expect(bench(page).locator('.seal')).toContainText('are sealed');
  await bench(page).locator('[name=count]').selectOption('20');
  const final = bench(page).getByRole('button', { name: 'Final comparison' });
  await final.click();
  await expect(bench(page).getByRole('button', { name: 'Open the test items' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(final).toBeFocused();
  await expect(bench(page).locator('.seal')).toContainText('are sealed');
  await final.click();
  await expect(bench(page).getByRole('button', { name: 'Open the test items' })).toBeFocused();
  await page.keyboard.press('Enter');
  // Counted as soon as the first of them can be seen, and so for a run that is then cancelled.
  await expect(bench(page).locator('.seal')).toContainText('once', { timeout: LIVE });
  await expect(status(page)).toContainText('final comparison', { timeout: LIVE });
  await page.reload();
  await bench(page).scrollIntoViewIfNeeded();
  await expect(bench(page).locator('.seal')).toContainText('once');
});

test('the answers are saved as CSV, JSONL and Markdown', async ({ page }) => {
  await open(page);
  for (const [name, begins] of [['CSV', '\uFEFFarm,arm_label,item,sample,prompt,reference,answer'], ['JSONL', '{"arm":"direct","arm_label":"at once","item":1,"sample":1,"prompt":"user: '], ['Markdown', '**Bench: at once, in steps**']] as const) {
    const download = page.waitForEvent('download');
    await bench(page).getByRole('button', { name, exact: true }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text.startsWith(begins)).toBe(true);
    expect(text).toContain('answer');
  }
});

test('six predictions are graded by what the model then answers', async ({ page }) => {
  await page.goto('chain-of-thought/');
  const figure = page.locator('steps-exercise');
  await figure.scrollIntoViewIfNeeded();
  const grade = figure.getByRole('button', { name: 'Grade my predictions' });
  await expect(grade).toBeEnabled();
  await grade.click();
  await expect(figure.getByRole('status')).toContainText('Foretell 6 bills more.');
  for (const [at, arm] of exercise.arms.entries()) await figure.locator('fieldset').nth(at).getByLabel(arm.summary.graders['number']!.right === 1 ? 'will be right' : 'will be wrong').check();
  await grade.click();
  await expect(figure.getByRole('status')).toContainText('Passed. You foretold 6 of 6', { timeout: LIVE });
  await expect(figure.locator('fieldset').first().locator('.said')).toContainText(`“${exercise.arms[0]!.answers[0]!}”`);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded result is readable', async ({ page }) => {
    await page.goto('chain-of-thought/');
    await expect(card(page, 1).locator('.score')).toContainText(`n = ${items}`);
    await expect(bench(page).locator('tbody tr')).toHaveCount(8);
    await expect(page.getByRole('img', { name: /Right totals at once/ }).first()).toBeVisible();
  });
});
