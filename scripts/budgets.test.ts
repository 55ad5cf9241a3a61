import { expect, test } from 'vitest';
import { gzipSync } from 'node:zlib';
import { staticImports, weigh } from './budgets.ts';

test('static imports are found in minified modules, dynamic ones are not', () => {
  expect(staticImports('import{a as b}from"./a.js";import"./b.js";const c=()=>import("./c.js");export{d}from"./d.js";')).toEqual([
    './a.js',
    './b.js',
    './d.js',
  ]);
});

test('a page weighs its HTML, its sheets and the whole graph of its scripts, each file once', () => {
  const files: Record<string, string> = {
    'few-shot/index.html':
      '<link rel="stylesheet" href="../_astro/a.css"><script type="module" src="../_astro/a.js"></script><script src="../theme.js"></script>',
    '_astro/a.css': 'a{}',
    '_astro/a.js': 'import"./shared.js";import("./later.js")',
    '_astro/shared.js': 'import"./a.js";x()',
    'theme.js': 'y()',
  };
  const read = (path: string): Buffer => {
    const file = files[path];
    if (file === undefined) throw new Error(`read ${path}`);
    return Buffer.from(file);
  };
  const size = (...paths: string[]): number => paths.reduce((sum, path) => sum + gzipSync(read(path), { level: 9 }).length, 0);
  expect(weigh('few-shot/index.html', read)).toEqual({
    html: size('few-shot/index.html'),
    css: size('_astro/a.css'),
    js: size('_astro/a.js', '_astro/shared.js', 'theme.js'),
  });
});
