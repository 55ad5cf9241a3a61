/** The first chapter as a reader meets it: the grid, recorded and live, one ticket through every prompt, an exercise. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { VAGUE } from '../src/lab/experiments/start-here.ts';
import { recordFromJson } from '../src/lab/record-json.ts';
import { expectAccessibleInBothThemes } from './axe.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const record = recordFromJson(readFileSync('content/runs/start-here.json', 'utf8'));
const arms = record.arms.length;

/** A run on a slow machine that does other things as well. */
const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const grid = (page: Page): Locator => page.locator('start-grid');
const exercise = (page: Page): Locator => page.locator('grid-exercise');
const status = (figure: Locator): Locator => figure.getByRole('status');
const run = (figure: Locator): Locator => figure.locator('[data-run]');
const QUICK = 'start-here/?grid.tickets=20';

async function open(page: Page, address: string, figure: Locator): Promise<void> {
  await page.goto(address);
  await figure.scrollIntoViewIfNeeded();
  await expect(run(figure)).toBeEnabled();
}

for (const [screen, viewport, tickets] of [['a desktop', { width: 1280, height: 900 }, 50], ['a phone', { width: 320, height: 700 }, 20]] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('pressing Run fills the prompt column, equal to the record in every answer, and leaves the other empty, without holding the page up', async ({ page, browser }) => {
      await open(page, `start-here/?grid.tickets=${tickets}`, grid(page));
      await expect(grid(page).locator('.dot')).toHaveCount(0);
      const words = page.getByText('Dots: your run.');
      await expect(words).toBeHidden();
      await expect(grid(page).locator('.tuned')).toContainText(['none has been recorded yet', 'nothing is claimed']);
      await expectNoLongTask(browser, page, `start-here, start-grid on ${screen}`, async () => {
        await run(grid(page)).click();
        await expect(status(grid(page))).toContainText(`Live equals recorded, bit for bit: yes, in all ${tickets * arms} answers.`, { timeout: LIVE });
      });
      const same = grid(page).getByText(`same ${tickets} of ${tickets}`);
      await expect(same).toHaveCount(arms);
      await expect(grid(page).locator('.dot')).toHaveCount(arms);
      await expect(grid(page).locator('.ring')).toHaveCount(arms);
      await expect(words).toBeVisible();
      await page.emulateMedia({ media: 'print' });
      await expect(same.filter({ visible: true })).toHaveCount(arms);
      await page.emulateMedia({ media: 'screen' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
}

for (const width of [320, 360]) {
  test(`at ${width} pixels, what is tuned lies below the prompts of its job, named, in lines as long as the grid`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 });
    await page.goto('start-here/');
    const table = (await grid(page).locator('table').boundingBox())!;
    for (const job of await grid(page).locator('tbody').all()) {
      const tuned = job.locator('.tuned');
      await expect(tuned).toHaveCSS('writing-mode', 'horizontal-tb');
      expect(await tuned.evaluate((cell) => getComputedStyle(cell, '::before').content)).toContain('model tuned');
      const box = (await tuned.boundingBox())!;
      expect(box.width).toBeCloseTo(table.width, 0);
      for (const arm of await job.locator('td[data-arm]').all()) {
        const { y, width: own, height } = (await arm.boundingBox())!;
        expect(y + height).toBeLessThanOrEqual(box.y + 1);
        expect(own).toBeGreaterThan(0.5 * table.width);
      }
    }
    await expectAccessibleInBothThemes(page, { where: `${width} pixels` });
  });
}

test('on paper the grid has its three columns side by side, as wide as the page, and no room for a run that was not made', async ({ page }) => {
  // The width of an A4 page within its margins.
  await page.setViewportSize({ width: 658, height: 930 });
  await page.emulateMedia({ media: 'print' });
  await page.goto('start-here/');
  const heads = await grid(page).locator('thead th').evaluateAll((all) => all.map((head) => head.getBoundingClientRect()));
  expect(new Set(heads.map(({ top }) => top)).size).toBe(1);
  expect(Math.min(...heads.map(({ width }) => width))).toBeGreaterThan(120);
  await expect(grid(page).locator('.tuned').first()).toHaveCSS('writing-mode', 'horizontal-tb');
  await expect(grid(page).locator('.live').filter({ visible: true })).toHaveCount(0);
  await expect(page.getByText('Dots: your run.')).toBeHidden();
});

test('by keyboard alone: start, cancel half-way with the record in place; then a whole run, which stays when the next is cancelled', async ({ page }) => {
  // Many tickets, so that there is time to cancel.
  await open(page, 'start-here/?grid.tickets=200', grid(page));
  await run(grid(page)).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => grid(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(0);
  await expect(grid(page).locator('.dot')).not.toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(grid(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(grid(page))).toHaveText(/^Cancelled after [\d,]+ of 1,200\./);
  await expect(grid(page).locator('.ring')).toHaveCount(arms);
  await expect(grid(page).locator('.dot')).toHaveCount(0);
  await expect(run(grid(page))).toBeFocused();

  await open(page, QUICK, grid(page));
  await run(grid(page)).focus();
  await page.keyboard.press('Enter');
  await expect(status(grid(page))).toContainText('bit for bit: yes', { timeout: LIVE });

  await grid(page).getByLabel('Tickets').selectOption('200');
  await run(grid(page)).click();
  await expect(grid(page).getByText('same 20 of 20')).toHaveCount(0, { timeout: LIVE });
  await grid(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(grid(page))).toHaveText(/^Cancelled after/);
  await expect(grid(page).getByText('same 20 of 20')).toHaveCount(arms);
});

test('the figure and the exercise say beforehand what they take, the model too', async ({ page }) => {
  await open(page, QUICK, grid(page));
  for (const figure of ['start-grid', 'grid-exercise']) {
    await expect(page.locator('figure', { has: page.locator(figure) }).locator('.head span')).toHaveText(/^.*completions.*; loads TinyDesk \(\d+\.\d MB\) on first use, nothing is sent$/);
  }
});

test('what the desk files is one box inside its figure, also where it takes two lines', async ({ page }) => {
  for (const width of [1280, 360, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('start-here/');
    const boxes = await page.locator('.anatomy > p > code').evaluateAll((all) => all.map((code) => ({ pieces: code.getClientRects().length, right: code.getBoundingClientRect().right, edge: code.parentElement!.getBoundingClientRect().right })));
    expect(boxes, `${width} px`).toHaveLength(2);
    for (const { pieces, right, edge } of boxes) {
      expect(pieces, `${width} px`).toBe(1);
      expect(right, `${width} px`).toBeLessThanOrEqual(edge);
    }
  }
});

test('every recorded ticket can be looked up, with all its prompts', async ({ page }) => {
  await open(page, 'start-here/', grid(page));
  const text = grid(page).locator('.one .text');
  const first = await text.textContent();
  await grid(page).getByRole('button', { name: 'Next' }).click();
  await expect(text).not.toHaveText(first ?? '');
  const shown = (await text.textContent()) ?? '';
  await expect(page).toHaveURL(/grid\.ticket=2/);
  const second = record.arms.map((arm) => arm.answers[arm.outcomes[1]!]!);
  await expect(grid(page).locator('.filed code')).toHaveText(second.map((answer) => answer || '(nothing)'));
  await expect(grid(page).locator('.filed .right')).toHaveCount(record.arms.filter((arm) => arm.verdicts.exact![1] === '1').length);
  await grid(page).getByText('Read the six prompts').click();
  await expect(grid(page).locator('.prompts pre')).toHaveCount(arms);
  for (const prompt of await grid(page).locator('.prompts pre').all()) await expect(prompt).toContainText(shown);

  await page.reload();
  await grid(page).scrollIntoViewIfNeeded();
  await expect(text).toHaveText(shown);
});

test.describe('without the model file', () => {
  test.use({ allowed: [/Failed to load resource/] });

  test('says what is missing and keeps the record on the page', async ({ page, context }) => {
    await context.route('**/tinydesk/instructed/model.safetensors', (route) => route.fulfill({ status: 404, body: '' }));
    await open(page, QUICK, grid(page));
    await run(grid(page)).click();
    await expect(grid(page).getByRole('alert')).toContainText(/model\.safetensors.*\./, { timeout: LIVE });
    await expect(grid(page).locator('.ring')).toHaveCount(arms);
    await expect(grid(page).locator('.dot')).toHaveCount(0);
  });
});

test('the exercise grades the reader’s own words, and says nothing of nothing', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'start-here/', exercise(page));
  const words = exercise(page).getByLabel('Your words, before every ticket');
  await words.fill('   ');
  await run(exercise(page)).click();
  await expect(status(exercise(page))).toContainText('There is nothing to grade yet');
  await words.fill(VAGUE);
  await run(exercise(page)).click();
  // The same words as the vague request's: the same answers, and no difference to be had.
  await expect(status(exercise(page))).toHaveText(/^Not yet\. (\d+) of 40 codes right with your words, \1 with the vague request: cannot tell yet/, { timeout: LIVE });
  await words.fill('three-letter code, please: BIL, SHP, RET, ACC or PRD.');
  await run(exercise(page)).click();
  await expect(status(exercise(page))).toContainText('Passed.', { timeout: LIVE });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded grid is readable, and nothing offers what it cannot do', async ({ page }) => {
    await page.goto('start-here/');
    await expect(grid(page).locator('td[data-arm]')).toHaveCount(arms);
    await expect(grid(page).locator('td[data-arm] b').filter({ hasText: /^\d+%$/ })).toHaveCount(arms);
    await expect(grid(page).locator('.filed li')).toHaveCount(arms);
    await expect(page.locator('main button:enabled').filter({ visible: true })).toHaveCount(0);
  });
});
