/** The few-shot chapter as a reader meets it: the live curve beside the recorded one, one prompt to ask, an exercise. */
import type { Locator, Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { ONE_OF_EACH } from '../src/lab/experiments/few-shot-exercise.ts';
import { recordFromJson } from '../src/lab/record-json.ts';
import { gradeOf } from '../src/widgets/few-shot/grade.ts';
import { expectNoLongTask } from './load/main-thread.ts';
import { expect, test } from './test.ts';

const committed = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));
const record = committed('few-shot');
const tickets = record.experiment.items.count;
const arms = record.arms.length;

/** A run on a slow machine that does other things as well. */
const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const curve = (page: Page): Locator => page.locator('few-shot-curve');
const prompt = (page: Page): Locator => page.locator('few-shot-prompt');
const exercise = (page: Page): Locator => page.locator('few-shot-exercise');
const status = (figure: Locator): Locator => figure.getByRole('status');
const circles = (figure: Locator): Locator => figure.locator('.curve circle');
const run = (figure: Locator): Locator => figure.locator('[data-run]');
const cost = (page: Page, figure: string): Locator => page.locator('figure', { has: page.locator(figure) }).locator('.head span');
/** Where the points of the curve are drawn. */
const drawnAt = (page: Page): Promise<string[]> => circles(curve(page)).evaluateAll((all) => all.map((point) => `${point.getAttribute('cx')} ${point.getAttribute('cy')}`));

/** Waits until the figure listens to the reader. */
async function open(page: Page, address: string, figure: Locator): Promise<void> {
  await page.goto(address);
  await figure.scrollIntoViewIfNeeded();
  await expect(run(figure)).toBeEnabled();
}

