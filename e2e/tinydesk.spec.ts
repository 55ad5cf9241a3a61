/** TinyDesk's model card: its figures are those of the records, and any of them can be run again. */
import type { Locator, Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readCard } from '../src/lab/card.ts';
import { interval, percent } from '../src/lab/wording.ts';
import { expect, test } from './test.ts';

const chapter = 'tinydesk/';
const card = readCard();
const known = card.abilities.find(({ id }) => id === 'ability-known-labels')!;
const policy = card.abilities.find(({ id }) => id === 'ability-policy')!;
/** The ability that takes the fewest answers, for what holds of every run. */
const short = card.abilities.find(({ id }) => id === 'ability-hand-typed')!;

/** A run on a slow machine that does other things as well. */
const LIVE = 240_000;
test.setTimeout(LIVE + 60_000);

const figure = (page: Page): Locator => page.locator('ability-runs');
const run = (page: Page): Locator => figure(page).locator('[data-run]');
const status = (page: Page): Locator => figure(page).getByRole('status');
const rowsOf = (page: Page, id: string): Locator => figure(page).locator(`[data-ability="${id}"] tr:not(:first-child)`);

async function open(page: Page): Promise<void> {
  await page.goto(chapter);
  await run(page).scrollIntoViewIfNeeded();
  await expect(run(page)).toBeEnabled();
}

async function expectFigures(page: Page, { id, figures }: (typeof card.abilities)[number]): Promise<void> {
  for (const [i, figure] of figures.entries()) {
    await expect(rowsOf(page, id).nth(i).locator('td').nth(1)).toHaveText(percent(figure.value));
    await expect(rowsOf(page, id).nth(i).locator('td').nth(2)).toHaveText(interval(figure));
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every measured figure and every shortfall is on the page', async ({ page }) => {
    await page.goto(chapter);
    for (const ability of card.abilities) await expectFigures(page, ability);
    const missed = card.abilities.filter(({ figures }) => figures.some(({ reached }) => reached === false));
    for (const { title } of missed) await expect(page.locator('.prose > ul li').filter({ hasText: title })).toHaveCount(1);
    await expect(figure(page).locator('noscript')).toBeVisible();
  });
});

for (const [screen, viewport, ability, answers] of [
  ['a desktop', { width: 1280, height: 900 }, policy, '1,200'],
  ['a phone', { width: 360, height: 740 }, short, '330'],
] as const) {
  test.describe(`on ${screen}`, () => {
    test.use({ viewport });

    test('an ability run again is equal to its record, bit for bit', async ({ page }) => {
      await open(page);
      await figure(page).getByLabel('Ability', { exact: true }).selectOption(ability.id);
      await run(page).click();
      await expect(status(page)).toHaveText(`Live equals recorded, bit for bit: yes, in all ${answers} answers. This run is kept in your notebook.`, { timeout: LIVE });
      await expectFigures(page, ability);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
    });
  });
}

test('by keyboard alone, cancelled in the middle and run again, also after a reload', async ({ page }) => {
  await open(page);
  await run(page).focus();
  await page.keyboard.press('Tab');
  await expect(figure(page).getByLabel('Ability', { exact: true })).toBeFocused();
  await page.keyboard.type(known.title.slice(0, 12));
  await expect(figure(page).getByLabel('Ability', { exact: true })).toHaveValue(known.id);
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => figure(page).getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: LIVE }).toBeGreaterThan(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(figure(page).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/^Cancelled after [\d,]+ of 1,200\. What was here before is still here\.( The part is kept in your notebook\.)?$/);
  await expect(run(page)).toBeFocused();
  await expectFigures(page, known);

  await page.reload();
  await run(page).scrollIntoViewIfNeeded();
  await expect(run(page)).toBeEnabled();
  await figure(page).getByLabel('Ability', { exact: true }).selectOption(short.id);
  await run(page).focus();
  await page.keyboard.press('Enter');
  await expect(status(page)).toContainText('bit for bit: yes', { timeout: LIVE });
});

test('the chosen ability is kept in the link, with its cost, its seed and the model', async ({ page }) => {
  await open(page);
  const cost = page.locator('figure', { has: figure(page) }).locator('.head span');
  await figure(page).getByLabel('Ability', { exact: true }).selectOption(known.id);
  await expect(page).toHaveURL(/card\.ability=known-labels/);
  await page.reload();
  await run(page).scrollIntoViewIfNeeded();
  await expect(figure(page).getByLabel('Ability', { exact: true })).toHaveValue(known.id);
  await expect(cost).toHaveText(/^1,200 answers,.*; loads TinyDesk/);
  await expect(figure(page).locator('.foot span')).toHaveText(/^Recorded · seed abilities\/known-labels · TinyDesk [0-9a-f]{8}$/);
  expect(await figure(page).getByRole('link', { name: 'Link to this ability' }).getAttribute('href')).toBe(page.url());
  await page.goto(`${chapter}?card.ability=nothing`);
  await run(page).scrollIntoViewIfNeeded();
  await expect(figure(page).getByLabel('Ability', { exact: true })).toHaveValue(card.abilities[0]!.id);
});

test('figures of the reader’s own are called so, and the recorded ones come back when asked for', async ({ page }) => {
  await open(page);
  const cell = rowsOf(page, short.id).first().locator('td').nth(1);
  const group = figure(page).locator(`[data-ability="${short.id}"] [scope=rowgroup]`);
  const foot = figure(page).locator('.foot span');
  // A mark on the recorded figure, so that it can be told from an equal one.
  await cell.evaluate((element) => (element.textContent = 'recorded'));
  await figure(page).getByLabel('Ability', { exact: true }).selectOption(short.id);
  await run(page).click();
  await expect(status(page)).toContainText('bit for bit: yes', { timeout: LIVE });
  await expect(cell).toHaveText(percent(short.figures[0]!.value));
  await expect(group).toContainText('your own run');
  await expect(foot).toHaveText(/^Your own run · seed abilities\/hand-typed/);
  await figure(page).getByRole('button', { name: 'Show what was recorded' }).click();
  await expect(cell).toHaveText('recorded');
  await expect(group).not.toContainText('your own run');
  await expect(foot).toHaveText(/^Recorded/);
  await figure(page).getByRole('button', { name: 'Show your own run' }).click();
  await expect(cell).toHaveText(percent(short.figures[0]!.value));
});

test('a figure that was tampered with is put right by running it again', async ({ page }) => {
  await open(page);
  const cell = rowsOf(page, short.id).first().locator('td').nth(1);
  await cell.evaluate((element) => (element.textContent = '100%'));
  await figure(page).getByLabel('Ability', { exact: true }).selectOption(short.id);
  await run(page).click();
  await expect(status(page)).toContainText('bit for bit: yes', { timeout: LIVE });
  await expect(cell).toHaveText(percent(short.figures[0]!.value));
});

test('the files that the card links to are those that it vouches for', async ({ page, request }) => {
  await page.goto(chapter);
  for (const { name, sha256 } of card.files) {
    const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
    const bytes = await (await request.get(new URL(href!, page.url()).href)).body();
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  const readme = await page.getByRole('link', { name: 'README.md' }).getAttribute('href');
  expect(await (await request.get(new URL(readme!, page.url()).href)).text()).toBe(readFileSync('public/tinydesk/instructed/README.md', 'utf8'));
});

test('with reduced motion nothing is animated, and on paper the figures stand', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  await page.emulateMedia({ media: 'print' });
  await expect(rowsOf(page, known.id).first()).toBeVisible();
  await expect(run(page)).toBeHidden();
});
