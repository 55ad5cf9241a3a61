import { expect, test } from 'vitest';
import { cellsOf, placeOf, scaleOf, scaleWords } from './interval-cells.ts';

const row = (value: number, low: number, high: number) => ({ name: 'a row', estimate: { value, low, high, n: 40 } });

test('a share is written in percent, a difference in points, with n or what stands in its place', () => {
  expect(cellsOf(row(0.784, 0.671, 0.871))).toEqual(['78%', '67 to 87', '40']);
  expect(cellsOf({ ...row(0.121, 0.025, 0.229), end: '0.025' }, true)).toEqual(['12', '3 to 23', '0.025']);
});

test('an estimate that was cut off at zero says so', () => {
  expect(cellsOf({ ...row(0, 0, 0.005), cut: true })).toEqual(['≤ 0%', '0 to 1', '40']);
});

test('where there is no interval, its cell says none', () => {
  expect(cellsOf({ ...row(0, 0, 0), without: true, end: '' }, true)).toEqual(['0', 'none', '']);
});

test('a scale has room for every interval, and says where it ends', () => {
  expect(scaleOf([row(0, 0, 0.02), row(0.05, 0, 0.09)])).toBe(0.1);
  expect(scaleOf([row(0.12, 0.02, 0.229)])).toBe(0.3);
  expect(scaleOf([row(0.5, 0.2, 0.8)])).toBe(1);
  expect(placeOf(0.15, 0.3)).toBe('50%');
  expect(placeOf(0.7, 0.6)).toBe('100%');
  expect(scaleWords(0.3)).toEqual({ '--middle': "'15'", '--ends': "'0 30'" });
});
