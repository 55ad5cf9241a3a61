/** The components that authors put in chapters, on the first page that has them. */
import { parseHTML } from 'linkedom';
import { readFileSync } from 'node:fs';
import { builtPages } from './dist.ts';
import { expect, test } from './test.ts';

/** The first page of the book whose HTML holds `markup`. */
function pageWith(markup: string): string {
  const page = builtPages().find(({ file }) => readFileSync(file, 'utf8').includes(markup));
  if (!page) throw new Error(`No page has ${markup}.`);
  return page.path;
}

test.describe('a quiz', () => {
  test('says whether the choice was right, and why', async ({ page }) => {
    await page.goto(pageWith('<quiz-question'));
    const question = page.locator('quiz-question').first();
    const status = question.getByRole('status');
    await question.getByRole('button', { name: 'Check' }).click();
    await expect(status).toHaveText('Choose an answer first.');
    await question.locator('input[data-correct]').check();
    await question.getByRole('button', { name: 'Check' }).click();
    await expect(status).toHaveText(/^Right\. ./);
    await question.locator('input:not([data-correct])').first().check();
    await expect(status).toHaveText('');
    await question.getByRole('button', { name: 'Check' }).click();
    await expect(status).toHaveText(/^Not quite\. ./);
  });

  test('is answered with the keyboard alone', async ({ page }) => {
    await page.goto(pageWith('<quiz-question'));
    const question = page.locator('quiz-question').first();
    await question.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect(question.getByRole('radio').nth(1)).toBeChecked();
    await page.keyboard.press('Enter');
    await expect(question.getByRole('status')).not.toHaveText('');
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('unfolds its explanation', async ({ page }) => {
      await page.goto(pageWith('<quiz-question'));
      const question = page.locator('quiz-question').first();
      await expect(question.getByRole('button')).toBeHidden();
      await question.locator('summary').click();
      await expect(question.getByRole('listitem').first()).toBeVisible();
    });
  });
});

test('the controls of every figure stand above what they act on', () => {
  let looked = 0;
  for (const { path, file } of builtPages()) {
    const { document } = parseHTML(readFileSync(file, 'utf8'));
    const controls = Array.from(document.querySelectorAll('.figure :is(run-controls, .set, .dials, [data-step])'));
    for (const control of controls) {
      const scope = control.parentElement!;
      const [first] = scope.querySelectorAll('run-controls, .set, .dials, [data-step], .intervals, .plot, table, .answer, .answers, .closer');
      expect(controls, `/${path}: the ${scope.localName} of ${control.closest('figure')!.id} begins with the controls it has`).toContain(first);
    }
    looked += controls.length;
  }
  expect(looked).toBeGreaterThan(30);
});

test('a chart has its numbers one key-press away, and on paper', async ({ page }) => {
  await page.goto(pageWith('class="data-table"'));
  const numbers = page.locator('.data-table').first();
  await expect(numbers.getByRole('table')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(numbers.getByRole('table')).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await numbers.locator('summary').press('Enter');
  await expect(numbers.getByRole('table')).toBeVisible();
});

test('a chart is drawn for the room it has', async ({ page }) => {
  await page.goto(pageWith('class="chart"'));
  const chart = page.locator('.chart').first();
  const height = async (): Promise<number> => {
    const text = await chart.locator('svg text').filter({ visible: true }).first().boundingBox();
    return text?.height ?? 0;
  };
  expect(await height()).toBeGreaterThan(9);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await height()).toBeGreaterThan(9);
  await expect(chart.locator('svg').filter({ visible: true })).toHaveCount(1);
});

test.describe('code', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('is copied as it is in the file', async ({ page }) => {
    await page.goto(pageWith('<code-panel'));
    const panel = page.locator('code-panel').first();
    await panel.getByRole('button', { name: 'Copy' }).click();
    await expect(panel.getByRole('button')).toHaveText('Copied');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const file = (await panel.locator('p span').innerText()).trim().split(/\s+/).at(-1) ?? '';
    expect(readFileSync(file, 'utf8')).toContain(copied.trimEnd());
  });
});

test('intervals have the width of their figure on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 740 });
  await page.goto(pageWith('class="intervals'));
  const figure = page.locator('.intervals').first();
  const tracks = figure.locator('tbody td:nth-child(2)');
  for (const track of await tracks.all()) expect((await track.boundingBox())?.width).toBeGreaterThan(240);
  const table = await figure.locator('table').boundingBox();
  for (const cell of await figure.locator('th, td').filter({ visible: true }).all()) {
    const box = await cell.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual((table?.x ?? 0) + (table?.width ?? 0) + 1);
  }
});

test.describe('a source note', () => {
  test('is an aside in its line on a phone, and in the margin elsewhere', async ({ page }) => {
    await page.goto(pageWith('class="source"'));
    const note = page.locator('.source').first();
    await expect(note).toHaveCSS('float', /^(right|inline-end)$/);
    await page.setViewportSize({ width: 360, height: 740 });
    await expect(note).toHaveCSS('display', 'inline');
    await page.emulateMedia({ media: 'print' });
    await expect(note).toHaveCSS('float', /^(right|inline-end)$/);
  });
});

test('on paper code wraps, and nothing says what a click would cost', async ({ page }) => {
  // The width of an A4 page within its margins.
  await page.setViewportSize({ width: 658, height: 930 });
  await page.emulateMedia({ media: 'print' });
  await page.goto(pageWith('<code-panel'));
  for (const code of await page.locator('pre').all()) {
    expect(await code.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(1);
  }
  await expect(page.locator('.figure > .head span').filter({ visible: true })).toHaveCount(0);
});
