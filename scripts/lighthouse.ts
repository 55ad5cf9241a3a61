/**
 * Lighthouse's scores of a page of the built site: the median of several mobile runs. Timings depend on the
 * machine, so this is a command to run by hand and not a test.
 *
 *   node scripts/lighthouse.ts [path …] [--runs 5]
 */
import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import { findChromium } from '../e2e/chromium.ts';
import { serve } from './serve.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is "${values.runs}". Give a whole number of 1 or more.`);
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const executablePath = findChromium();
const port = await freePort();
const site = await serve({ root: 'dist', port: 0 });
const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [`--remote-debugging-port=${port}`] });

const table: Record<string, Record<string, number>> = {};
for (const path of positionals.length > 0 ? positionals : ['', 'about/']) {
  const scores = categories.map(() => [] as number[]);
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(new URL(path, site.url).href, { port, logLevel: 'error', onlyCategories: [...categories] });
    if (!result) throw new Error(`Lighthouse gave no result for /${path}. Is it a page of dist?`);
    if (result.lhr.runtimeError) throw new Error(`/${path}: ${result.lhr.runtimeError.message}`);
    categories.forEach((category, index) => scores[index]?.push((result.lhr.categories[category]?.score ?? 0) * 100));
  }
  table[`/${path}`] = Object.fromEntries(categories.map((category, index) => [category, Math.round(median(scores[index] ?? []))]));
}
console.log(`Median of ${runs} mobile ${runs === 1 ? 'run' : 'runs'}, out of 100`);
console.table(table);
await browser.close();
await site.close();

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** A port that nothing listens on, for the browser's debugging protocol. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });
}
