import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { followNpm, reasonOfNpmFailure, tailOfNpmFailure } from './npm-failure.mjs';
import { planDependencies } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { forgetInstallation, lockStamp, readInstallation, recordInstallation } from './stamps.mjs';

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
  const { hear, detail } = followNpm();
  await withProgress({ doing: plan.why, done: 'Installed the dependencies', detail }, async () => {
    const words = ['ci', '--no-audit', '--no-fund', '--include=dev', '--prefer-offline', '--loglevel=http'];
    // npm answers a stop only when the downloads under way have ended; what it leaves half-made is made afresh.
    const { code, output } = await run(npm.command, [...npm.args, ...words], { cwd: root, env, hear, graceMs: 1_000 });
    if (code === 0) return;
    const reason = reasonOfNpmFailure(output);
    throw new Problem(
      `The dependencies could not be installed because ${reason ?? 'npm failed as shown above: run the same command again, and report it if it fails again'}.`,
      reason === undefined ? tailOfNpmFailure(output) : '',
    );
  });
  recordInstallation(root, wanted ?? '');
}
