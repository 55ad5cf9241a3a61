import { accessSync, constants } from 'node:fs';
import { planBuild } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { forgetBuild, readBuild, recordBuild, sourceStamp } from './stamps.mjs';

/**
 * Makes dist hold the site as the sources are now. Throws a Problem when the build fails.
 *
 * @param {import('./main.mjs').Workplace} workplace
 */
export async function ensureSite(workplace) {
  const plan = planBuild({ wanted: sourceStamp(workplace.root), ...readBuild(workplace.root) });
  if (plan.do === 'build') await buildSite(workplace, plan.why);
}

/**
 * Builds the site into dist, whatever is there. Throws a Problem when the build fails.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @param {string} [why]
 */
export async function buildSite({ root, npm, env }, why = 'Building the site') {
  accessSync(root, constants.W_OK);
  const sources = sourceStamp(root);
  forgetBuild(root);
  await withProgress({ doing: why, done: 'Built the site' }, async () => {
    for (const script of ['kernels', 'site']) {
      const { code, output } = await run(npm.command, [...npm.args, 'run', '--silent', script], { cwd: root, env });
      if (code === 0) continue;
      throw new Problem('The site could not be built, for the reason above: if you changed a file, mend it, else restore the sources with "git status" and "git checkout", and run the same command again.', output);
    }
  });
  recordBuild(root, sources);
}
