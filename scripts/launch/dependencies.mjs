import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { reasonOfNpmFailure, tailOfNpmFailure } from './npm-failure.mjs';
import { planDependencies } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { forgetInstallation, lockStamp, readInstallation, recordInstallation } from './stamps.mjs';
import { duration } from './steps.mjs';

/**
 * Makes node_modules hold exactly what package-lock.json names. Throws a Problem when it cannot.
 *
 * @param {import('./main.mjs').Workplace} workplace
 */
export async function ensureDependencies({ root, npm, env }) {
  const folder = join(root, 'node_modules');
  const wanted = lockStamp(root);
  const plan = planDependencies({ wanted, stamp: readInstallation(root), folder: existsSync(folder) });
  if (plan.do === 'refuse') throw new Problem(plan.sentence);
  if (plan.do === 'nothing') return;

  accessSync(root, constants.W_OK);
  forgetInstallation(root);
  console.log(plan.why);
  const started = performance.now();
  const { code, output } = await run(npm.command, [...npm.args, 'ci', '--no-audit', '--no-fund', '--include=dev', '--prefer-offline'], { cwd: root, env });
  if (code !== 0) {
    const reason = reasonOfNpmFailure(output);
    if (reason === undefined) console.error(tailOfNpmFailure(output));
    throw new Problem(`The dependencies could not be installed because ${reason ?? 'npm failed as shown above: run the same command again, and report it if it fails again'}.`);
  }
  recordInstallation(root, wanted ?? '');
  console.log(`Installed the dependencies in ${duration(performance.now() - started)}`);
}
