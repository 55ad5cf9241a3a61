/** The layout of a chapter. */
import { parseHTML } from 'linkedom';
import { expectAccessible } from './axe.ts';
import { builtPages, readBuilt } from './dist.ts';
import { expect, test } from './test.ts';

const { document } = parseHTML(readBuilt('index.html'));
const chapters = Array.from(document.querySelectorAll('#contents li a'), (link) => (link.getAttribute('href') ?? '').replace('./', ''));
const first = chapters[0];
if (first === undefined) throw new Error('The home page lists no chapter.');
const second = chapters[1];

test('the contents list every chapter, in the order of the pages', async ({ page }) => {
  const known = builtPages().map(({ path }) => path);
  expect(known).toEqual(expect.arrayContaining(chapters));
  await page.goto('');
  await page.getByRole('main').getByRole('link', { name: /^Begin with/ }).click();
  for (const next of chapters.slice(1)) {
    await page.getByRole('navigation', { name: 'Previous and next chapter' }).getByRole('link', { name: /^Next/ }).click();
    await expect(page).toHaveURL(new RegExp(`/${next}$`));
  }
});

test('a wide screen shows the contents beside the text, with this chapter marked', async ({ page }) => {
  await page.goto(first);
  const contents = page.getByRole('navigation', { name: 'Contents' });
  await expect(contents).toBeVisible();
  await expect(contents.locator('[aria-current=page]')).toHaveAttribute('href', `../${first}`);
  await expect(page.getByRole('button', { name: 'Contents' })).toBeHidden();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('the contents open from a button and close again', async ({ page }) => {
    await page.goto(first);
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await expect(contents).toBeHidden();
    const button = page.getByRole('button', { name: 'Contents' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(contents).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(contents).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('following a link to a section closes them', async ({ page }) => {
    await page.goto(first);
    const contents = page.getByRole('navigation', { name: 'Contents' });
    await page.getByRole('button', { name: 'Contents' }).click();
    const section = contents.locator('a[href^="#"]').first();
    const target = (await section.getAttribute('href')) ?? '';
    await section.click();
    await expect(contents).toBeHidden();
    await expect(page.locator(target)).toBeInViewport();
  });

  test('notes stand in the column of the text', async ({ page }) => {
    await page.goto(second ?? first);
    for (const note of await page.locator('.source').all()) {
      const box = await note.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    }
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test('the contents still open', async ({ page }) => {
    await page.goto(first);
    await page.getByRole('button', { name: 'Contents' }).click();
    await expect(page.getByRole('navigation', { name: 'Contents' })).toBeVisible();
  });
});
