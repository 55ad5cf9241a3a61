/** The chapters on prompting as a whole, on roles, on if-then rules and on better prompts: their runs made again, their exercises, and all without JavaScript. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { CALL_PRICES } from '../src/decide/prices.ts';
import { recordFromJson } from '../src/lab/record-json.ts';
import { questions } from '../src/widgets/conditional/findings.ts';
import { questions as pricing } from '../src/widgets/engineering/findings.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const committed = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const figure = (page: Page): Locator => page.locator('live-run');

for (const [chapter, shown, watched] of [['role', 6, false], ['conditional', 7, true], ['better-prompts', 11, true]] as const) {
  const record = committed(chapter);

  test(`${chapter}: a run here, by keyboard, equals the recorded one${watched ? ', without holding the page up' : ''}`, async ({ page, browser }) => {
    await page.goto(`${chapter}/`);
    await figure(page).scrollIntoViewIfNeeded();
    await expect(figure(page).locator('[data-run]')).toBeEnabled();
    await figure(page).locator('[data-run]').focus();
    const runIt = async (): Promise<void> => {
      await page.keyboard.press('Enter');
      await expect(figure(page).getByRole('status')).toContainText(`Live equals recorded, bit for bit: yes, in all ${20 * record.arms.length} answers.`, { timeout: LIVE });
    };
    await (watched ? expectNoLongTask(browser, page, `${chapter}, live-run`, runIt) : runIt());
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

const promptSearch = (page: Page): Locator => page.locator('prompt-search');

/** A small search, once the page stands. */
async function searchHere(page: Page): Promise<void> {
  const search = promptSearch(page);
  await search.scrollIntoViewIfNeeded();
  await expect(search.locator('[data-run]')).toBeEnabled();
  await expect(search.getByRole('combobox').first()).toHaveValue('8');
  await search.locator('[data-run]').click();
  await expect(search.getByRole('status')).toContainText(/Found: .* tokens spent.*These settings are your own/, { timeout: LIVE });
}

test('better-prompts: a small search here finds a prompt, and opening the test items is declared first and counted', async ({ page }) => {
  await page.goto('better-prompts/?search.candidates=8&search.items=5');
  const search = promptSearch(page);
  await searchHere(page);
  await expect(search.locator('.here tbody tr')).toHaveCount(4);
  await expect(search.locator('.seal')).toContainText('The test items are sealed.');
  await search.locator('[data-final]').click();
  const declared = search.getByRole('group', { name: 'Final comparison' }).getByRole('button', { name: 'Open the test items' });
  await expect(declared).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(search.locator('[data-final]')).toBeFocused();
  await expect(search.locator('.seal')).toContainText('The test items are sealed.');
  await search.locator('[data-final]').click();
  await declared.press('Enter');
  await expect(search.getByRole('status')).toContainText('The winner, on items that the search never saw', { timeout: LIVE });
  await expect(search.locator('.here tbody tr')).toHaveCount(7);
  await expect(search.locator('.seal')).toContainText('You have opened the test items once.');
});

test('better-prompts: a look at the test items that a reload interrupts is counted, and not again when it goes on; one that is cancelled is', async ({ page }) => {
  await page.goto('better-prompts/?search.candidates=8&search.items=5');
  const search = promptSearch(page);
  const open = async (): Promise<void> => {
    await search.locator('[data-final]').click();
    await search.getByRole('group', { name: 'Final comparison' }).getByRole('button', { name: 'Open the test items' }).click();
  };
  const asked = () => search.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => (bar.max > 500 ? bar.value : 0));
  await searchHere(page);
  await open();
  // Counted while it is still under way.
  await expect(search.locator('.seal')).toContainText('once', { timeout: LIVE });
  await expect.poll(asked, { timeout: LIVE }).toBeGreaterThan(60);
  await page.reload();
  await searchHere(page);
  await expect(search.locator('.seal')).toContainText('once');
  await open();
  await expect.poll(asked, { timeout: LIVE }).toBeGreaterThan(100);
  await expect(search.locator('.seal')).toContainText('once');
  await search.locator('[data-cancel]').click();
  await expect(search.getByRole('status')).toContainText('Cancelled after');
  await open();
  await expect(search.locator('.seal')).toContainText('2 times', { timeout: LIVE });
  await search.locator('[data-cancel]').click();
  await expect(search.getByRole('status')).toContainText('Cancelled');
  await expect(search.locator('.seal')).toContainText('2 times');
});

test('prompt-engineering: a run here, by keyboard, equals the recorded one', async ({ page }) => {
  const record = committed('bench-code');
  await page.goto('prompt-engineering/');
  const bench = page.locator('prompt-bench');
  await bench.scrollIntoViewIfNeeded();
  await expect(bench.locator('[data-run]')).toBeEnabled();
  await bench.locator('[name=count]').selectOption('20');
  await bench.locator('[data-run]').focus();
  await page.keyboard.press('Enter');
  await expect(bench.getByRole('status')).toContainText(`Live equals recorded, bit for bit: yes, in all ${20 * record.arms.length} answers.`, { timeout: LIVE });
  await expect(bench.locator('.foot')).toContainText(record.engine.modelHash.slice(0, 8));
});

test('prompt-engineering: the numbers of the exercise are graded', async ({ page }) => {
  await page.goto('prompt-engineering/');
  const exercise = page.locator('number-exercise');
  await exercise.scrollIntoViewIfNeeded();
  await expect(exercise.getByRole('button')).toBeEnabled();
  const asked = pricing(committed('start-here'), committed('bench-code'), CALL_PRICES[0]!);
  for (const [at, { answer }] of asked.entries()) await exercise.getByRole('spinbutton').nth(at).fill(answer.toPrecision(5));
  await exercise.getByRole('button').click();
  await expect(exercise.getByRole('status')).toHaveText(`Passed. ${asked.length} of ${asked.length} right.`);
});

test.describe('prompt-engineering, on a phone without JavaScript', () => {
  test.use({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });

  test('rounds, recorded runs and prices are readable', async ({ page }) => {
    await page.goto('prompt-engineering/');
    const rounds = page.locator('.revisions');
    await expect(rounds.getByRole('listitem')).toHaveCount(committed('bench-code').arms.length);
    await expect(rounds).toContainText(committed('bench-code').engine.modelHash.slice(0, 8));
    await expect(page.locator('prompt-bench tbody tr')).toHaveCount(8);
    await expect(page.locator('#figure-3 .intervals tbody tr')).toHaveCount(10);
    await expect(page.locator('#figure-4 .intervals tbody tr')).toHaveCount(6);
    await expect(page.locator('.prose > table')).toContainText('$');
  });
});
