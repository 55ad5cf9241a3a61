import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';
import { family, together } from './family.ts';
import { recordFromJson } from './record-json.ts';
import { holm } from './statistics/holm.ts';

const record = recordFromJson(readFileSync('content/runs/bench-role.json', 'utf8'));
const pairs = [['formal', 'none'], ['pirate', 'none'], ['expert', 'formal']] as const;

test('comparisons of one figure keep their sizes and get Holm’s p-values, which decide', () => {
  const alone = pairs.map(([a, b]) => contrast(record, a, b));
  const found = family(record, pairs);
  expect(found.map(({ p }) => p)).toEqual(holm(alone.map(({ p }) => p!)));
  expect(found.map(({ difference }) => difference)).toEqual(alone.map(({ difference }) => difference));
  for (const { p, settled } of found) expect(settled).toBe(p! < 0.05);
});

test('what one comparison settles, many need not', () => {
  const lucky = { difference: { value: 0.1, low: 0.01, high: 0.19 }, n: 100, p: 0.03, settled: true };
  expect(together([lucky])[0]).toEqual(lucky);
  expect(together([lucky, { ...lucky, p: 0.5, settled: false, moreItems: 40 }])).toMatchObject([{ p: 0.06, settled: false }, { p: 0.5, settled: false, moreItems: 40 }]);
});

test('comparisons without a test are decided by their intervals', () => {
  const drawn = { difference: { value: 0.1, low: 0.01, high: 0.19 }, n: 100, settled: true };
  expect(together([drawn, { ...drawn, p: 0.9, settled: false }])).toEqual([drawn, { ...drawn, p: 0.9, settled: false }]);
});
