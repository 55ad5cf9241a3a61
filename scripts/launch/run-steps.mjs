import { performance } from 'node:perf_hooks';
import { planBuild } from './plan.mjs';
import { run } from './processes.mjs';
import { withProgress } from './progress.mjs';
import { forgetBuild, readBuild, recordBuild, sourceStamp } from './stamps.mjs';
import { duration, groupsOf, planSteps, summarise } from './steps.mjs';

/**
 * Runs the chosen test steps up to the first that fails, prints what each took, and resolves with whether all passed.
 * What steps that run together have to say is printed when all have ended.
 *
 * @param {import('./main.mjs').Workplace} workplace
 * @param {readonly string[] | undefined} only
 * @returns {Promise<boolean>}
 */
export async function runSteps(workplace, only) {
  const { root } = workplace;
  const started = performance.now();
  /** @type {Parameters<typeof summarise>[0][number][]} */
  const results = [];
  /** @type {string[]} */
  const failures = [];
  for (const group of groupsOf(planSteps(only, planBuild({ wanted: sourceStamp(root), ...readBuild(root) }).do === 'nothing'))) {
    if (failures.length > 0) {
      for (const { step, counted } of group) results.push({ name: step.name, counted, outcome: 'not run', ms: 0 });
      continue;
    }
    const together = group.length > 1;
    if (!together) group.forEach(({ step }) => announce(step));
    const work = () => Promise.all(group.map(async ({ step, counted }) => ({ step, counted, ...(await runStep(workplace, step, !together)) })));
    const names = group.map(({ step }) => step.name).join(' and ');
    const ended = await (together ? withProgress({ doing: `\nRunning ${names} side by side`, done: `Ran ${names}` }, work) : work());
    for (const { step, counted, code, output, ms } of ended) {
      if (together) announce(step, output);
      console.log(`── ${step.name} ${code === 0 ? 'passed' : 'failed'} in ${duration(ms)}`);
      results.push({ name: step.name, counted, outcome: code === 0 ? 'passed' : 'failed', ms });
      if (code !== 0) failures.push(`Failed: ${step.name}, with exit code ${code} after ${duration(ms)}; "npm test -- --only ${step.name}" runs it alone.`);
    }
  }
  console.log(`\n${failures.map((failure) => `${failure}\n`).join('')}${failures.length > 0 ? '\n' : ''}${summarise(results, performance.now() - started)}`);
  return failures.length === 0;
}

/**
 * @param {import('./steps.mjs').Step} step
 * @param {string} [output]
 */
function announce(step, output = '') {
  console.log(`\n── ${step.name} ${'─'.repeat(Math.max(0, 60 - step.name.length))}`);
  if (output.trim() !== '') console.log(output.trim());
}

/**
 * @param {import('./main.mjs').Workplace} workplace
 * @param {import('./steps.mjs').Step} step
 * @param {boolean} show whether its output goes to the terminal as it comes
 */
async function runStep({ root, npm, env }, step, show) {
  const started = performance.now();
  const sources = step.name === 'build' ? sourceStamp(root) : undefined;
  if (sources !== undefined) forgetBuild(root);
  const { code, output } = await run(npm.command, [...npm.args, 'run', '--silent', ...step.script], { cwd: root, env, show });
  if (code === 0 && sources !== undefined) recordBuild(root, sources);
  return { code, output, ms: performance.now() - started };
}
