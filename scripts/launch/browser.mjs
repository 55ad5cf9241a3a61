import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageCommands, planBrowser, systemBrowsers } from './browser-plan.mjs';
import { isMusl } from './node.mjs';
import { isProgram } from './npm.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { readText } from './stamps.mjs';

const probe = fileURLToPath(new URL('./probe-browser.mjs', import.meta.url));

/** How long a download or an installation of a browser may say nothing: Playwright tells of every tenth of its 170 MB, ms. */
const patience = 10 * 60_000;

/**
 * Refuses a CHROMIUM_PATH that names no file, before anything slow happens.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
export function checkChosenBrowser(environment) {
  const path = environment['CHROMIUM_PATH'];
  if (!path || existsSync(path)) return;
  const plan = planBrowser({ chosen: { path, state: 'missing' }, own: 'missing', musl: false, tried: [] });
  if (plan.do === 'refuse') throw new Problem(plan.sentence);
}

/**
 * A browser that starts: the path of its program, or undefined for Playwright's own. Installs one where it may.
 * Throws a Problem when there is none to be had.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(workplace) {
  const { root, env } = workplace;
  const chosen = env['CHROMIUM_PATH'];
  const manager = await findPackageManager(workplace);
  /** @type {import('./browser-plan.mjs').BrowserFacts['tried'][number][]} */
  const tried = [];
  for (;;) {
    const done = (/** @type {ReturnType<typeof planBrowser>} */ plan) => (plan.do === 'use' ? 'Found one' : 'Found none');
    const plan = await withProgress({ doing: 'Looking for a browser that starts', done }, async () => {
      const own = chosen ? 'missing' : await stateOf(workplace);
      const system = chosen || own === 'works' ? undefined : await findSystemBrowser(workplace);
      return planBrowser({
        ...(chosen ? { chosen: { path: chosen, state: await stateOf(workplace, chosen) } } : {}),
        own,
        ...(system === undefined ? {} : { system }),
        ...(manager ? { manager } : {}),
        musl: isMusl(),
        tried,
      });
    });
    if (plan.do === 'use') return plan.path;
    if (plan.do === 'refuse') throw new Problem(plan.sentence);
    tried.push(plan.do);
    if (plan.do === 'package' && manager) {
      const commands = packageCommands(manager.name).map((words) => (manager.sudo ? ['sudo', '-n', ...words] : words));
      await install(workplace, `Installing Chromium with ${manager.name}`, commands, { DEBIAN_FRONTEND: 'noninteractive' });
    } else {
      const doing = plan.do === 'download' ? 'Downloading Chromium for Playwright (once, a few hundred MB)' : 'Installing the libraries that Chromium needs';
      const playwright = join(root, 'node_modules', 'playwright', 'cli.js');
      const command = [process.execPath, playwright, plan.do === 'download' ? 'install' : 'install-deps', 'chromium'];
      await install(workplace, doing, [command], { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' });
    }
  }
}

/**
 * Runs commands that install something; whether it helped is seen afterwards, by looking again.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @param {string} doing
 * @param {readonly (readonly string[])[]} commands
 * @param {Record<string, string>} settings
 */
async function install({ root, env }, doing, commands, settings) {
  let percent = '';
  const hear = (/** @type {string} */ text) => {
    percent = /.*\b(\d+% of [\d.]+ MiB)/s.exec(text)?.[1] ?? percent;
  };
  const done = (/** @type {number} */ code) => (code === 0 ? 'Done' : 'That failed');
  await withProgress({ doing, done, detail: () => percent }, async () => {
    let last = 0;
    for (const [command = '', ...args] of commands) last = (await run(command, args, { cwd: root, env: { ...env, ...settings }, quietMs: patience, hear })).code;
    return last;
  });
}

/**
 * @param {import('./main.mjs').Workplace} workplace
 * @param {string} [path] the program; Playwright's own when left out
 * @returns {Promise<'works' | 'missing' | 'broken'>}
 */
async function stateOf({ root, env }, path) {
  if (path !== undefined && !existsSync(path)) return 'missing';
  const { code, output } = await run(process.execPath, [probe, ...(path === undefined ? [] : [path])], { cwd: root, env, quietMs: 60_000 });
  if (code === 0) return 'works';
  return /Executable doesn't exist/.test(output) ? 'missing' : 'broken';
}

/**
 * @param {import('./main.mjs').Workplace} workplace
 * @returns {Promise<string | undefined>}
 */
async function findSystemBrowser(workplace) {
  for (const path of systemBrowsers(process.platform, workplace.env)) {
    if ((await stateOf(workplace, path)) === 'works') return path;
  }
  return undefined;
}

/**
 * The system's package manager, and whether it may be used without a password.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @returns {Promise<(import('./browser-plan.mjs').PackageManager & { sudo: boolean }) | undefined>}
 */
async function findPackageManager({ root, env }) {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const has = (/** @type {string} */ program) => folders.some((folder) => isProgram(join(folder, program)));
  const name = /** @type {const} */ (['apt-get', 'dnf', 'apk', 'brew']).find(has);
  if (name === undefined || process.platform === 'win32') return undefined;
  const administrator = process.getuid?.() === 0;
  const sudo = name !== 'brew' && !administrator && has('sudo') && (await run('sudo', ['-n', 'true'], { cwd: root, env, quietMs: 10_000 })).code === 0;
  const ubuntu = name === 'apt-get' && /^ID=ubuntu$|^ID_LIKE=.*ubuntu/m.test(readText('/etc/os-release') ?? '');
  return { name, allowed: name === 'brew' || administrator || sudo, ubuntu, sudo };
}
