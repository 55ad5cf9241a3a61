import { performance } from 'node:perf_hooks';
import { planBuild } from './plan.mjs';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';
import { forgetBuild, readBuild, recordBuild, sourceStamp } from './stamps.mjs';
import { duration, planSteps, summarise } from './steps.mjs';

/**
 * Runs the chosen test steps up to the first that fails, prints what each took, and resolves with whether all passed.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @param {readonly string[] | undefined} only
 * @returns {Promise<boolean>}
 */
export async function runSteps({ root, npm, env }, only) {
  /** @type {Parameters<typeof summarise>[0][number][]} */
  const results = [];
  /** @type {Problem | undefined} */
  let failure;
  for (const { step, counted } of planSteps(only, planBuild({ wanted: sourceStamp(root), ...readBuild(root) }).do === 'nothing')) {
    if (failure) {
      results.push({ name: step.name, counted, outcome: 'not run', ms: 0 });
      continue;
    }
    console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
    const started = performance.now();
    const sources = step.name === 'build' ? sourceStamp(root) : undefined;
    if (sources !== undefined) forgetBuild(root);
    const { code } = await run(npm.command, [...npm.args, 'run', '--silent', ...step.script], { cwd: root, env, show: true });
    const ms = performance.now() - started;
    if (code === 0 && sources !== undefined) recordBuild(root, sources);
    if (code !== 0) failure = new Problem(`Failed: ${step.name}, with exit code ${code} after ${duration(ms)}; "npm test -- --only ${step.name}" runs it alone.`);
    results.push({ name: step.name, counted, outcome: code === 0 ? 'passed' : 'failed', ms });
    console.log(`── ${step.name} ${code === 0 ? 'passed' : 'failed'} in ${duration(ms)}`);
  }
  console.log(`\n${failure ? `${failure.message}\n\n` : ''}${summarise(results)}`);
  return failure === undefined;
}
