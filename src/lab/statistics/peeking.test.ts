import { expect, test } from 'vitest';
import { falsePositives } from './peeking.ts';

test('one look finds a difference of nothing in 5% at most', () => {
  const { value } = falsePositives(1, 200, 0.2);
  expect(value).toBeGreaterThan(0.015);
  expect(value).toBeLessThan(0.05);
});

test('the more looks at the same 200 items, the more false findings', () => {
  const rates = [1, 5, 10, 20].map((looks) => falsePositives(looks, 200 / looks, 0.2).value);
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  expect(rates[1]).toBeGreaterThan(0.05);
  expect(rates[3]).toBeGreaterThan(2 * rates[0]!);
});

test('the more often ten items are added and looked at again, the more false findings, without end', () => {
  const rates = [1, 5, 10, 20].map((looks) => falsePositives(looks, 10, 0.3).value);
  expect(rates).toEqual(rates.toSorted((a, b) => a - b));
  expect(rates[3]).toBeGreaterThan(0.1);
});

test('seeded: the same looks give the same rate', () => {
  expect(falsePositives(3, 20, 0.2)).toEqual(falsePositives(3, 20, 0.2));
});
