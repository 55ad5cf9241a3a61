import { expect, test } from 'vitest';
import { wilson } from './statistics/wilson.ts';
import { familyNote, interval, measured, percent, percentBeside, thousands, verdict } from './wording.ts';

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
  expect(verdict({ difference: estimate, n: 200, p: 0.001, settled: true })).toBe('12 points higher (95% interval 5\u00a0to\u00a019, n = 200)');
  expect(verdict({ difference: { value: -0.02, low: -0.1, high: 0.06 }, n: 50, p: 0.8, settled: false, moreItems: 234 }))
    .toBe('cannot tell yet (−2 points, 95% interval −10\u00a0to\u00a06, n = 50, exact p = 0.80): were that the true difference, about 240 more items would show it four times in five');
});

test('how many more items it would take is left out where it is a guess in the dark', () => {
  const open = { difference: { value: 0.002, low: -0.04, high: 0.05 }, n: 200, p: 1, settled: false };
  expect(verdict({ ...open, moreItems: 2000 })).toMatch(/about 2,000 more items/);
  expect(verdict({ ...open, moreItems: 2001 })).toMatch(/^cannot tell yet \([^:]*\)$/);
});

test('a narrow interval about zero says that there is no difference to speak of', () => {
  const within = (low: number, high: number) => verdict({ difference: { value: (low + high) / 2, low, high }, n: 400, p: 1, settled: false, moreItems: 100 });
  expect(within(-0.004, 0.004)).toBe('no difference of more than 1 point (0 points, 95% interval −0.4\u00a0to\u00a00.4, n = 400, exact p = 1.00)');
  expect(within(-0.012, 0.03)).toMatch(/^no difference of more than 3 points \(0.9 points/);
  expect(within(-0.031, 0.01)).toMatch(/^cannot tell yet/);
  expect(verdict({ difference: { value: 0.01, low: 0.002, high: 0.018 }, n: 4000, p: 0.01, settled: true })).toMatch(/^1 point higher/);
});

test('a difference near zero keeps its size and its sign', () => {
  expect(verdict({ difference: { value: 0.037, low: 0.001, high: 0.074 }, n: 400, p: 0.058, settled: false }))
    .toBe('cannot tell yet (4 points, 95% interval 0.1\u00a0to\u00a07, n = 400, exact p = 0.058)');
});

test('a corrected p is called so, and what several verdicts hold for is said once', () => {
  const found = { difference: { value: -0.09, low: -0.16, high: -0.02 }, n: 200, p: 0.12, among: 8, settled: false, moreItems: 166 };
  expect(verdict(found)).toBe('cannot tell yet (−9 points, 95% interval −16\u00a0to\u00a0−2, n = 200, p = 0.12 by Holm over 8 comparisons): were that the true difference, about 170 more items would show it four times in five');
  expect(familyNote(found.among)).toBe('The interval of a difference is for that one alone, p and the verdict for all 8 together.');
  expect(familyNote(2)).toMatch(/for both together\.$/);
  expect(familyNote()).toBe('');
});

test('one point is a point, and a share that just falls short does not read as enough', () => {
  expect(verdict({ difference: { value: 0.01, low: -0.02, high: 0.04 }, n: 200, p: 0.73, settled: false })).toMatch(/^cannot tell yet \(1 point, /);
  expect(percentBeside(0.848, 0.85)).toBe('84.8%');
  expect(percentBeside(0.84, 0.85)).toBe('84%');
  expect(percentBeside(0.87, 0.85)).toBe('87%');
  expect(percentBeside(0.848, undefined)).toBe('85%');
});
