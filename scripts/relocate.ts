/**
 * Makes dist independent of where it is served: every address of the site's own in its HTML and its style
 * sheets becomes relative. (Scripts already are: see renderBuiltUrl in astro.config.mjs.)
 *
 * It also drops from each page's content security policy the hashes of inline scripts and styles that the page does
 * not have: Astro lists those of its whole runtime.
 *
 *   node scripts/relocate.ts
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Any opening tag. */
const tag = /<[a-z][\w-]*(?:\s+[^\s=>"]+(?:="[^"]*")?)*\s*\/?>/gi;
const attribute = /(\s(?:href|src|poster|data-root)=")\/(?!\/)/g;
const inline = {
  'script-src': /<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/gi,
  'style-src-elem': /<style[^>]*>([^]*?)<\/style>/gi,
};
const url = /(url\(\s*["']?)\/(?!\/)/g;

/** The way from a file that lies `depth` folders below the site's root back up to it. */
const up = (depth: number): string => '../'.repeat(depth) || './';

/** Rewrites the root-relative addresses in the tags of a page, and nothing in its text. */
export const relocatePage = (html: string, depth: number): string =>
  html.replace(tag, (text) => text.replace(attribute, `$1${up(depth)}`));

/** Leaves in a page's policy only the hashes of inline scripts and styles that the page has. */
export function dropForeignHashes(html: string): string {
  return Object.entries(inline).reduce((page, [directive, element]) => {
    const own = Array.from(page.matchAll(element), ([, text = '']) => ` 'sha256-${createHash('sha256').update(text).digest('base64')}'`);
    return page.replace(new RegExp(`${directive} [^;]*`), (sources) =>
      sources.replaceAll(/ 'sha(256|384|512)-[^']*'/g, (hash) => (own.includes(hash) ? hash : '')),
    );
  }, html);
}

/** Rewrites the root-relative addresses of a style sheet. */
export const relocateStyles = (css: string, depth: number): string => css.replace(url, `$1${up(depth)}`);

function relocateFolder(root: string): void {
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    const path = join(root, file);
    const depth = file.split(sep).length - 1;
    if (file.endsWith('.html')) rewrite(path, (html) => dropForeignHashes(relocatePage(html, depth)));
    if (file.endsWith('.css')) rewrite(path, (css) => relocateStyles(css, depth));
  }
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) relocateFolder('dist');
