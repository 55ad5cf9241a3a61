import { accessSync, constants, existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { Problem } from './problem.mjs';

/**
 * How npm is started: its own script under the running Node where that can be found (so that npm needs no shell
 * and uses that Node), else whatever program is called npm. Throws a Problem when there is neither.
 *
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {{ command: string, args: readonly string[] }}
 */
export function findNpm(environment) {
  const given = environment['npm_execpath'];
  if (given && basename(given) === 'npm-cli.js' && existsSync(given)) return { command: process.execPath, args: [given] };
  const path = environment[Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'] ?? '';
  for (const folder of path.split(delimiter)) {
    if (folder === '') continue;
    if (process.platform === 'win32') {
      const script = join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js');
      if (existsSync(script)) return { command: process.execPath, args: [script] };
    } else if (isProgram(join(folder, 'npm'))) {
      const real = realpathSync(join(folder, 'npm'));
      return basename(real) === 'npm-cli.js' ? { command: process.execPath, args: [real] } : { command: real, args: [] };
    }
  }
  const beside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  if (existsSync(beside)) return { command: process.execPath, args: [beside] };
  throw new Problem('npm, which installs the dependencies, is not on the PATH: install it (it comes with Node from https://nodejs.org; on Debian and Ubuntu "apt-get install npm") and run the same command again.');
}

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
