import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { committedRun, figure, isCommitted } from './prose.ts';

test('a run that was never recorded is named, with the command that records it', () => {
  expect(isCommitted('no-such-run')).toBe(false);
  expect(() => figure('no-such-run', 'k8', 'percent')).toThrow('There is no recorded run "no-such-run" in content/runs. Record it with: npm run record -- --only no-such-run');
});

test('every committed run can be read, under its own name', () => {
  const files = readdirSync('content/runs', { withFileTypes: true }).filter((entry) => entry.name.endsWith('.json'));
  for (const { name } of files) {
    const id = name.replace(/\.json$/, '');
    expect(committedRun(id).experiment.id).toBe(id);
    expect(figure(id, committedRun(id).arms[0]!.id, 'measured')).toMatch(/^\d+%, 95% interval \d+ to \d+, n = [\d,]+$/);
    expect(() => figure(id, 'no-such-arm', 'percent')).toThrow('has no arm');
  }
});
