import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast, judged } from './contrast.ts';
import { family, together } from './family.ts';
import { recordFromJson } from './record-json.ts';
import { holm } from './statistics/holm.ts';
import { mcnemar } from './statistics/mcnemar.ts';
import { pairedDifference } from './statistics/paired-difference.ts';

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
  expect(together([lucky, { ...lucky, p: 0.5, settled: false }])).toMatchObject([{ p: 0.06, settled: false, among: 2 }, { p: 0.5, settled: false, among: 2 }]);
});

test('how many more items it takes is planned for all of them, also where one alone had settled', () => {
  const of = (onlyA: number, onlyB: number) => judged({ difference: pairedDifference(onlyA, onlyB, 100), n: 100, p: mcnemar(onlyA, onlyB), onlyA, onlyB });
  const alone = [of(12, 3), of(8, 3), of(4, 4)];
  expect(alone.map(({ settled, moreItems }) => [settled, moreItems])).toEqual([[true, undefined], [false, 343 - 100], [false, undefined]]);
  // At 5% over 3: (2.394 √0.15 + 0.842 √(0.15 − 0.09²))² / 0.09² = 191.1, and (2.394 √0.11 + 0.842 √(0.11 − 0.05²))² / 0.05² = 457.9.
  expect(together(alone).map(({ settled, moreItems }) => [settled, moreItems])).toEqual([[false, 192 - 100], [false, 458 - 100], [false, undefined]]);
});

test('comparisons without a test are decided by their intervals, and corrected like the others', () => {
  // 0.1 / 0.09 × 1.960 = 2.178 standard errors: p = 0.0294.
  const drawn = judged({ difference: { value: 0.1, low: 0.01, high: 0.19 }, n: 100 });
  expect(together([drawn])).toEqual([drawn]);
  expect(drawn).toEqual({ difference: drawn.difference, n: 100, settled: true });
  // ((2.241 + 0.842) / 2.178)² = 2.004 times 100 items in all.
  expect(together([drawn, { ...drawn, p: 0.9, settled: false }])).toMatchObject([{ p: expect.closeTo(2 * 0.0294, 3), settled: false, moreItems: 201 - 100 }, { p: 0.9, settled: false }]);
});
