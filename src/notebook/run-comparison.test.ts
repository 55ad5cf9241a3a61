import { expect, test } from 'vitest';
import { contrast } from '../lab/contrast.ts';
import { wilson } from '../lab/statistics/wilson.ts';
import { compareRuns } from './run-comparison.ts';
import { guess, madeRun } from './testing/made-run.ts';
import { unpairedDifference } from './unpaired-difference.ts';

test('Newcombe gives for 56 of 70 against 48 of 80, and for 10 of 10 against 0 of 20, the published limits (1998, table II, method 10)', () => {
  const published = [[56, 70, 48, 80, 0.0524, 0.3339], [9, 10, 3, 10, 0.1705, 0.809], [10, 10, 0, 20, 0.6791, 1], [10, 10, 0, 10, 0.6075, 1], [0, 10, 0, 20, -0.1611, 0.2775]] as const;
  for (const [a, m, b, n, low, high] of published) {
    const estimate = unpairedDifference(wilson(a, m), wilson(b, n));
    expect(estimate.value).toBeCloseTo(a / m - b / n);
    expect(estimate.low).toBeCloseTo(low, 4);
    expect(estimate.high).toBeCloseTo(high, 4);
  }
});

test('two runs on the same items are compared as two arms of one run', async () => {
  const a = await madeRun('a', { count: 60 });
  const b = await madeRun('a', { count: 60 }, () => 'billing');
  const inOne = contrast({ ...a, arms: [a.arms[0]!, { ...b.arms[1]!, id: 'other' }] }, 'word', 'other');
  const { method, why, n, ...rest } = await compareRuns(a, b, 'word', 'code');
  expect(method).toBe('paired');
  expect(why).toMatch(/same items/);
  expect(n).toEqual([60, 60]);
  expect(rest).toEqual({ ...inOne, n: undefined });
  expect(await compareRuns(a, a, 'word', 'code')).toMatchObject({ difference: contrast(a, 'word', 'code').difference });
});

test('with several samples, the same items are paired too', async () => {
  const a = await madeRun('a', { count: 30, samples: 3 });
  const b = await madeRun('a', { count: 30, samples: 3 }, () => 'billing');
  const compared = await compareRuns(a, b, 'word', 'word');
  expect(compared.method).toBe('paired');
  expect(compared.p).toBeUndefined();
});

test('runs on other items, or of other numbers of samples, are compared as shares of their own', async () => {
  const a = await madeRun('a', { count: 60 });
  const b = await madeRun('b', { count: 40 });
  const right = (record: typeof a) => record.arms[0]!.summary.graders['exact']!.right;
  const compared = await compareRuns(a, b, 'word', 'word');
  expect(compared).toMatchObject({ method: 'unpaired', n: [60, 40], difference: unpairedDifference(wilson(right(a), 60), wilson(right(b), 40)) });
  expect(compared.why).toMatch(/different items/);
  expect(compared.p).toBeUndefined();
  const sampled = await compareRuns(a, await madeRun('a', { count: 60, samples: 2 }), 'word', 'word');
  expect(sampled).toMatchObject({ method: 'unpaired', why: expect.stringMatching(/different numbers of answers/) as string });
  expect(sampled.difference.low).toBeLessThan(sampled.difference.value);
});

test('arms of experiments that have no task in common are paired where their right answers agree', async () => {
  const [word, code] = (await madeRun('a')).experiment.arms as [never, never];
  const alone = (arm: never) => madeRun('a', { arms: [arm] });
  expect(await compareRuns(await alone(word), await alone(code), 'word', 'code')).toMatchObject({ method: 'unpaired', why: expect.stringMatching(/right answers differ/) as string });
  const unseen = { id: 'shots', label: 'shots', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word', demonstrations: 0 } } } as never;
  expect((await compareRuns(await alone(word), await madeRun('a'), 'word', 'code')).method).toBe('paired');
  expect((await compareRuns(await alone(word), await alone(unseen), 'word', 'shots')).method).toBe('paired');
});

test('a difference is settled when its interval leaves out zero', async () => {
  const all = await madeRun('a', { count: 50, graders: ['category'] }, guess);
  const none = await madeRun('b', { count: 50, graders: ['category'] }, () => 'no idea');
  expect((await compareRuns(all, none, 'word', 'word')).settled).toBe((await compareRuns(all, none, 'word', 'word')).difference.low > 0);
});

test('an arm or a grader that is not in both is named', async () => {
  const a = await madeRun('a');
  await expect(compareRuns(a, a, 'word', 'team')).rejects.toThrow(/no arm "team"/);
  await expect(compareRuns(a, await madeRun('b', { graders: ['category'] }), 'word', 'word')).rejects.toThrow(/not graded by "exact"/);
});
