/** What must hold on every page of the built site. */
import AxeBuilder from '@axe-core/playwright';
import { parseHTML } from 'linkedom';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages, dist, readBuilt } from './dist.ts';
import { expect, test } from './test.ts';

const pages = builtPages();
const root = 'http://site/';

for (const { path, file } of pages) {
  test.describe(`/${path}`, () => {
    for (const theme of ['light', 'dark'] as const) {
      test(`has no accessibility violation in the ${theme} theme`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: theme });
        await page.goto(path);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
      });
    }

    test('fits 320 pixels', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto(path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });

    test('links only to what exists, by relative addresses', () => {
      const { document } = parseHTML(readFileSync(file, 'utf8'));
      const broken: string[] = [];
      for (const element of document.querySelectorAll('[href], [src], [property="og:image"]')) {
        const target = element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('content') ?? '';
        if (/^(https?:|mailto:|data:)/.test(target)) continue;
        const url = new URL(target, root + path);
        const built = url.pathname.endsWith('/') ? `${url.pathname}index.html` : url.pathname;
        if (target.startsWith('/') || !existsSync(join(dist, built))) broken.push(target);
        else if (url.hash && !parseHTML(readBuilt(built)).document.getElementById(decodeURIComponent(url.hash.slice(1)))) broken.push(target);
      }
      expect(broken).toEqual([]);
    });

    test('has a title, a description, one h1, and no id twice', () => {
      const { document } = parseHTML(readFileSync(file, 'utf8'));
      expect(document.title).toContain('Two Levers');
      expect(document.querySelector('meta[name=description]')?.getAttribute('content')?.length).toBeGreaterThan(49);
      expect(document.querySelectorAll('h1')).toHaveLength(1);
      const ids = Array.from(document.querySelectorAll('[id]'), ({ id }) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    });

    test('allows no inline script', () => {
      const { document } = parseHTML(readFileSync(file, 'utf8'));
      const policy = document.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '';
      const scripts = policy.split(';').find((directive) => directive.trim().startsWith('script-src'));
      expect(scripts).toContain("'wasm-unsafe-eval'");
      expect(scripts).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
      expect(document.querySelectorAll('script:not([src])')).toHaveLength(0);
    });
  });
}

test('the sitemap lists every page', () => {
  const listed = [...readBuilt('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => new URL(url ?? '').pathname.slice(1));
  expect(listed.toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
});
