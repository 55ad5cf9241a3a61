/** Short texts that say which inputs an installation or a build was made from. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The stamp of an installation: the lock file's hash, and the platform that binaries were chosen for.
 * Undefined when there is no lock file.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function lockStamp(root) {
  const lock = readText(join(root, 'package-lock.json'));
  if (lock === undefined) return undefined;
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}`;
}

/** @param {string} root */
const installationStampFile = (root) => join(root, 'node_modules', '.two-levers-stamp');

/** @param {string} root npm's own list of what it installed, which it writes last of all */
const installationListFile = (root) => join(root, 'node_modules', '.package-lock.json');

/**
 * The stamp of what is in node_modules; undefined when that is incomplete or unknown. An installation made with npm
 * by hand is as good as the launcher's own if it holds what the lock file names. Neither counts once one of its
 * packages is gone, as after a removal that was interrupted.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function readInstallation(root) {
  const stamp = readText(installationStampFile(root)) ?? (holdsTheLock(root) ? lockStamp(root) : undefined);
  const packages = stamp === lockStamp(root) ? Object.entries(readPackages(join(root, 'package-lock.json')) ?? {}) : [];
  return packages.every(([path, { optional }]) => path === '' || optional || existsSync(join(root, path, 'package.json'))) ? stamp : undefined;
}

/**
 * Whether npm's own list of what it installed is the lock file's. Optional packages
 * may be missing, because they are for other platforms; none may be for another platform than this.
 *
 * @param {string} root
 */
function holdsTheLock(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installationListFile(root));
  if (wanted === undefined || installed === undefined) return false;
  return (
    Object.entries(wanted).every(([path, { optional }]) => path === '' || optional || path in installed) &&
    Object.entries(installed).every(
      ([path, { integrity, os, cpu }]) =>
        path in wanted && integrity === wanted[path]?.integrity && (os?.includes(process.platform) ?? true) && (cpu?.includes(process.arch) ?? true),
    )
  );
}

/**
 * @param {string} file
 * @returns {Record<string, { integrity?: string, optional?: boolean, os?: string[], cpu?: string[] }> | undefined}
 */
function readPackages(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/**
 * @param {string} root
 * @param {string} stamp
 */
export function recordInstallation(root, stamp) {
  writeText(installationStampFile(root), stamp);
}

/** @param {string} root */
export function forgetInstallation(root) {
  for (const file of [installationStampFile(root), installationListFile(root)]) rmSync(file, { force: true });
}

/** What no build reads. Names that begin with a dot are left out as well. */
const notSources = new Set(['node_modules', 'dist', 'e2e', 'test-results', 'playwright-report', 'kernels.wasm']);

/**
 * The stamp of the sources that a build would read now: the names and contents of the repository's files, tests
 * and outputs left out, and the public address the build would be given.
 *
 * @param {string} root
 * @returns {string}
 */
export function sourceStamp(root) {
  const hash = createHash('sha256').update(process.env['SITE'] ?? '');
  const visit = (/** @type {string} */ folder) => {
    const entries = readdirSync(join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || notSources.has(entry.name) || /\.test\.ts$|\.log$/.test(entry.name)) continue;
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile()) hash.update(`\n${path}\n`).update(readFileSync(join(root, path)));
    }
  };
  visit('');
  return hash.digest('hex');
}

/** @param {string} root */
const siteIndex = (root) => join(root, 'dist', 'index.html');

/** @param {string} root */
const buildStampFile = (root) => join(root, '.cache', 'launch', 'build');

/**
 * The stamp that the site in dist was built from; undefined when it is unknown, because a build was interrupted
 * or made by hand since.
 *
 * @param {string} root
 * @returns {{ stamp: string | undefined, built: boolean }}
 */
export function readBuild(root) {
  const made = modifiedAt(siteIndex(root));
  const [stamp, time] = (readText(buildStampFile(root)) ?? '').split(' ');
  return { stamp: made !== undefined && time === String(made) ? stamp : undefined, built: made !== undefined };
}

/**
 * Records that dist was built from these sources.
 *
 * @param {string} root
 * @param {string} stamp
 */
export function recordBuild(root, stamp) {
  writeText(buildStampFile(root), `${stamp} ${modifiedAt(siteIndex(root))}`);
}

/** @param {string} root */
export function forgetBuild(root) {
  rmSync(buildStampFile(root), { force: true });
}

/** @param {string} path */
function modifiedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/**
 * @param {string} path
 * @returns {string | undefined} undefined when there is no such file
 */
export function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * @param {string} path
 * @param {string} text
 */
export function writeText(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
