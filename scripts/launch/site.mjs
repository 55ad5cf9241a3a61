import { accessSync, constants } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { planBuild } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { forgetBuild, readBuild, recordBuild, sourceStamp } from './stamps.mjs';
import { duration } from './steps.mjs';

/**
 * Makes dist hold the site as the sources are now. Throws a Problem when the build fails.
 *
 * @param {import('./main.mjs').Workplace} workplace
 */
export async function ensureSite({ root, npm, env }) {
  const wanted = sourceStamp(root);
  const plan = planBuild({ wanted, ...readBuild(root) });
  if (plan.do === 'nothing') return;

  accessSync(root, constants.W_OK);
  console.log(plan.why);
  const started = performance.now();
  forgetBuild(root);
  const { code, output } = await run(npm.command, [...npm.args, 'run', '--silent', 'build'], { cwd: root, env });
  if (code !== 0) {
    console.error(output.trimEnd());
    throw new Problem('The site could not be built, for the reason above: if you changed a file, mend it, else restore the sources with "git status" and "git checkout", and run the same command again.');
  }
  recordBuild(root, wanted);
  console.log(`Built the site in ${duration(performance.now() - started)}`);
}
