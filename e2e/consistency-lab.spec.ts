/** The consistency lab: its run made again with all figures worked out anew, its exercise, and all of it without JavaScript. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { promptFigures } from '../src/widgets/consistency/figures.ts';
import { scaleOf, scaleWords } from '../src/widgets/shared/interval-cells.ts';
import { questions, rowNamed } from '../src/widgets/consistency/findings.ts';
import { cellWords } from '../src/widgets/consistency/twin.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const record = recordFromJson(readFileSync('content/runs/consistency.json', 'utf8'));

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const lab = (page: Page): Locator => page.locator('consistency-lab');
const rows = (page: Page, part: string): Locator => page.locator(`consistency-rows [data-part=${part}]`);
/** The figure that holds a list, with its choice of prompt. */
const chooser = (page: Page, part: string): Locator => page.locator('consistency-rows', { has: page.locator(`[data-part=${part}]`) }).getByRole('combobox');

test('a run here, by keyboard, equals the recorded one, and every figure is worked out anew, without holding the page up', async ({ page, browser }) => {
  await page.goto('consistency-lab/');
  await lab(page).scrollIntoViewIfNeeded();
  await expect(lab(page).locator('[data-run]')).toBeEnabled();
  const rings = await lab(page).locator('svg circle').count();
  await lab(page).locator('[data-run]').focus();
  const answers = (10 * record.arms.length * record.experiment.samples).toLocaleString('en');
  await expectNoLongTask(browser, page, 'consistency-lab', async () => {
    await page.keyboard.press('Enter');
    await expect(lab(page).getByRole('status')).toContainText(`Live equals recorded, bit for bit: yes, in all ${answers} answers.`, { timeout: LIVE });
    await expect(lab(page).locator('svg circle')).toHaveCount(2 * rings);
  });
  await expect(lab(page).locator('svg')).toHaveAttribute('aria-label', /Your run on 10 tickets/);
  await lab(page).getByText('Show the numbers').click();
  await expect(lab(page).locator('tbody tr').first()).toContainText('here');
  for (const part of ['measures', 'levels', 'sources']) {
    const list = rows(page, part);
    await list.scrollIntoViewIfNeeded();
    await expect(list.locator('tbody tr').first().locator('td').last()).toHaveText('10');
    await expect(chooser(page, part)).toHaveValue('live motley');
    await expect(page.locator('figure', { has: list }).locator('figcaption')).toContainText('Your run, 10 tickets.');
  }
});

test('another prompt of the recorded run can be looked at: the constant one agrees with itself', async ({ page }) => {
  await page.goto('consistency-lab/');
  const list = rows(page, 'measures');
  await list.scrollIntoViewIfNeeded();
  await expect(chooser(page, 'measures')).toBeEnabled();
  const agreement = list.getByRole('row', { name: /^two draws agree/ });
  const stuck = promptFigures(record, 'stuck');
  const row = rowNamed(stuck, 'two draws agree');
  const before = await agreement.textContent();
  const { notes } = promptFigures(record, 'motley');
  await expect(page.locator('#figure-2 figcaption')).toContainText(notes.measures);
  await chooser(page, 'measures').selectOption('recorded stuck');
  await expect(agreement).not.toHaveText(before!, { timeout: LIVE });
  await expect(agreement).toContainText(cellWords(row).split(' ')[0]!);
  await expect(list.locator('tbody tr').first().locator('td').last()).toHaveText('40');
  await expect(page.locator('#figure-2 figcaption')).toContainText(`${stuck.notes.measures} 95% intervals over whole tickets. Recorded run, 40 tickets.`);
});

test('while the rows of another prompt are worked out, the old ones are marked as such', async ({ page }) => {
  // The worker that works them out is held back.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/figures-worker/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('consistency-lab/');
  const list = rows(page, 'measures');
  await list.scrollIntoViewIfNeeded();
  await expect(chooser(page, 'measures')).toBeEnabled();
  await chooser(page, 'measures').selectOption('recorded clean');
  const status = page.locator('#figure-2').getByRole('status');
  await expect(list).toHaveAttribute('aria-busy', 'true');
  await expect(status).toHaveText('Resampling tickets.');
  release();
  await expect(page.locator('#figure-2 figcaption')).toContainText('With one notation', { timeout: LIVE });
  await expect(list).not.toHaveAttribute('aria-busy');
  await expect(status).toHaveText('');
});

test('spreads have a scale of their own, which changes with the prompt', async ({ page }) => {
  await page.goto('consistency-lab/');
  const list = rows(page, 'spreads');
  await list.scrollIntoViewIfNeeded();
  const most = () => list.locator('table').evaluate((table) => getComputedStyle(table).getPropertyValue('--ends'));
  const figures = promptFigures(record, 'clean');
  await expect.poll(most).toBe(scaleWords(scaleOf(promptFigures(record, 'motley').rows.spreads))['--ends']);
  await chooser(page, 'spreads').selectOption('recorded clean');
  await expect(list.locator('.intervals > p')).toHaveText(figures.titles.spreads, { timeout: LIVE });
  await expect.poll(most).toBe(scaleWords(scaleOf(figures.rows.spreads))['--ends']);
  await expect(list.getByRole('row', { name: /^layout \d/ }).locator('td').last()).toHaveText(figures.rows.spreads.find(({ name }) => name === 'layout')!.end!);
});

test('a cancelled run leaves what was there', async ({ page }) => {
  await page.goto('consistency-lab/?lab.n=40');
  await lab(page).scrollIntoViewIfNeeded();
  await expect(lab(page).locator('[data-run]')).toBeEnabled();
  await expect(lab(page).getByRole('combobox')).toHaveValue('40');
  const rings = await lab(page).locator('svg circle').count();
  await lab(page).locator('[data-run]').click();
  await expect.poll(() => lab(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(0);
  await lab(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(lab(page).getByRole('status')).toContainText('Cancelled');
  await expect(lab(page).locator('svg circle')).toHaveCount(rings);
});

test('the numbers of the exercise are graded', async ({ page }) => {
  await page.goto('consistency-lab/');
  const exercise = page.locator('number-exercise');
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise.getByRole('button')).toBeEnabled();
  const asked = questions(record);
  for (const [at, { answer }] of asked.entries()) await exercise.getByRole('spinbutton').nth(at).fill(answer.toFixed(1));
  await exercise.getByRole('button').click();
  await expect(exercise.getByRole('status')).toHaveText(`Passed. ${asked.length} of ${asked.length} right.`);
  await exercise.getByRole('spinbutton').last().fill('25');
  await exercise.getByRole('spinbutton').last().press('Enter');
  await expect(exercise.getByRole('status')).toHaveText(`Not yet. ${asked.length - 1} of ${asked.length} right.`);
});

test.describe('on a phone without JavaScript', () => {
  test.use({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });

  test('chart, numbers of all prompts, and the lists are readable', async ({ page }) => {
    await page.goto('consistency-lab/');
    await expect(lab(page).getByRole('img')).toBeVisible();
    await lab(page).getByText('Show the numbers').click();
    await expect(lab(page).locator('.data-table tbody tr')).toHaveCount(26);
    for (const [part, count] of [['measures', 10], ['levels', 5], ['spreads', 6], ['sources', 8]] as const) await expect(rows(page, part).locator('tbody tr')).toHaveCount(count);
    await expect(page.locator('#figure-5 tbody tr')).toHaveCount(4);
  });
});
