/**
 * The steps of `npm test`, in order. `script` is npm's, with its arguments; `needs` names the earlier
 * steps whose output this one reads; `single` marks those that keep one core busy and no more.
 *
 * @typedef {{ name: string, script: readonly string[], needs: readonly string[], single?: true }} Step
 * @typedef {{ step: Step, counted: boolean }} Planned
 * @type {readonly Step[]}
 */
export const steps = [
  { name: 'kernels', script: ['kernels'], needs: [] },
  { name: 'check', script: ['check'], needs: [], single: true },
  { name: 'lint', script: ['lint'], needs: [], single: true },
  { name: 'unit', script: ['unit'], needs: ['kernels'] },
  { name: 'record', script: ['record', '--', '--check'], needs: ['kernels'] },
  { name: 'build', script: ['site'], needs: ['kernels'] },
  { name: 'budgets', script: ['budgets'], needs: ['build'] },
  { name: 'e2e', script: ['e2e'], needs: ['build'] },
];

/**
 * The chosen steps in order, each preceded by what it needs. A needed step that was not chosen is marked
 * `counted: false`: it prepares, is not part of the result, and is left out when the last build is of these sources.
 *
 * @param {readonly string[] | undefined} only names of steps; undefined for all
 * @param {boolean} built whether the last build is of the sources as they are
 * @returns {Planned[]}
 */
export function planSteps(only, built) {
  const chosen = new Set(only ?? steps.map((step) => step.name));
  const wanted = new Set(chosen);
  for (const step of [...steps].reverse()) {
    if (wanted.has(step.name)) step.needs.forEach((name) => wanted.add(name));
  }
  return steps.filter((step) => (built ? chosen : wanted).has(step.name)).map((step) => ({ step, counted: chosen.has(step.name) }));
}

/**
 * The plan in groups that run one after the other: those that use one core, and stand next to each other, run together.
 *
 * @param {readonly Planned[]} plan
 * @returns {Planned[][]}
 */
export function groupsOf(plan) {
  /** @type {Planned[][]} */
  const groups = [];
  for (const planned of plan) {
    const group = groups.at(-1);
    if (group && planned.step.single && group.every(({ step }) => step.single)) group.push(planned);
    else groups.push([planned]);
  }
  return groups;
}

/**
 * The table that `npm test` ends with, and its last line, "N passed, M failed", which counts the chosen steps.
 *
 * @param {readonly { name: string, counted: boolean, outcome: 'passed' | 'failed' | 'not run', ms: number }[]} results
 * @param {number} total what all of them took, ms: less than their sum where some ran together
 * @returns {string}
 */
export function summarise(results, total) {
  const width = Math.max(...results.map(({ name }) => name.length));
  const rows = results.map(({ name, counted, outcome, ms }) => {
    const time = outcome === 'not run' ? '' : duration(ms).padStart(12);
    return `  ${name.padEnd(width)}  ${outcome.padEnd(7)}${time}${counted ? '' : '  (preparation)'}`.trimEnd();
  });
  const count = (/** @type {string} */ outcome) => results.filter((result) => result.outcome === outcome && (result.counted || outcome === 'failed')).length;
  return [
    ...rows,
    `  ${'total'.padEnd(width)}         ${duration(total).padStart(12)}`,
    '',
    `${count('passed')} passed, ${count('failed')} failed`,
  ].join('\n');
}

/**
 * A length of time as people say it: "0.4 s", "12.3 s", "2 min 05 s".
 *
 * @param {number} ms
 * @returns {string}
 */
export function duration(ms) {
  const seconds = Math.round(ms / 100) / 10;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
}
