import { expect, test } from 'vitest';
import { holm } from './holm.ts';

const rounded = (ps: readonly number[]) => holm(ps).map((p) => Math.round(1e6 * p) / 1e6);

test('adjusted p-values keep the order of the given ones, never fall below a smaller one, and stop at 1', () => {
  expect(rounded([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(rounded([0.01, 0.02, 0.03, 0.04])).toEqual([0.04, 0.06, 0.06, 0.06]);
  expect(rounded([0.9, 0.6, 0.001])).toEqual([1, 1, 0.003]);
});

test('one comparison needs no adjustment, and none gives none', () => {
  expect(holm([0.049])).toEqual([0.049]);
  expect(holm([])).toEqual([]);
});
