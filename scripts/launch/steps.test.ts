import { describe, expect, it } from 'vitest';
import { duration, groupsOf, planSteps, steps, summarise } from './steps.mjs';

const names = (only?: string[], built = false) => planSteps(only, built).map(({ step, counted }) => (counted ? step.name : `(${step.name})`));

describe('planSteps', () => {
  it('runs all steps in order', () => {
    expect(names()).toEqual(['kernels', 'check', 'lint', 'unit', 'record', 'build', 'budgets', 'e2e']);
  });

  it('adds what a chosen step needs, however far back, without counting it', () => {
    expect(names(['lint'])).toEqual(['lint']);
    expect(names(['unit', 'lint'])).toEqual(['(kernels)', 'lint', 'unit']);
    expect(names(['e2e'])).toEqual(['(kernels)', '(build)', 'e2e']);
    expect(names(['build', 'e2e'])).toEqual(['(kernels)', 'build', 'e2e']);
  });

  it('prepares nothing when the build is current, and still runs all that was chosen', () => {
    expect(names(['e2e'], true)).toEqual(['e2e']);
    expect(names(['kernels', 'unit'], true)).toEqual(['kernels', 'unit']);
    expect(names(undefined, true)).toHaveLength(8);
  });

  it('has every need earlier in the order', () => {
    steps.forEach((step, i) => step.needs.forEach((need) => expect(steps.findIndex(({ name }) => name === need)).toBeLessThan(i)));
    steps.forEach((step) => step.needs.forEach((need) => expect(steps.map(({ name }) => name)).toContain(need)));
  });
});

describe('groupsOf', () => {
  const groups = (only?: string[]) => groupsOf(planSteps(only, true)).map((group) => group.map(({ step }) => step.name));

  it('puts neighbours that use one core together, and keeps the order', () => {
    expect(groups()).toEqual([['kernels'], ['check', 'lint'], ['unit'], ['record'], ['build'], ['budgets'], ['e2e']]);
  });

  it('leaves what was chosen alone as it is', () => {
    expect(groups(['lint', 'unit'])).toEqual([['lint'], ['unit']]);
    expect(groups([])).toEqual([]);
  });
});

describe('summarise', () => {
  const result = (name: string, outcome: 'passed' | 'failed' | 'not run', counted = true) => ({ name, counted, outcome, ms: outcome === 'not run' ? 0 : 1500 });

  it('ends with the count alone on its line', () => {
    const text = summarise([result('kernels', 'passed'), result('lint', 'passed')], 2400);
    expect(text.split('\n').at(-1)).toBe('2 passed, 0 failed');
    expect(text).toMatch(/^ {2}kernels {2}passed {8}1\.5 s$/m);
    expect(text).toMatch(/total\s+2\.4 s/);
  });

  it('shows what did not run, and counts a failure even in preparation', () => {
    const text = summarise([result('kernels', 'failed', false), result('unit', 'not run')], 1500);
    expect(text).toMatch(/^ {2}unit {5}not run$/m);
    expect(text).toMatch(/kernels.*\(preparation\)/);
    expect(text.split('\n').at(-1)).toBe('0 passed, 1 failed');
  });

  it('leaves successful preparation out of the count', () => {
    expect(summarise([result('kernels', 'passed', false), result('unit', 'passed')], 3000)).toMatch(/\n1 passed, 0 failed$/);
  });
});

describe('duration', () => {
  it.each([
    [0, '0.0 s'],
    [430, '0.4 s'],
    [59_940, '59.9 s'],
    [59_960, '1 min 00 s'],
    [125_400, '2 min 05 s'],
    [719_600, '12 min 00 s'],
  ])('says %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
