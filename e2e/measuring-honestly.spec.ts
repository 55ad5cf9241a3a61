/** The chapter on measuring as a reader meets it: draws of ten, a comparison that grows, peeking, the best of many, three verdicts to give. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { recordFromJson } from '../src/lab/record-json.ts';
import { casesOf, ticketsFor, told } from '../src/widgets/measuring/exercise.ts';
import { sizesFinding, sizesOf } from '../src/widgets/measuring/sizes.ts';
import { expectAccessibleInBothThemes } from './axe.ts';
import { expect, test } from './test.ts';

const record = recordFromJson(readFileSync('content/runs/measuring.json', 'utf8'));
const PAGE = 'measuring-honestly/';

/** A run on a slow machine that does other things as well. */
const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const sizes = (page: Page): Locator => page.locator('measuring-sizes');
const ten = (page: Page): Locator => page.locator('measuring-ten');
const peek = (page: Page): Locator => page.locator('measuring-peek');
const best = (page: Page): Locator => page.locator('measuring-best');
const exercise = (page: Page): Locator => page.locator('measuring-exercise');
const status = (figure: Locator): Locator => figure.getByRole('status');
const run = (figure: Locator): Locator => figure.locator('[data-run]');

async function open(page: Page, address: string, figure: Locator): Promise<void> {
  await page.goto(address);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('button').first()).toBeEnabled();
}

