/** The chapters on roles, on if-then rules and on better prompts: their runs made again, their exercises, and both without JavaScript. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { questions } from '../src/widgets/conditional/findings.ts';
import { expect, test } from './test.ts';

const committed = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const figure = (page: Page): Locator => page.locator('live-run');

for (const [chapter, shown] of [['role', 6], ['conditional', 7], ['better-prompts', 9]] as const) {
  const record = committed(chapter);

  test(`${chapter}: a run here, by keyboard, equals the recorded one`, async ({ page }) => {
    await page.goto(`${chapter}/`);
    await figure(page).scrollIntoViewIfNeeded();
    await expect(figure(page).locator('[data-run]')).toBeEnabled();
    await figure(page).locator('[data-run]').focus();
    await page.keyboard.press('Enter');
    await expect(figure(page).getByRole('status')).toContainText(`Live equals recorded, bit for bit: yes, in all ${20 * record.arms.length} answers.`, { timeout: LIVE });
    await expect(figure(page).locator('.here tbody tr')).toHaveCount(shown);
  });

  test.describe(`${chapter}, on a phone without JavaScript`, () => {
    test.use({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });

    test('the recorded run is readable', async ({ page }) => {
      await page.goto(`${chapter}/`);
      await expect(figure(page).locator('.intervals tbody tr')).toHaveCount(shown);
      await expect(figure(page).locator('.intervals tbody tr').first()).toContainText('200');
    });
  });
}

test('role: words of one’s own are graded, and those of training are refused', async ({ page }) => {
  await page.goto('role/');
  const exercise = page.locator('role-exercise');
  await exercise.scrollIntoViewIfNeeded();
  const words = exercise.getByRole('textbox');
  await expect(words).toBeEnabled();
  await words.fill('you are a lawyer.');
  await words.press('Enter');
  await expect(exercise.getByRole('status')).toContainText('trained on');
  await words.fill('you are a careful lawyer for the company.'.replace('careful lawyer', 'company lawyer'));
  await words.press('Enter');
  await expect(exercise.getByRole('status')).toContainText(/(Passed|Not yet)\. \d+ of 20 replies/, { timeout: LIVE });
});

test('conditional: the numbers of the exercise are graded', async ({ page }) => {
  await page.goto('conditional/');
  const exercise = page.locator('number-exercise');
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise.getByRole('button')).toBeEnabled();
  for (const [at, { answer }] of questions(committed('conditional')).entries()) await exercise.getByRole('spinbutton').nth(at).fill(String(Math.round(answer)));
  await exercise.getByRole('button').click();
  await expect(exercise.getByRole('status')).toHaveText('Passed. 3 of 3 right.');
});

test('better-prompts: a small search here finds a prompt, and opening the test items is counted', async ({ page }) => {
  await page.goto('better-prompts/?search.candidates=8&search.items=5');
  const search = page.locator('prompt-search');
  await search.scrollIntoViewIfNeeded();
  await expect(search.locator('[data-run]')).toBeEnabled();
  await expect(search.getByRole('combobox').first()).toHaveValue('8');
  await search.locator('[data-run]').click();
  await expect(search.getByRole('status')).toContainText(/Found: .* tokens spent.*These settings are your own/, { timeout: LIVE });
  await expect(search.locator('.here tbody tr')).toHaveCount(4);
  await expect(search.locator('.seal')).toContainText('The test items are sealed.');
  await search.locator('[data-final]').click();
  await expect(search.getByRole('status')).toContainText('The winner, on items that the search never saw', { timeout: LIVE });
  await expect(search.locator('.here tbody tr')).toHaveCount(6);
  await expect(search.locator('.seal')).toContainText('You have opened the test items once.');
});
