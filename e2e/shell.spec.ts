/** The shell that every page shares: header, search, theme, print, and the page for no page. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './test.ts';

test('the skip link leads to the text', async ({ page }) => {
  await page.goto('about/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the text' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('every control of the header is reached by Tab, in order, with a visible focus', async ({ page }) => {
  await page.goto('about/');
  await page.keyboard.press('Tab');
  const reached: string[] = [];
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.evaluate((element) => element.closest('header.site-header') === null))) break;
    expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    reached.push((await focused.innerText()).replace(/\s+/g, ' ').trim());
  }
  expect(reached[0]).toBe('Two Levers');
  expect(reached.at(-2)).toContain('Search');
  expect(reached.at(-1)).toContain('System');
});

test.describe('search', () => {
  test('opens from its button, finds a page, and returns focus when closed', async ({ page }) => {
    await page.goto('');
    const button = page.getByRole('button', { name: 'Search' });
    await button.click();
    const dialog = page.getByRole('dialog', { name: 'Search the book' });
    await expect(dialog.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('laboratory animal');
    await expect(dialog.getByRole('status')).toHaveText(/\d pages?\.$/);
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('link').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('leads to the page it found', async ({ page, baseURL }) => {
    await page.goto('');
    await page.keyboard.press('/');
    await page.keyboard.type('laboratory animal');
    await page.getByRole('dialog').getByRole('link', { name: /About this book/ }).click();
    await expect(page).toHaveURL(new RegExp(`^${baseURL ?? ''}about/`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('About this book');
  });

  test('is accessible while it is open, and fits 320 pixels', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto('');
    await page.keyboard.press('/');
    await page.keyboard.type('laboratory animal');
    await expect(page.getByRole('dialog').getByRole('link')).not.toHaveCount(0);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    const box = await page.getByRole('dialog').boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
  });

  test('says so when nothing is found', async ({ page }) => {
    await page.goto('about/');
    await page.keyboard.press('/');
    await page.keyboard.type('zzyzx');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing found for “zzyzx”.');
  });

  test('leaves the "/" key alone once it is switched off', async ({ page }) => {
    await page.goto('about/');
    await page.keyboard.press('/');
    await page.getByRole('checkbox', { name: /Open search with/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.keyboard.press('/');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  test.describe('without its index', () => {
    test.use({ allowed: [/Failed to load resource/] });

    test('says what to do', async ({ page, context }) => {
      await context.route('**/pagefind/**', (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto('about/');
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/could not be loaded\. Check the connection/);
    });
  });
});

test.describe('theme', () => {
  const paper = (): string => getComputedStyle(document.body).backgroundColor;
  const light = 'rgb(251, 250, 247)';
  const dark = 'rgb(22, 24, 27)';

  test('follows the system until the reader chooses, then keeps the choice', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('about/');
    expect(await page.evaluate(paper)).toBe(dark);

    const button = page.getByRole('button', { name: /Colour theme/ });
    await expect(button).toHaveText(/System/);
    await button.click();
    await expect(button).toHaveText(/Light/);
    expect(await page.evaluate(paper)).toBe(light);

    await page.goto('');
    expect(await page.evaluate(paper)).toBe(light);
    await button.click();
    await expect(button).toHaveText(/Dark/);
    await button.click();
    await expect(button).toHaveText(/System/);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.reload();
    expect(await page.evaluate(paper)).toBe(light);
  });
});

test('nothing moves by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('on paper there is text and nothing to press', async ({ page }) => {
  await page.goto('about/');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.site-header, body > footer, button').filter({ visible: true })).toHaveCount(0);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the text is there, and no control that would do nothing', async ({ page }) => {
    await page.goto('about/');
    await expect(page.getByRole('heading', { name: 'Where the numbers come from' })).toBeVisible();
    await expect(page.getByRole('button').filter({ visible: true })).toHaveCount(0);
  });
});

test.describe('a page that does not exist', () => {
  test.use({ allowed: [/status of 404/] });

  test('is answered in the book’s own voice, at any depth', async ({ page, baseURL }) => {
    const response = await page.goto('no/such/page/');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(251, 250, 247)');
    await page.getByRole('main').getByRole('link', { name: 'The contents' }).click();
    await expect(page).toHaveURL(`${baseURL ?? ''}#contents`);
  });
});
