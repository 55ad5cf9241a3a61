import { expect, test } from 'vitest';
import { wilson } from './statistics/wilson.ts';
import { interval, measured, percent, thousands, verdict } from './wording.ts';

test('a figure carries its interval and its n', () => {
  expect(measured(wilson(348, 400), 400)).toBe('87%, 95% interval 83 to 90, n = 400');
  expect(measured(wilson(1200, 1200), 1200)).toBe('100%, 95% interval 99 to 100, n = 1,200');
});

test('rounding alone makes nothing certain', () => {
  expect(percent(0.999)).toBe('99%');
  expect(percent(0.001)).toBe('1%');
  expect(interval({ low: 0, high: 1 })).toBe('0 to 100');
  expect(thousands(1234567)).toBe('1,234,567');
});

test('a verdict says who won, or what it would take', () => {
  const estimate = { value: 0.12, low: 0.05, high: 0.19 };
  expect(verdict({ difference: estimate, n: 200, p: 0.001, settled: true })).toBe('12 points higher (95% interval 5 to 19, n = 200)');
  expect(verdict({ difference: { value: -0.02, low: -0.1, high: 0.06 }, n: 50, p: 0.8, settled: false, moreItems: 1234 }))
    .toBe('cannot tell yet (-2 points, 95% interval -10 to 6, n = 50): if the difference is real, about 1,300 more items would show it');
});
