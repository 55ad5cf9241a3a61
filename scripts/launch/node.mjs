/** A Node that runs the project, when the one that runs the launcher does not. */
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { reasonOfNpmFailure, tailOfNpmFailure } from './npm-failure.mjs';
import { findNpm } from './npm.mjs';
import { planEnvironment, planNode, supportedNodes } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { readText, writeText } from './stamps.mjs';

/** @returns {import('./plan.mjs').Machine} */
function thisMachine() {
  return { version: process.versions.node, platform: process.platform, arch: process.arch, musl: isMusl() };
}

/** Whether this Linux uses the musl C library (Alpine does), which other builds of Node and Chromium do not run on. */
export function isMusl() {
  if (process.platform !== 'linux') return false;
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (/** @type {unknown} */ (process.report.getReport()));
  return report.header.glibcVersionRuntime === undefined;
}

/**
 * The path of a Node that can run the project: the running one, or one that is fetched once from the npm registry
 * into npm's cache. Throws a Problem when there is none to be had.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function findNode(root) {
  const plan = planNode(thisMachine());
  if (plan.do === 'use') return process.execPath;
  if (plan.do === 'refuse') throw new Problem(plan.sentence);

  const note = join(root, '.cache', 'launch', 'node');
  const known = readText(note);
  if (known !== undefined && runs(known, plan.version)) return known;

  const npm = findNpm(process.env);
  const doing = `Two Levers does not run on Node ${process.versions.node}: fetching Node ${plan.version} from the npm registry (once, 50 MB)`;
  const node = await withProgress({ doing, done: `Fetched Node ${plan.version}` }, async () => {
    const { code, output } = await run(
      npm.command,
      [...npm.args, 'exec', '--yes', '--prefer-offline', `--package=${plan.package}`, '--', 'node', '--print', 'process.execPath'],
      { cwd: root, env: planEnvironment(process.env, { nodeFolder: dirname(process.execPath), separator: delimiter }) },
    );
    const path = output.trim().split(/\r?\n/).pop() ?? '';
    if (code === 0 && runs(path, plan.version)) return path;
    const reason = code === 0 ? 'it does not run on this system' : reasonOfNpmFailure(output);
    throw new Problem(
      `Two Levers runs on Node ${supportedNodes}, this is Node ${process.versions.node}, and Node ${plan.version} could not be fetched because ${reason ?? 'npm failed as shown above'}; installing Node 24 from https://nodejs.org helps as well.`,
      reason === undefined ? tailOfNpmFailure(output) : '',
    );
  });
  remember(note, node);
  return node;
}

/**
 * @param {string} node
 * @param {string} version
 */
function runs(node, version) {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.trim() === `v${version}`;
}

/**
 * Saves the second that asking npm takes. A folder that cannot be written to only costs that second again.
 *
 * @param {string} note
 * @param {string} node
 */
function remember(note, node) {
  try {
    writeText(note, node);
  } catch {
    // Asked again next time.
  }
}
