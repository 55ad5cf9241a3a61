/** What must hold in the HTML of every page of the built site. No browser is needed. */
import { expect, test } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtPages, dist, readBuilt } from './dist.ts';

const pages = builtPages().map(({ path, file }) => ({ path, document: parseHTML(readFileSync(file, 'utf8')).document }));
const idsByPath = new Map(pages.map(({ path, document }) => [path, Array.from(document.querySelectorAll('[id]'), ({ id }) => id)]));
const root = 'http://site/';

test('links and files that pages name exist, at relative addresses', () => {
  const broken: string[] = [];
  for (const { path, document } of pages) {
    for (const element of document.querySelectorAll('[href], [src], [property="og:image"]')) {
      const target = element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('content') ?? '';
      if (/^(https?:|mailto:|data:)/.test(target)) continue;
      const url = new URL(target, root + path);
      const place = url.pathname.slice(1);
      const exists = place === '' || place.endsWith('/') ? idsByPath.has(place) : existsSync(join(dist, place));
      const anchored = url.hash === '' || idsByPath.get(place)?.includes(decodeURIComponent(url.hash.slice(1)));
      if (target.startsWith('/') || !exists || !anchored) broken.push(`/${path}: ${target}`);
    }
  }
  expect(broken).toEqual([]);
});

test('every page has a title, a description, one h1, and no id twice', () => {
  for (const { path, document } of pages) {
    expect(document.title, path).toContain('Two Levers');
    expect(document.querySelector('meta[name=description]')?.getAttribute('content')?.length, path).toBeGreaterThan(49);
    expect(document.querySelectorAll('h1'), path).toHaveLength(1);
    const ids = idsByPath.get(path) ?? [];
    expect(ids.filter((id, index) => ids.indexOf(id) !== index), path).toEqual([]);
  }
});

test('headings go down one level at a time', () => {
  for (const { path, document } of pages) {
    const levels = Array.from(document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)'), ({ tagName }) => Number(tagName[1]));
    const leaps = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect(leaps, path).toEqual([]);
  }
});

test('no page allows an inline script', () => {
  for (const { path, document } of pages) {
    const policy = document.querySelector('meta[http-equiv=content-security-policy]')?.getAttribute('content') ?? '';
    const scripts = policy.split(';').find((directive) => directive.trim().startsWith('script-src'));
    expect(scripts, path).toContain("'wasm-unsafe-eval'");
    expect(scripts, path).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/);
    expect(document.querySelectorAll('script:not([src])'), path).toHaveLength(0);
  }
});

test('the sitemap lists every page', () => {
  const listed = [...readBuilt('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url ?? '');
  const [home = ''] = listed;
  expect(listed.map((url) => url.slice(home.length)).toSorted()).toEqual(pages.map(({ path }) => path).toSorted());
});

test('the page for no page finds its way from any depth', () => {
  const { document } = parseHTML(readBuilt('404.html'));
  expect(document.querySelector('base')?.getAttribute('href')).toMatch(/^\/(.*\/)?$/);
  expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
  const addresses = Array.from(document.querySelectorAll('[href]:not(base), [src]'), (element) => element.getAttribute('href') ?? element.getAttribute('src') ?? '');
  expect(addresses.filter((address) => !address.startsWith('./'))).toEqual([]);
});