for (const [screen, viewport, query, asked] of [
  ['a desktop', { width: 1280, height: 900 }, '', tickets],
  ['a phone', { width: 360, height: 740 }, '?curve.tickets=20', 20],
] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('pressing Run draws the curve, equal to the recorded one in every answer, without holding the page up', async ({ page, browser }) => {
      await page.addInitScript(() => {
        const shifts: number[] = ((window as unknown as { shifts: number[] }).shifts = []);
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) shifts.push(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await open(page, `few-shot/${query}`, curve(page));
      await expect(circles(curve(page))).toHaveCount(arms);
      await expect(run(curve(page))).toHaveText(`Run on ${asked} tickets`);
      await expectNoLongTask(browser, page, `few-shot, few-shot-curve on ${screen}`, async () => {
        await run(curve(page)).click();
        await expect(curve(page).getByRole('progressbar')).toBeVisible();
        await expect(status(curve(page))).toContainText(`Live equals recorded, bit for bit: yes, in all ${asked * arms} answers.`, { timeout: LIVE });
      });
      await expect(circles(curve(page))).toHaveCount(2 * arms);
      await expect(curve(page).getByRole('progressbar')).toBeHidden();

      await curve(page).getByText('Show the numbers').click();
      const rows = curve(page).locator('.data-table tbody tr');
      for (const [at, arm] of record.arms.entries()) {
        await expect(rows.nth(at).locator('td').last()).toHaveText(`${asked} of ${asked}`);
        const share = Math.round((100 * arm.summary.graders.label!.right) / tickets);
        await expect(rows.nth(at).locator('td').first()).toHaveText(`${share}%`);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
      const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
      expect(shifts.reduce((sum, value) => sum + value, 0)).toBeLessThan(0.01);
    });
  });
}

test('by keyboard alone: start, cancel half-way, start again; after a reload once more', async ({ page }) => {
  await open(page, 'few-shot/?curve.tickets=20', curve(page));
  await run(curve(page)).focus();
  await page.keyboard.press('Enter');
  const cancel = curve(page).getByRole('button', { name: 'Cancel' });
  await expect(status(curve(page))).toContainText('Asking about 20 tickets', { timeout: LIVE });
  await expect.poll(() => curve(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(curve(page))).toHaveText(/^Cancelled after \d+ of 160\. What was here before is still here\.( The part is kept in your notebook\.)?$/);
  await expect(circles(curve(page))).toHaveCount(arms);
  await expect(run(curve(page))).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(status(curve(page))).toContainText('yes, in all 160 answers', { timeout: LIVE });

  await page.reload();
  await curve(page).scrollIntoViewIfNeeded();
  await expect(run(curve(page))).toHaveText('Run on 20 tickets');
  await run(curve(page)).focus();
  await page.keyboard.press('Enter');
  await expect(status(curve(page))).toContainText('yes, in all 160 answers', { timeout: LIVE });
});

test('other settings show their own record, are kept in the link, and are compared honestly', async ({ page }) => {
  await open(page, 'few-shot/?curve.tickets=20', curve(page));
  const title = curve(page).locator('.curve > p');
  const before = await title.textContent();
  await curve(page).getByLabel('Names').selectOption('known');
  await expect(status(curve(page))).toHaveText(`Recorded on ${committed('few-shot-known').experiment.items.count} tickets.`);
  await expect(title).not.toHaveText(before ?? '');
  await curve(page).getByLabel('Seed').fill('mine');
  await curve(page).getByLabel('Seed').press('Enter');
  await expect(status(curve(page))).toContainText('of another seed (few-shot)');
  await expect(page).toHaveURL(/curve\.names=known/);
  await expect(page).toHaveURL(/curve\.seed=mine/);

  await run(curve(page)).click();
  await expect(status(curve(page))).toContainText('Tickets of the seed “mine” were not recorded, so there is nothing to be equal to', { timeout: LIVE });
  await expect(status(curve(page))).not.toContainText('bit for bit');

  await page.reload();
  await curve(page).scrollIntoViewIfNeeded();
  await expect(curve(page).getByLabel('Names')).toHaveValue('known');
  await expect(curve(page).getByLabel('Seed')).toHaveValue('mine');
});

test('a finished run can be saved, as the very record, stays whole when the next one is cancelled, and is not for saving once the settings change', async ({ page }) => {
  await open(page, 'few-shot/', curve(page));
  const save = curve(page).getByRole('button', { name: 'Save my run' });
  await expect(save).toBeDisabled();
  await run(curve(page)).click();
  await expect(status(curve(page))).toContainText('bit for bit: yes', { timeout: LIVE });
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(readFileSync('content/runs/few-shot.json', 'utf8'));
  const whole = await drawnAt(page);
  expect(whole).toHaveLength(2 * arms);
  await run(curve(page)).click();
  await expect.poll(() => drawnAt(page), { timeout: LIVE }).not.toEqual(whole);
  await curve(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(status(curve(page))).toHaveText(/^Cancelled after/);
  expect(await drawnAt(page)).toEqual(whole);
  await expect(save).toBeEnabled();
  // The same seed typed again, or none at all, is no other setting.
  await curve(page).getByLabel('Seed').fill('');
  await curve(page).getByLabel('Seed').press('Enter');
  await expect(curve(page).getByLabel('Seed')).toHaveValue('few-shot');
  await expect(save).toBeEnabled();
  await curve(page).getByLabel('Names').selectOption('known');
  await expect(save).toBeDisabled();
  await expect(circles(curve(page))).toHaveCount(arms);
});

test('nothing is shown of a run before there is one, on screen or on paper; then it is, on both', async ({ page }) => {
  const own = [curve(page).getByRole('columnheader', { name: 'live here' }), curve(page).getByRole('columnheader', { name: 'same answers' }), page.getByText('Dots: your run.')];
  const onScreenAndPaper = async (seen: boolean): Promise<void> => {
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media });
      for (const place of own) await expect(place).toBeVisible({ visible: seen });
      await expect(curve(page).locator('tbody :is(th, td)').filter({ hasText: /^[–\s]*$/ })).toHaveCount(0);
    }
    await page.emulateMedia({ media: 'screen' });
  };
  await open(page, 'few-shot/?curve.tickets=20', curve(page));
  await curve(page).getByText('Show the numbers').click();
  await onScreenAndPaper(false);
  await run(curve(page)).click();
  await expect(status(curve(page))).toContainText('bit for bit: yes', { timeout: LIVE });
  await onScreenAndPaper(true);
  await curve(page).getByLabel('Names').selectOption('known');
  await onScreenAndPaper(false);
});