for (const [screen, viewport] of [['a desktop', { width: 1280, height: 900 }], ['a phone', { width: 320, height: 700 }]] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('pressing Run fills the sizes that were asked for, equal to the record in every answer', async ({ page }) => {
      await open(page, `${PAGE}?sizes.tickets=20`, sizes(page));
      await expect(sizes(page).locator('.title')).toHaveText(sizesFinding(sizesOf(record, 'open')));
      await expect(sizes(page).locator('.ring')).toHaveCount(6);
      await expect(sizes(page).locator('.dot')).toHaveCount(0);
      await expect(page.getByText('Dots: your run.')).toBeHidden();
      await run(sizes(page)).click();
      await expect(status(sizes(page))).toContainText('Live equals recorded, bit for bit: yes, in all 40 answers.', { timeout: LIVE });
      await expect(sizes(page).locator('.dot')).toHaveCount(2);
      await expect(sizes(page).getByText('here: the same')).toHaveCount(2);
      await page.emulateMedia({ media: 'print' });
      await expect(sizes(page).getByText('here: the same').filter({ visible: true })).toHaveCount(2);
      await expect(sizes(page).locator('.live').filter({ visible: true })).toHaveCount(2);
      await expect(page.getByText('Dots: your run.')).toBeVisible();
      await page.emulateMedia({ media: 'screen' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
}

test('another request has a recorded result of its own, and other tickets a verdict of their own', async ({ page }) => {
  await open(page, PAGE, sizes(page));
  await sizes(page).locator('[name=other]').selectOption('vague');
  await expect(sizes(page).locator('.title')).toHaveText(sizesFinding(sizesOf(record, 'vague')));
  await expect(page).toHaveURL(/sizes\.other=vague/);
  await sizes(page).locator('[name=tickets]').selectOption('10');
  await sizes(page).locator('[name=which]').selectOption('others');
  await run(sizes(page)).click();
  await expect(status(sizes(page))).toContainText(/^10 other tickets, seed others-1, in .* Choose “others” and run again/, { timeout: LIVE });
  await expect(sizes(page).locator('.dot')).toHaveCount(1);
});

test('by keyboard alone: start and cancel with the record in place, draw, and give verdicts', async ({ page }) => {
  await open(page, `${PAGE}?sizes.tickets=400`, sizes(page));
  await run(sizes(page)).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => sizes(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await expect(sizes(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(sizes(page))).toHaveText(/^Cancelled after \d+ of 800\./);
  await expect(sizes(page).locator('.ring')).toHaveCount(6);
  await expect(sizes(page).locator('.dot')).toHaveCount(0);
  await expect(run(sizes(page))).toBeFocused();

  await ten(page).getByRole('button', { name: 'Draw ten tickets' }).focus();
  await page.keyboard.press('Enter');
  await expect(status(ten(page))).toContainText('of 1 draws');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(status(ten(page))).toContainText('of 101 draws');

  await exercise(page).locator('[name=verdict-0]').focus();
  const cases = casesOf(record);
  for (const each of cases) {
    const { verdict } = told(each);
    await page.keyboard.type(verdict === 'cannot tell' ? 'cannot' : `${verdict} is`);
    await page.keyboard.press('Tab');
    if (verdict === 'cannot tell') await page.keyboard.type(String(ticketsFor(each)));
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await expect(status(exercise(page))).toHaveText('Passed. 3 of 3 right.');
});

test('peeking and choosing the best are worked out again in the page, and no task holds it up', async ({ page }) => {
  await open(page, PAGE, peek(page));
  await page.evaluate(() => {
    const long: number[] = ((globalThis as unknown as { long: number[] }).long = []);
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
  });
  await peek(page).locator('[name=every]').selectOption('50');
  await run(peek(page)).click();
  await expect(status(peek(page))).toHaveText('2,000 comparisons of 2,000 tickets at most, none with a difference to find.', { timeout: LIVE });
  await expect(peek(page).locator('.which')).toHaveText('Simulated here, seed peeking-1');
  await expect(peek(page).locator('tbody tr')).toHaveCount(6);
  await best(page).scrollIntoViewIfNeeded();
  await best(page).locator('[name=size]').selectOption('10');
  await run(best(page)).click();
  await expect(status(best(page))).toContainText('on 10 development tickets each, from recorded outcomes.', { timeout: LIVE });
  await expect(best(page).locator('.title')).toContainText('The best of 12 wordings');
  const long = await page.evaluate(() => (globalThis as unknown as { long: number[] }).long);
  // The machine of the test may be busy; a task of the page's own would show every time and by far.
  expect(Math.max(0, ...long)).toBeLessThan(250);
});

test('the exercise says what is missing, what is wrong, and why', async ({ page }) => {
  await open(page, PAGE, exercise(page));
  const grade = exercise(page).getByRole('button', { name: 'Grade my verdicts' });
  await grade.click();
  await expect(status(exercise(page))).toHaveText('Not yet. 0 of 3 right.');
  await expect(exercise(page).getByText('Not answered yet: choose what may be said.')).toHaveCount(3);
  await exercise(page).locator('[name=verdict-1]').selectOption('B');
  await exercise(page).locator('[name=verdict-2]').selectOption('cannot tell');
  await grade.click();
  await expect(exercise(page).locator('.grade').nth(1)).toHaveText('Not quite. A is better: 12 against 3, p = 0.035.');
  await expect(exercise(page).locator('.grade').nth(2)).toContainText('The verdict is right. How many tickets');
});

test('the page is accessible after it has been used', async ({ page }) => {
  await open(page, PAGE, ten(page));
  await ten(page).getByRole('button', { name: 'Draw a hundred times' }).click();
  await expect(status(ten(page))).toContainText('of 100 draws');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expectAccessibleInBothThemes(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every recorded result is readable, and nothing offers what it cannot do', async ({ page }) => {
    await page.goto(PAGE);
    await expect(sizes(page).locator('tbody tr')).toHaveCount(6);
    await expect(ten(page).locator('.title')).toContainText('on ten tickets');
    await expect(peek(page).locator('tbody tr')).toHaveCount(6);
    await expect(best(page).locator('tbody tr')).toHaveCount(5);
    await exercise(page).getByText('Answers').click();
    await expect(exercise(page).locator('ol li')).toHaveCount(3);
    await expect(page.locator('main button:enabled').filter({ visible: true })).toHaveCount(0);
  });
});
