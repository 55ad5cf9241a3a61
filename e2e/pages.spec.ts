/** What must hold on every page of the built site, seen in a browser. */
import type { Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './axe.ts';
import { builtPages } from './dist.ts';
import { expect, test } from './test.ts';

const desktop = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };
const widths = [320, 480, 720, 960, 1216];

/** Code that scrolls is made focusable by Expressive Code, a quarter of a second after the window has changed. */
function outOfReach(page: Page): Promise<string[]> {
  return page.locator('.expressive-code pre:not([tabindex])').evaluateAll((all) => all.filter((code) => code.scrollWidth > code.clientWidth).map(({ textContent }) => textContent));
}

/** Finds what is amiss in both themes, on a desktop and on a phone, in one visit. */
async function expectAccessible(page: Page): Promise<void> {
  for (const viewport of [desktop, phone]) {
    await page.setViewportSize(viewport);
    await expect.poll(() => outOfReach(page), { message: `code that scrolls at ${viewport.width} pixels and cannot be focused` }).toEqual([]);
    await expectAccessibleInBothThemes(page, { where: `${viewport.width} pixels` });
  }
}

async function expectToFit(page: Page): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize({ width, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} pixels`).toBeLessThanOrEqual(width);
  }
}

for (const { path } of builtPages()) {
  test(`/${path} is accessible in both themes and fits its window`, async ({ page }) => {
    await page.goto(path);
    await expectAccessible(page);
    await expectToFit(page);
  });
}

test('the open search, with results, is accessible in both themes', async ({ page }) => {
  await page.goto('about/');
  await page.keyboard.press('/');
  await page.keyboard.type('interval');
  await expect(page.getByRole('dialog').getByRole('link')).not.toHaveCount(0);
  await expectAccessible(page);
});

test.describe('the page for no page', () => {
  test.use({ allowed: [/status of 404/] });

  test('is accessible in both themes and fits its window', async ({ page }) => {
    await page.goto('no/such/page/');
    await expect(page.getByRole('link', { name: 'The contents' })).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page);
  });
});