test('Tab reaches every control of the first figure, in order, though nothing was scrolled into view', async ({ page }) => {
  await page.goto('few-shot/');
  await page.keyboard.press('Tab');
  await expect(run(prompt(page))).toBeEnabled();
  const slider = prompt(page).getByRole('slider');
  for (let presses = 0; presses < 60 && !(await slider.evaluate((input) => input === document.activeElement)); presses++) await page.keyboard.press('Tab');
  await expect(slider).toBeFocused();
  for (const [role, name] of [['button', 'Shuffle'], ['spinbutton', 'Ticket'], ['button', 'Next']] as const) {
    await page.keyboard.press('Tab');
    await expect(prompt(page).getByRole(role, { name, exact: true })).toBeFocused();
  }
});

test('every figure that runs something says beforehand what it takes, the model too', async ({ page }) => {
  const loads = /; loads TinyDesk \(\d+\.\d MB\) on first use, nothing is sent$/;
  await open(page, 'few-shot/?curve.tickets=20', curve(page));
  await expect(cost(page, 'few-shot-curve')).toHaveText(/^160 completions, .* here; loads/);
  for (const figure of ['few-shot-prompt', 'few-shot-curve', 'few-shot-exercise']) await expect(cost(page, figure)).toHaveText(loads);
});

test.describe('without the model file', () => {
  test.use({ allowed: [/Failed to load resource/] });

  test('says what is missing, keeps the record on the page, and works once the file is back', async ({ page, context }) => {
    await context.route('**/tinydesk/instructed/model.safetensors', (route) => route.fulfill({ status: 404, body: '' }));
    await open(page, 'few-shot/?curve.tickets=20', curve(page));
    await run(curve(page)).click();
    await expect(curve(page).getByRole('alert')).toContainText(/model\.safetensors.*\./, { timeout: LIVE });
    await expect(curve(page).getByRole('alert')).not.toContainText(/undefined|Error|did not foresee/);
    await expect(circles(curve(page))).toHaveCount(arms);
    await context.unroute('**/tinydesk/instructed/model.safetensors');
    await run(curve(page)).click();
    await expect(status(curve(page))).toContainText('yes, in all 160 answers', { timeout: LIVE });
    await expect(curve(page).getByRole('alert')).toBeEmpty();
  });
});

test('one prompt can be read, changed and asked, with the reader’s own ticket too', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'few-shot/', prompt(page));
  const marks = prompt(page).locator('.shots mark');
  await expect(marks).toHaveCount(3);
  await run(prompt(page)).click();
  await expect(status(prompt(page))).toContainText('The recorded answer is the same.', { timeout: LIVE });
  await expect(prompt(page).locator('tbody .share').first()).toHaveText(/%$/);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);

  await prompt(page).getByLabel('Examples').first().focus();
  for (let k = 4; k <= 5; k += 1) await page.keyboard.press('ArrowRight');
  await expect(marks).toHaveCount(5);
  await expect(prompt(page).getByRole('columnheader', { name: 'chance' })).toBeHidden();
  await expect(page).toHaveURL(/prompt\.k=5/);
  await prompt(page).getByRole('button', { name: 'Shuffle', exact: true }).click();
  await expect(status(prompt(page))).toBeEmpty();

  await prompt(page).getByLabel('The ticket to label').fill('my invoice shows the wrong amount, please correct it <b>');
  await run(prompt(page)).click();
  await expect(status(prompt(page))).toContainText(/^TinyDesk answers “[^”]*”, which (stands for (billing|shipping|returns|account|product)|is none of the names)\. \d+ tokens read/, { timeout: LIVE });
  await page.reload();
  await prompt(page).scrollIntoViewIfNeeded();
  await expect(prompt(page).getByLabel('The ticket to label')).toHaveValue('my invoice shows the wrong amount, please correct it <b>');
  await prompt(page).getByRole('button', { name: 'restore it' }).click();
  await expect(prompt(page).getByLabel('The ticket to label')).not.toHaveValue(/invoice/);
});

test('a ticket that does not fit is refused in a sentence', async ({ page }) => {
  await open(page, 'few-shot/?prompt.k=8', prompt(page));
  await prompt(page).getByLabel('The ticket to label').fill('ø'.repeat(600));
  await run(prompt(page)).click();
  await expect(prompt(page).getByRole('alert')).toContainText(/The prompt has .*tokens and the context holds \d+.*Shorten it/, { timeout: LIVE });
});

