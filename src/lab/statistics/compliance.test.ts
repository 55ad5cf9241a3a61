import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { compliance } from './compliance.ts';

test('rules that are met independently are met together as often as p^n says', () => {
  const random = new Random('rules');
  const items = Array.from({ length: 2000 }, () => Array.from({ length: 10 }, () => Number(random.chance(0.95))));
  const { all, independent, excess } = compliance(items);
  expect(independent.value).toBeCloseTo(0.95 ** 10, 1);
  expect(independent.low).toBeLessThan(0.95 ** 10);
  expect(independent.high).toBeGreaterThan(0.95 ** 10);
  expect(all.value - independent.value).toBeCloseTo(excess.value, 12);
  expect(excess.low).toBeLessThan(0);
  expect(excess.high).toBeGreaterThan(0);
});

test('rules that are missed together leave more items whole than p^n says', () => {
  const items = Array.from({ length: 100 }, (_, item) => (item < 60 ? [1, 1, 1, 1] : [0, 0, 0, 0]));
  const { all, independent, excess } = compliance(items);
  expect(all.value).toBe(0.6);
  expect(independent.value).toBeCloseTo(0.6 ** 4, 12);
  expect(excess.low).toBeGreaterThan(0.3);
});

test('where all items fare alike, the excess has the doubt of both its parts', () => {
  const { all, excess } = compliance(Array.from({ length: 20 }, () => [1, 1]));
  expect(all).toMatchObject({ value: 1, high: 1 });
  expect(excess.value).toBe(0);
  expect(excess.low).toBeLessThan(-0.1);
  expect(excess.high).toBeGreaterThan(0.1);
});
