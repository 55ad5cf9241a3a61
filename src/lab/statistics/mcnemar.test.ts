import { expect, test } from 'vitest';
import { mcnemar } from './mcnemar.ts';

/** From whole numbers: twice the ways of at most k heads in n, of 2^n. */
function exactly(b: number, c: number): number {
  const n = b + c;
  let ways = 1n;
  let tail = 1n;
  for (let i = 1; i <= Math.min(b, c); i++) {
    ways = (ways * BigInt(n - i + 1)) / BigInt(i);
    tail += ways;
  }
  return Math.min(1, Number((tail * 2n * 10n ** 40n) / 2n ** BigInt(n)) / 1e40);
}

test('the p is that of counting every possible outcome, to twelve digits', () => {
  for (let b = 0; b <= 60; b++) {
    for (let c = 0; c <= b; c++) expect(mcnemar(b, c) / exactly(b, c)).toBeCloseTo(1, 12);
  }
});

test('82 years of more boys than girls, and none of fewer, are no chance (Arbuthnot 1710): 2 in 2^82', () => {
  expect(mcnemar(82, 0) * 2 ** 81).toBeCloseTo(1, 12);
});
