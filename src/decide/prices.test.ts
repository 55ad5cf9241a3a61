import { expect, test } from 'vitest';
import { CALL_PRICES, callPrice, dollars, TRAINING_PRICES, trainingPrice, type CallPrice } from './prices.ts';

const price: CallPrice = { model: 'made up', author: 'nobody', href: '', read: '2026-11', input: 2, cached: 0.2, cacheWrite: 1.25, output: 10 };
const call = { prefix: 2000, own: 150, answer: 120 };

test('a call costs what it reads and what it writes', () => {
  expect(callPrice(price, { ...call, hits: 0 })).toBeCloseTo((2150 * 2 + 120 * 10) / 1e6, 12);
  expect(callPrice(price, { prefix: 0, own: 0, answer: 1e6, hits: 0 })).toBe(10);
});

test('a cached prefix is cheaper by what the cache saves, and its misses pay for the writing', () => {
  expect(callPrice(price, { ...call, hits: 1 })).toBeCloseTo((2000 * 0.2 + 150 * 2 + 120 * 10) / 1e6, 12);
  expect(callPrice(price, { ...call, hits: 0.9 })).toBeCloseTo((2000 * (0.9 * 0.2 + 0.1 * 2.5) + 150 * 2 + 120 * 10) / 1e6, 12);
});

test('training pays for every token of every epoch', () => {
  expect(trainingPrice({ ...price, tokens: 0.5 }, { examples: 1000, tokens: 400, epochs: 3 })).toBeCloseTo(0.6, 12);
});

test('sums are written in dollars', () => {
  expect([0.574, 13.6, 1234.5].map(dollars)).toEqual(['$0.57', '$13.60', '$1,235']);
});

test('every listed price says where and when it was read, and a cached token is no dearer than a fresh one', () => {
  for (const { href, read } of [...CALL_PRICES, ...TRAINING_PRICES]) {
    expect(new URL(href).protocol).toBe('https:');
    expect(read).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  }
  for (const { input, cached, output } of CALL_PRICES) {
    expect(cached).toBeLessThanOrEqual(input);
    expect(output).toBeGreaterThanOrEqual(input);
  }
});
