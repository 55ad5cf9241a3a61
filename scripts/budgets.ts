/**
 * What a page weighs before the reader touches anything: its HTML, its style sheets, and its scripts with all
 * that they import statically, each as gzip. Prints a table; exits with 1 when a page is over its budget.
 *
 *   node scripts/budgets.ts
 */
import { parseHTML } from 'linkedom';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kilobytes (1,000 bytes) of gzip a page may weigh. */
export const budget = { html: 12, css: 12, js: 10 } as const;
type Kind = keyof typeof budget;
export type Weight = Readonly<Record<Kind, number>>;

/** The modules that a script imports statically, as written. Dynamic `import()` waits for the reader. */
export function staticImports(script: string): string[] {
  const clause = /(?:^|[;\n}])\s*(?:import|export)\s*(?:[\w*\s{},$]+?\s*from\s*)?["']([^"']+)["']/g;
  return [...script.matchAll(clause)].map(([, module]) => module ?? '');
}

/** Weighs one page of the site in `root`, in bytes of gzip. `read` returns a file by its path from the root. */
export function weigh(file: string, read: (path: string) => Buffer): Weight {
  const html = read(file);
  const { document } = parseHTML(html.toString('utf8'));
  const resolve = (address: string, from: string): string => new URL(address, `http://site/${from}`).pathname.slice(1);
  const addresses = (selector: string, attribute: string): string[] =>
    Array.from(document.querySelectorAll(selector), (element) => resolve(element.getAttribute(attribute) ?? '', file));

  const scripts = new Set<string>();
  const follow = (path: string): void => {
    if (scripts.has(path)) return;
    scripts.add(path);
    for (const module of staticImports(read(path).toString('utf8'))) follow(resolve(module, path));
  };
  for (const path of [...addresses('script[src]', 'src'), ...addresses('link[rel=modulepreload]', 'href')]) follow(path);

  const sum = (paths: Iterable<string>): number => [...paths].reduce((total, path) => total + gzipped(read(path)), 0);
  return { html: gzipped(html), css: sum(new Set(addresses('link[rel=stylesheet]', 'href'))), js: sum(scripts) };
}

const gzipped = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length;

function report(root: string): boolean {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html')).toSorted();
  const kinds = Object.keys(budget) as Kind[];
  const columns = (cells: readonly string[]): string => cells.map((cell) => cell.padStart(9)).join('');
  const width = Math.max(...files.map((file) => file.length)) + 2;
  console.log(`${'gzip, kB'.padEnd(width)}${columns(kinds)}`);
  let within = true;
  for (const file of files) {
    const weight = weigh(file.replaceAll('\\', '/'), (path) => readFileSync(join(root, path)));
    const over = (kind: Kind): boolean => weight[kind] > budget[kind] * 1000;
    within &&= !kinds.some(over);
    console.log(`${file.padEnd(width)}${columns(kinds.map((kind) => `${over(kind) ? '! ' : ''}${(weight[kind] / 1000).toFixed(1)}`))}`);
  }
  console.log(`${'at most'.padEnd(width)}${columns(kinds.map((kind) => budget[kind].toFixed(1)))}`);
  return within;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href && !report('dist')) {
  console.error('\nPages marked with "!" are over budget. Load what they do not need at first with import().');
  process.exitCode = 1;
}
