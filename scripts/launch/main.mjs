/**
 * Brings a bare clone to where the command can run, then runs it: `start` serves the book, `build` builds it into
 * dist, `test` runs every check. Ends with success or with one sentence that says what to do.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkChosenBrowser, ensureBrowser } from './browser.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { findNode } from './node.mjs';
import { findNpm } from './npm.mjs';
import { planEnvironment, planPorts, sentenceOfListenError } from './plan.mjs';
import { Interruption, Problem, sentenceOfFileError } from './problem.mjs';
import { handOver, interruption, listenForInterruptions, stopChildren } from './processes.mjs';
import { parseRequest } from './request.mjs';
import { runSteps } from './run-steps.mjs';
import { buildSite, ensureSite } from './site.mjs';

/**
 * Where and with what the launcher works.
 *
 * @typedef {{
 *   root: string,
 *   npm: { command: string, args: readonly string[] },
 *   env: Record<string, string | undefined>,
 * }} Workplace
 */

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs one command and sets the exit code: 0 for success, 1 for a failure, 130 for an interruption.
 *
 * @param {readonly string[]} argv
 */
export async function main(argv) {
  listenForInterruptions();
  process.on('uncaughtException', (error) => {
    stopChildren();
    console.error(sentenceOf(error));
    process.exit(1);
  });
  try {
    process.exitCode = await launch(argv);
  } catch (error) {
    stopChildren();
    process.exitCode = error instanceof Interruption ? 130 : 1;
    console.error(sentenceOf(error));
  }
  if (process.connected) process.disconnect();
}

/** @param {unknown} error */
function sentenceOf(error) {
  if (error instanceof Problem || error instanceof Interruption) return error.message;
  return sentenceOfFileError(error instanceof Error ? error : { message: String(error) });
}

/**
 * @param {readonly string[]} argv
 * @returns {Promise<number>} exit code
 */
async function launch(argv) {
  const request = parseRequest(argv);
  if (request.command === 'test') checkChosenBrowser(process.env);

  const node = await findNode(root);
  const nodeFolder = dirname(node);
  const env = planEnvironment(process.env, { nodeFolder, separator: delimiter });
  if (node !== process.execPath) return handOver(node, [join(root, 'scripts', 'launch.mjs'), ...argv], { cwd: root, env });

  if (request.command === 'start') await checkPort(request);
  const workplace = { root, npm: findNpm(env), env };
  await ensureDependencies(workplace);
  if (request.command === 'start') {
    await ensureSite(workplace);
    return serveSite(request);
  }
  if (request.command === 'build') {
    await buildSite(workplace);
    console.log(`It is in ${join(root, 'dist')}: copy that to any static host, under any path.`);
    return 0;
  }
  const browses = request.only === undefined || request.only.includes('e2e');
  const chromium = browses ? await ensureBrowser(workplace) : undefined;
  const testing = chromium === undefined ? env : planEnvironment(env, { nodeFolder, separator: delimiter, chromium });
  return (await runSteps({ ...workplace, env: testing }, request.only)) ? 0 : 1;
}

/**
 * Serves dist until the launcher is asked to stop.
 *
 * @param {import('./request.mjs').StartRequest} request
 * @returns {Promise<number>}
 */
async function serveSite({ port: asked, host }) {
  const site = await listen(asked, host);
  console.log(`\nTwo Levers is open at ${site.url}\nPress Ctrl-C to stop.`);
  await interruption;
  await site.close();
  console.log('Stopped.');
  return 0;
}

/**
 * Refuses a port or a host that cannot be had, before anything slow happens.
 *
 * @param {import('./request.mjs').StartRequest} request
 */
async function checkPort({ port, host }) {
  await firstFree(port, host, async (candidate) => {
    const server = createServer();
    server.listen(candidate, host ?? '127.0.0.1');
    await once(server, 'listening');
    server.close();
  });
}

/**
 * @param {number | undefined} asked
 * @param {string | undefined} host
 */
async function listen(asked, host) {
  const { serve } = await import('../serve.mjs');
  return firstFree(asked, host, (port) => serve({ root: join(root, 'dist'), port, ...(host === undefined ? {} : { host }) }));
}

/**
 * What `open` makes of the first port that is not taken. Throws a Problem when there is none.
 *
 * @template T
 * @param {number | undefined} asked
 * @param {string | undefined} host
 * @param {(port: number) => Promise<T>} open
 * @returns {Promise<T>}
 */
async function firstFree(asked, host, open) {
  /** @type {unknown} */
  let failure;
  for (const port of planPorts(asked)) {
    try {
      return await open(port);
    } catch (error) {
      failure = error;
      if (codeOf(error) !== 'EADDRINUSE') break;
    }
  }
  const sentence = sentenceOfListenError({ code: codeOf(failure), asked, host });
  throw sentence === undefined ? failure : new Problem(sentence);
}

/**
 * @param {unknown} error
 * @returns {string | undefined}
 */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
