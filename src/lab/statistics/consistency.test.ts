/** The measures of how alike the answers to one item are. */
import { expect, test } from 'vitest';
import { meanAgreement } from './agreement.ts';
import { allCorrect, allVariantsEqual } from './exact-match.ts';
import { itemMean } from './item-mean.ts';
import { kappa } from './kappa.ts';
import { majorityShare } from './majority-share.ts';
import type { Readings } from './readings.ts';
import { semanticEntropy } from './semantic-entropy.ts';
import { uniqueOutputRate } from './unique-output-rate.ts';
import { wilson } from './wilson.ts';

const mixed: Readings = [['a', 'a', 'a', 'a'], ['a', 'a', 'b', null], ['b', 'b', null, null], ['a', 'b', 'c', 'd']];

test('the majority share counts the commonest reading, and the unreadable as one', () => {
  expect(majorityShare(mixed).value).toBe((1 + 0.5 + 0.5 + 0.25) / 4);
  expect(majorityShare([[null, null, null, 'a']]).value).toBe(0.75);
});

test('the unique-output rate counts different readings, and the unreadable as one', () => {
  expect(uniqueOutputRate(mixed).value).toBe((1 + 3 + 2 + 4) / 16);
});

test('semantic entropy is 0 of one meaning, log K of K, and in nats between', () => {
  expect(semanticEntropy([['a', 'a', 'a', 'a']]).value).toBe(0);
  expect(semanticEntropy([['a', 'b', 'c', null]]).value).toBeCloseTo(Math.log(4), 12);
  expect(semanticEntropy([['a', 'a', 'b', 'b']]).value).toBeCloseTo(Math.LN2, 12);
  expect(semanticEntropy(mixed).value).toBeCloseTo((0 + 1.5 * Math.LN2 + Math.LN2 + 2 * Math.LN2) / 4, 12);
  expect(() => semanticEntropy([['a']])).toThrow('at least 2 answers');
});

test('Fleiss\' kappa of his 14 raters, 10 subjects and 5 categories is 0.210', () => {
  const counts = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
  ];
  const { value, low, high } = kappa(counts.map((row) => row.flatMap((count, category) => Array.from({ length: count }, () => String(category)))));
  expect(value).toBeCloseTo(0.21, 3);
  expect(low).toBeLessThan(value);
  expect(high).toBeGreaterThan(value);
});

test('kappa takes out what skewed labels agree on by chance', () => {
  const skewed = Array.from({ length: 100 }, (_, item) => (item % 10 === 0 ? ['a', 'b'] : ['a', 'a']));
  expect(meanAgreement(skewed).value).toBeCloseTo(0.9, 12);
  expect(kappa(skewed).value).toBeCloseTo((0.9 - 0.905) / (1 - 0.905), 12);
});

test('kappa is 1 with doubt where all items are unanimous, and unknown where there is one label only', () => {
  const unanimous = kappa(Array.from({ length: 20 }, (_, item) => (item % 2 === 0 ? ['a', 'a', 'a'] : ['b', 'b', 'b'])));
  expect(unanimous).toMatchObject({ value: 1, high: 1 });
  expect(unanimous.low).toBeCloseTo((0.839 - 0.5) / 0.5, 2);
  expect(kappa([['a', 'a', 'a'], ['a', 'a', 'a']])).toEqual({ value: Number.NaN, low: -0.5, high: 1 });
});

test('exact match asks that all variants read the same, right or wrong; all correct, that all are right', () => {
  expect(allVariantsEqual([['a', 'a', 'a'], ['b', 'b', 'a'], [null, null, null], ['a', null, 'a']])).toEqual(wilson(2, 4));
  expect(allCorrect([[1, 1, 1], [1, 1, 0], [0, 0, 0]])).toEqual(wilson(1, 3));
  expect(() => allVariantsEqual([['a', 'a'], ['a']])).toThrow('item 0 has 2, item 1 has 1');
});

test.each([['majority share', majorityShare], ['unique outputs', uniqueOutputRate], ['entropy', semanticEntropy], ['kappa', kappa]] as const)(
  '%s lies inside an interval that shrinks with items', (_, measure) => {
    const items = (n: number): Readings => Array.from({ length: n }, (_none, item) => mixed[(item * 7) % 4]!);
    const [few, many] = [measure(items(12)), measure(items(120))];
    expect(few.value).toBeCloseTo(many.value, 12);
    expect(few.low).toBeLessThan(few.value);
    expect(few.high).toBeGreaterThan(few.value);
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2);
  });

test('where all items have the same share, the interval allows for other items all the same', () => {
  const half = itemMean([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 'same');
  expect(half.value).toBe(0.5);
  expect(half.high - half.low).toBeCloseTo(wilson(0, 6).high, 12);
  expect(itemMean([1, 1, 1], 'same')).toEqual(wilson(3, 3));
  expect(itemMean([0, 0, 0], 'same')).toEqual(wilson(0, 3));
  expect(itemMean([], 'same')).toEqual(wilson(0, 0));
  const everywhere = semanticEntropy(Array.from({ length: 20 }, () => ['a', 'a', 'a', 'a']));
  expect(everywhere).toMatchObject({ value: 0, low: 0 });
  expect(everywhere.high).toBeCloseTo(0.161 * Math.log(4), 2);
});
