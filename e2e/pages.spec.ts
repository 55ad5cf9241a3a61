/** What must hold on every page of the built site, seen in a browser. */
import AxeBuilder from '@axe-core/playwright';
import { builtPages } from './dist.ts';
import { expect, test } from './test.ts';

const widths = [320, 480, 720, 960, 1216];

for (const { path } of builtPages()) {
  test(`/${path} is accessible in both themes and fits its window`, async ({ page }) => {
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
      expect(found).toEqual([]);
    }
    for (const width of widths) {
      await page.setViewportSize({ width, height: 640 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `at ${width} pixels`).toBeLessThanOrEqual(width);
    }
  });
}
