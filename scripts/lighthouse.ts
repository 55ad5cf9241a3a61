/**
 * Lighthouse's scores of the built site on a phone: for each page the median of several runs of what varies, which
 * is performance, and one run of the rest. Timings depend on the machine, so this is a command to run by hand
 * and not a test. Prints each page as it is done, with the time it took.
 *
 *   node scripts/lighthouse.ts [path …] [--runs 3]      every page of dist, unless paths are given
 */
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { findChromium } from '../e2e/chromium.ts';
import { builtPages } from '../e2e/dist.ts';
import { duration } from './launch/steps.mjs';
import { serve } from './serve.mjs';

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof categories)[number];

export interface Request {
  /** Paths from the site's root: "", "about/". */
  readonly paths: readonly string[];
  /** What each run on a page measures. */
  readonly runs: readonly (readonly Category[])[];
}

/** What the command line asks for; without paths, all of `pages`. Throws when it asks for no page or no runs. */
export function readRequest(argv: readonly string[], pages: readonly string[]): Request {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: { runs: { type: 'string', default: '3' } } });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is "${values.runs}". Give a whole number of 1 or more.`);
  const asked = positionals.map((path) => path.replace(/^\//, ''));
  const unknown = asked.find((path) => !pages.includes(path));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no page of dist. Choose from ${pages.map((path) => `/${path}`).join(', ')}.`);
  return {
    paths: asked.length > 0 ? asked : pages,
    runs: Array.from({ length: runs }, (_, run) => (run === 0 ? categories : (['performance'] as const))),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle - 0.5)] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

async function measure({ paths, runs }: Request): Promise<void> {
  const [{ chromium }, { default: lighthouse }] = await Promise.all([import('@playwright/test'), import('lighthouse')]);
  const executablePath = findChromium();
  const port = await freePort();
  const site = await serve({ root: 'dist', port: 0 });
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [`--remote-debugging-port=${port}`] });

  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  console.log(`Out of 100; performance is the median of ${count(runs.length, 'mobile run')}. ${count(paths.length, 'page')}:`);
  const width = Math.max(...paths.map((path) => path.length + 1));
  const row = (name: string, cells: readonly string[]): string => name.padEnd(width) + cells.map((cell) => cell.padStart(16)).join('');
  console.log(row('', [...categories, 'time']));
  const started = performance.now();
  for (const path of paths) {
    const pageStarted = performance.now();
    const scores = new Map<Category, number[]>();
    for (const onlyCategories of runs) {
      const result = await lighthouse(new URL(path, site.url).href, { port, logLevel: 'error', onlyCategories: [...onlyCategories] });
      if (!result) throw new Error(`Lighthouse gave no result for /${path}. Run the command again.`);
      if (result.lhr.runtimeError) throw new Error(`/${path}: ${result.lhr.runtimeError.message}`);
      for (const category of onlyCategories) {
        scores.set(category, [...(scores.get(category) ?? []), (result.lhr.categories[category]?.score ?? 0) * 100]);
      }
    }
    const medians = categories.map((category) => median(scores.get(category) ?? []).toFixed(0));
    console.log(row(`/${path}`, [...medians, duration(performance.now() - pageStarted)]));
  }
  console.log(`Measured in ${duration(performance.now() - started)}`);
  await browser.close();
  await site.close();
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

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const pages = builtPages().map(({ path }) => path);
  await measure(readRequest(process.argv.slice(2), pages));
}
