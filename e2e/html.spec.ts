/** What must hold in the HTML of every page of the built site. No browser is needed. */
import { expect, test } from '@playwright/test';
import { parseHTML } from 'linkedom';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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
      const id = decodeURIComponent(url.hash.slice(1));
      const anchored = id === '' || (place.endsWith('.svg') ? readBuilt(place).includes(`id="${id}"`) : idsByPath.get(place)?.includes(id));
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

test('code has its colours, as classes, however busy the machine was that built it', () => {
  const codes = pages.flatMap(({ path, document }) => Array.from(document.querySelectorAll('.expressive-code'), (code) => ({ path, code })));
  expect(codes.length).toBeGreaterThan(0);
  for (const { path, code } of codes) {
    const colours = new Set(Array.from(code.querySelectorAll('.code [class]:not(.indent)'), ({ className }) => className));
    expect(colours.size, path).toBeGreaterThanOrEqual(3);
    // A style that src/styles/code-colours.mjs does not list.
    expect(code.querySelector('[style]')?.getAttribute('style') ?? '', path).toBe('');
  }
});

test('no script asks for the theme, so nothing but style sheets can make a difference between the two', () => {
  const scripts = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => /\.m?js$/.test(file));
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((file) => readBuilt(file).includes('prefers-color-scheme'))).toEqual([]);
});

test('data tables are left out of the search, which would run their cells together', () => {
  for (const { path, document } of pages) {
    for (const table of document.querySelectorAll('.data-table, .abilities, .intervals table')) expect(table.hasAttribute('data-pagefind-ignore'), path).toBe(true);
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

test('crawlers are told absolute addresses under the public one, and none while that is unknown', () => {
  const tags = ['link[rel=canonical]', 'meta[property="og:url"]', 'meta[property="og:image"]'];
  const told = ({ document }: (typeof pages)[number]): string[] =>
    tags.flatMap((tag) => Array.from(document.querySelectorAll(tag), (element) => element.getAttribute('href') ?? element.getAttribute('content') ?? ''));
  const home = pages.find(({ path }) => path === '');
  const [site] = home ? told(home) : [];
  for (const page of pages) {
    const address = `${site ?? ''}${page.path}`;
    expect(told(page), page.path).toEqual(site === undefined ? [] : [address, address, `${site}social-card.png`]);
  }
  expect(existsSync(join(dist, 'sitemap.xml'))).toBe(site !== undefined);
  if (site === undefined) return;
  expect(site).toMatch(/^https?:\/\/(?!localhost)/);
  const listed = Array.from(readBuilt('sitemap.xml').matchAll(/<loc>([^<]*)<\/loc>/g), ([, url]) => url);
  expect(listed.toSorted()).toEqual(pages.map(({ path }) => `${site}${path}`).toSorted());
});

test('the page for no page needs no other file, because it is shown at any depth', () => {
  const { document } = parseHTML(readBuilt('404.html'));
  expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
  expect(document.querySelectorAll('base, link, [src]')).toHaveLength(0);
  const addresses = Array.from(document.querySelectorAll('[href]'), (element) => element.getAttribute('href') ?? '');
  expect(addresses.filter((address) => !/^https?:/.test(address))).toEqual([]);
});
