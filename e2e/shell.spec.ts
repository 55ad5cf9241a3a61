/** The shell that every page shares: header, search, theme, print, and the page for no page. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { dist } from './dist.ts';
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
    await expect(dialog.getByRole('status')).toHaveText(/\d pages?(?:, best first)?\.$/);
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

  test('fits 320 pixels with its results', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto('');
    await page.keyboard.press('/');
    await page.keyboard.type('laboratory animal');
    await expect(page.getByRole('dialog').getByRole('link')).not.toHaveCount(0);
    const box = await page.getByRole('dialog').boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
  });

  test('finds every word that its field suggests', async ({ page }) => {
    await page.goto('about/');
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox');
    const words = ((await field.getAttribute('placeholder')) ?? '').replace('…', '').split(',');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) {
      await field.fill(word.trim());
      await expect(page.getByRole('dialog').getByRole('status'), word).toHaveText(/\d pages?(, best first)?\.$/);
      await field.fill('');
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText('');
    }
  });

  test('says so when nothing is found', async ({ page }) => {
    await page.goto('about/');
    await page.keyboard.press('/');
    await page.keyboard.type('zzyzx');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Nothing found for “zzyzx”.');
  });

  test('reads the text of a page and not its controls', async ({ page }) => {
    await page.goto('about/');
    await page.keyboard.press('/');
    for (const [text, found] of [['laboratory', /\d pages?/], ['ctrl', /^Nothing found/]] as const) {
      await page.getByRole('searchbox').fill(text);
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText(found);
    }
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

  test.describe('offline', () => {
    test.use({ allowed: [/Failed to load/] });

    test('says so when it is opened, and finds once the connection is back', async ({ page, context }) => {
      await page.goto('about/');
      const status = page.getByRole('dialog').getByRole('status');
      await context.setOffline(true);
      await page.keyboard.press('/');
      await expect(status).toHaveText(/could not be loaded\. Check the connection/);
      await page.keyboard.type('interval');
      await expect(status).toHaveText(/could not be loaded\. Check the connection/);
      await context.setOffline(false);
      await expect(status).toHaveText(/\d pages?(?:, best first)?\.$/);
    });

    test('says so for a word that is not yet at hand, instead of finding nothing', async ({ page, context }) => {
      await page.goto('about/');
      const status = page.getByRole('dialog').getByRole('status');
      await page.keyboard.press('/');
      await expect(status).toHaveText('');
      await context.setOffline(true);
      await page.keyboard.type('interval');
      await expect(status).toHaveText(/could not be loaded\. Check the connection/);
      await context.setOffline(false);
      await expect(status).toHaveText(/\d pages?(?:, best first)?\.$/);
    });
  });
});

test.describe('theme', () => {
  const paper = (): string => getComputedStyle(document.body).backgroundColor;
  const light = 'rgb(251, 250, 247)';
  const dark = 'rgb(22, 24, 27)';
  /** The colours that a phone's browser may give its bar. */
  const bar = (): string[] => Array.from(document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')).filter(({ media }) => matchMedia(media).matches).map(({ content }) => content);

  test('follows the system until the reader chooses, then keeps the choice', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.goto('about/');
    expect(await page.evaluate(paper)).toBe(dark);
    expect(await page.evaluate(bar)).toEqual(['#16181b']);

    const button = page.getByRole('button', { name: /Colour theme/ });
    await expect(button).toHaveText(/System/);
    await button.click();
    await expect(button).toHaveText(/Light/);
    expect(await page.evaluate(paper)).toBe(light);
    expect(await page.evaluate(bar)).toEqual(['#fbfaf7']);

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
  // What any static host does for a missing address: the file 404.html as it is, whatever the depth.
  const types: Record<string, string> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };
  const plainHost = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host/');
    const file = join(dist, pathname.replace('/two-levers/', '').replace(/^$|\/$/, '$&index.html'));
    const found = pathname.startsWith('/two-levers/') && existsSync(file);
    response.writeHead(found ? 200 : 404, { 'content-type': (found && types[extname(file)]) || 'text/html' });
    response.end(readFileSync(found ? file : join(dist, '404.html')));
  });
  let origin = '';
  test.beforeAll(async () => {
    await new Promise<void>((done) => plainHost.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(plainHost.address() as AddressInfo).port}`;
  });
  test.afterAll(() => {
    plainHost.closeAllConnections();
    plainHost.close();
  });
  // The fixture knows the origin of its own server only, and the page asks for files where there may be none.
  test.use({ allowed: [/status of 404|^other origin: http:\/\/127\.0\.0\.1:/] });

  for (const path of ['no-such-page', 'few-shot/no/such/page/?x#y']) {
    test(`is answered in the book’s own voice at ${path}, and leads back`, async ({ page }) => {
      const response = await page.goto(`${origin}/two-levers/${path}`);
      expect(response?.status()).toBe(404);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page');
      expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(251, 250, 247)');
      await page.getByRole('link', { name: 'The contents' }).click();
      await expect(page).toHaveURL(`${origin}/two-levers/#contents`);
      await expect(page.locator('#contents')).toBeVisible();
    });
  }

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('says how to go by hand, or links to the public address', async ({ page }) => {
      await page.goto(`${origin}/two-levers/no/such/page/`);
      const link = page.getByRole('link', { name: 'The contents' });
      await expect(link.or(page.getByText('shorten the address'))).toBeVisible();
    });
  });
});