test('the exercise grades five chosen examples as the recorded run was graded', async ({ page }) => {
  await open(page, 'few-shot/', exercise(page));
  const boxes = exercise(page).getByRole('checkbox');
  await expect(boxes.nth(9)).toBeDisabled();
  for (const place of [2, 4]) await boxes.nth(place).uncheck();
  await run(exercise(page)).click();
  await expect(status(exercise(page))).toHaveText('Choose 2 more: the prompt has room for five.');
  for (const place of ONE_OF_EACH) await boxes.nth(place).check();
  await run(exercise(page)).click();
  await expect(status(exercise(page))).toHaveText(`${gradeOf(committed('few-shot-exercise'), ONE_OF_EACH).sentence} This run is kept in your notebook.`, { timeout: LIVE });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the recorded results are readable, and nothing offers what it cannot do', async ({ page }) => {
    await page.goto('few-shot/');
    await expect(circles(curve(page))).toHaveCount(arms);
    await curve(page).getByText('Show the numbers').click();
    await expect(curve(page).getByRole('row')).toHaveCount(arms + 1);
    await expect(prompt(page).locator('.shots mark')).toHaveCount(3);
    await expect(curve(page).locator('noscript p')).toBeVisible();
    await expect(page.locator('main button:enabled').filter({ visible: true })).toHaveCount(0);
  });
});

test('on paper the curve, its numbers and the examples are there, and no controls', async ({ page }) => {
  await page.goto('few-shot/');
  await page.emulateMedia({ media: 'print' });
  await expect(circles(curve(page)).first()).toBeVisible();
  await expect(curve(page).getByRole('row')).toHaveCount(arms + 1);
  await expect(prompt(page).locator('.shots .out').filter({ visible: true })).toHaveCount(0);
  await expect(page.locator('main :is(button, select)').filter({ visible: true })).toHaveCount(0);
});

test('the labels of the curve keep apart and inside, off their lines, at every width', async ({ page }) => {
  for (const width of [1280, 390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto('few-shot/');
    const clashes = await curve(page).locator('.curve').evaluate((figure) => {
      const edge = figure.getBoundingClientRect();
      const labels = Array.from(figure.querySelectorAll('svg text:not(:has(tspan)), svg tspan'), (label) => ({ name: label.textContent, box: label.getBoundingClientRect() }));
      const lines = Array.from(figure.querySelectorAll('svg line'), (line) => line.getBoundingClientRect());
      const meet = (a: DOMRect, b: DOMRect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
      return [
        ...labels.filter(({ box }) => box.left < edge.left || box.right > edge.right).map(({ name }) => `${name} leaves the figure`),
        ...labels.flatMap((one, index) => labels.slice(index + 1).filter(({ box }) => meet(one.box, box)).map(({ name }) => `${one.name} lies on ${name}`)),
        ...labels.filter(({ name }) => name === 'guessing').filter(({ box }) => lines.some((line) => line.top > box.top && line.bottom < box.bottom)).map(({ name }) => `${name} is struck through`),
      ];
    });
    expect(clashes, `${width} px`).toEqual([]);
  }
});

test('before the prompt is asked no chance is shown, and room is kept for them', async ({ page }) => {
  await open(page, 'few-shot/', prompt(page));
  const cells = prompt(page).locator('.labels').locator('.track, .share, thead :nth-child(n + 3), tbody tr:last-child th');
  await expect(cells).toHaveCount(15);
  await expect(cells.filter({ visible: true })).toHaveCount(0);
  const before = await prompt(page).boundingBox();
  await run(prompt(page)).click();
  await expect(status(prompt(page))).toContainText('TinyDesk answers', { timeout: LIVE });
  await expect(prompt(page).locator('.share').filter({ visible: true })).toHaveCount(6);
  expect((await prompt(page).boundingBox())?.height).toBe(before?.height);
});

test('on paper the prompt has its recorded answer and no empty column', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await page.goto('few-shot/');
  await expect(status(prompt(page))).toBeVisible();
  await expect(prompt(page).getByText('Recorded answer')).toBeVisible();
  await expect(prompt(page).locator('[data-run]')).toBeHidden();
  await expect(prompt(page).getByRole('columnheader', { name: 'chance' })).toBeHidden();
});
