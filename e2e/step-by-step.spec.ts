/** The chapter on lists of steps: a recorded run made again, one ticket looked at, and an exercise with numbers. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { questions } from '../src/widgets/steps/power.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const record = recordFromJson(readFileSync('content/runs/step-by-step.json', 'utf8'));

const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const figure = (page: Page): Locator => page.locator('live-run');

for (const [screen, viewport] of [['a desktop', { width: 1280, height: 900 }], ['a phone', { width: 320, height: 640 }]] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('a run here stands below the recorded one, and equals it, without holding the page up', async ({ page, browser }) => {
      await page.goto('step-by-step/');
      await figure(page).scrollIntoViewIfNeeded();
      await expect(figure(page).locator('[data-run]')).toBeEnabled();
      await expectNoLongTask(browser, page, `step-by-step, live-run on ${screen}`, async () => {
        await figure(page).locator('[data-run]').press('Enter');
        await expect(figure(page).getByRole('status')).toContainText(`Live equals recorded, bit for bit: yes, in all ${20 * record.arms.length} answers.`, { timeout: LIVE });
      });
      const rows = figure(page).locator('.here tbody tr');
      await expect(rows).toHaveCount(9);
      await expect(rows.first().locator('td').last()).toHaveText('20');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
}

test('one ticket is looked at, and then the next, as each prompt puts it', async ({ page }) => {
  await page.goto('step-by-step/');
  await figure(page).scrollIntoViewIfNeeded();
  await figure(page).getByText('One ticket, as each prompt puts it').click();
  const closer = figure(page).locator('.closer');
  await expect(closer.locator('h3')).toHaveCount(9);
  await expect(closer.locator('.title')).toContainText('Ticket 1');
  await figure(page).getByRole('button', { name: 'Next' }).click();
  await expect(closer.locator('.title')).toContainText('Ticket 2');
  const arm = record.arms[0]!;
  await expect(closer.locator('section').first().locator('dd').last()).toHaveText(arm.answers[arm.outcomes[1]!]!);
});

test('a chain shows every call with its prompt and its answer, recorded or run here', async ({ page }) => {
  await page.goto('step-by-step/');
  await figure(page).scrollIntoViewIfNeeded();
  await figure(page).getByText('One ticket, as each prompt puts it').click();
  const place = record.experiment.arms.findIndex(({ id }) => id === 'chain-2');
  const arm = record.arms[place]!;
  const chain = figure(page).locator('.closer section', { has: page.getByRole('heading', { name: record.experiment.arms[place]!.label, exact: true }) });
  await expect(chain.locator('h4')).toHaveText(['Call 1 of 2', 'Call 2 of 2']);
  const recorded = await chain.locator('dd').allTextContents();
  await figure(page).locator('[data-run]').press('Enter');
  await expect(figure(page).locator('.here')).not.toBeEmpty({ timeout: LIVE });
  await expect(chain.locator('dd')).toHaveText(recorded);
  const lists = chain.locator('dl');
  // Each call asks for one step, and the steps' answers are the lines of the whole one.
  const asked = await lists.locator('dd:first-of-type').allTextContents();
  expect(asked[0]).not.toBe(asked[1]);
  const lines = [0, 1].map(async (call) => (await lists.nth(call).locator('dd').last().textContent())!.replace(/^1\. /, ''));
  const whole = arm.answers[arm.outcomes[0]!]!;
  expect((await Promise.all(lines)).map((line, at) => `${at + 1}. ${line}`).join('\n')).toBe(whole);
  await expect(lists.last().locator('dd').last()).toHaveText(whole);
});

test('a cancelled run leaves the recorded one as it was', async ({ page }) => {
  await page.goto('step-by-step/');
  await figure(page).scrollIntoViewIfNeeded();
  await figure(page).locator('[name=count]').selectOption('200');
  await figure(page).locator('[data-run]').click();
  await expect.poll(() => figure(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(0);
  await figure(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(figure(page).getByRole('status')).toContainText('Cancelled');
  await expect(figure(page).locator('.here')).toBeEmpty();
});

test('the numbers of the exercise are graded', async ({ page }) => {
  await page.goto('step-by-step/');
  const exercise = page.locator('number-exercise');
  await exercise.scrollIntoViewIfNeeded();
  const grade = exercise.getByRole('button', { name: 'Grade my numbers' });
  await expect(grade).toBeEnabled();
  await grade.click();
  await expect(exercise.getByRole('status')).toHaveText('Type 3 numbers more.');
  for (const [at, { answer }] of questions(record).entries()) await exercise.getByRole('spinbutton').nth(at).fill(answer.toFixed(1));
  await grade.click();
  await expect(exercise.getByRole('status')).toHaveText('Passed. 3 of 3 right.');
  await exercise.getByRole('spinbutton').first().fill('99');
  await exercise.getByRole('spinbutton').first().press('Enter');
  await expect(exercise.getByRole('status')).toHaveText('Not yet. 2 of 3 right.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded result and one ticket are readable', async ({ page }) => {
    await page.goto('step-by-step/');
    await expect(figure(page).locator('.intervals tbody tr')).toHaveCount(9);
    await figure(page).getByText('One ticket, as each prompt puts it').click();
    await expect(figure(page).locator('.closer h3').first()).toBeVisible();
  });
});
