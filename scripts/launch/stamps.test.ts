import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { forgetBuild, forgetInstallation, lockStamp, readBuild, readInstallation, recordBuild, recordInstallation, sourceStamp, writeText } from './stamps.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'two-levers-'));
  writeText(join(root, 'src/page.astro'), 'one');
  writeText(join(root, 'package-lock.json'), '{}');
});

afterEach(() => rmSync(root, { recursive: true }));

it('the lock’s stamp follows its contents', () => {
  const before = lockStamp(root);
  expect(lockStamp(root)).toBe(before);
  writeFileSync(join(root, 'package-lock.json'), '{ }');
  expect(lockStamp(root)).not.toBe(before);
  rmSync(join(root, 'package-lock.json'));
  expect(lockStamp(root)).toBeUndefined();
});

it('an installation is known until it is forgotten', () => {
  expect(readInstallation(root)).toBeUndefined();
  recordInstallation(root, 'abc');
  expect(readInstallation(root)).toBe('abc');
  forgetInstallation(root);
  expect(readInstallation(root)).toBeUndefined();
});

it('an installation made by hand counts if it holds what the lock names for this platform', () => {
  const here = { integrity: 'sha512-a', os: [process.platform], cpu: [process.arch] };
  const elsewhere = { integrity: 'sha512-b', optional: true, os: ['plan9'] };
  const lock = { '': {}, 'node_modules/a': here, 'node_modules/b': elsewhere };
  writeText(join(root, 'package-lock.json'), JSON.stringify({ packages: lock }));
  const install = (packages: object) => {
    for (const path of Object.keys(packages)) writeText(join(root, path, 'package.json'), '{}');
    writeText(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
    return readInstallation(root);
  };
  expect(install({ 'node_modules/a': here })).toBe(lockStamp(root));
  expect(install({})).toBeUndefined();
  expect(install({ 'node_modules/a': { ...here, integrity: 'sha512-c' } })).toBeUndefined();
  expect(install({ 'node_modules/a': here, 'node_modules/c': here })).toBeUndefined();
  expect(install({ 'node_modules/a': here, 'node_modules/b': elsewhere })).toBeUndefined();
  install({ 'node_modules/a': here });
  forgetInstallation(root);
  expect(readInstallation(root)).toBeUndefined();
});

it('an installation that lost a package is not complete', () => {
  writeText(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, 'node_modules/a': {}, 'node_modules/b': { optional: true } } }));
  writeText(join(root, 'node_modules/a/package.json'), '{}');
  recordInstallation(root, lockStamp(root) ?? '');
  expect(readInstallation(root)).toBe(lockStamp(root));
  rmSync(join(root, 'node_modules/a'), { recursive: true });
  expect(readInstallation(root)).toBeUndefined();
});

it('the sources’ stamp follows contents, names and removals', () => {
  const before = sourceStamp(root);
  writeFileSync(join(root, 'src/page.astro'), 'two');
  const changed = sourceStamp(root);
  expect(changed).not.toBe(before);
  writeText(join(root, 'content/new.mdx'), '');
  expect(sourceStamp(root)).not.toBe(changed);
  rmSync(join(root, 'content'), { recursive: true });
  writeFileSync(join(root, 'src/page.astro'), 'one');
  expect(sourceStamp(root)).toBe(before);
});

it('the sources’ stamp ignores tests, outputs and times', () => {
  const before = sourceStamp(root);
  for (const path of ['dist/index.html', 'node_modules/a.js', '.cache/x', 'e2e/a.spec.ts', 'src/a.test.ts', 'src/kernels.wasm', 'train.log']) writeText(join(root, path), 'x');
  utimesSync(join(root, 'src/page.astro'), 1, 1);
  expect(sourceStamp(root)).toBe(before);
});

it('a build is known until it is forgotten, replaced or removed', () => {
  const index = join(root, 'dist/index.html');
  expect(readBuild(root)).toEqual({ stamp: undefined, built: false });
  mkdirSync(join(root, 'dist'));
  writeFileSync(index, '');
  expect(readBuild(root)).toEqual({ stamp: undefined, built: true });
  recordBuild(root, 'abc');
  expect(readBuild(root)).toEqual({ stamp: 'abc', built: true });
  utimesSync(index, 1, 1);
  expect(readBuild(root)).toEqual({ stamp: undefined, built: true });
  recordBuild(root, 'abc');
  forgetBuild(root);
  expect(readBuild(root).stamp).toBeUndefined();
});
