import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { itemsNeeded, itemsPerArm } from './items-needed.ts';
import { mcnemar } from './mcnemar.ts';
import { pairedPower, smallestDifference } from './power.ts';

test.each([[0.125, 0.025], [0.08, 0.03], [0.05, 0.02], [0.3, 0]])('the items needed for %f against %f are the first with 80%% power', (a, b) => {
  const n = itemsNeeded(a, b, 1);
  expect(pairedPower(a, b, n)).toBeGreaterThanOrEqual(0.8);
  expect(pairedPower(a, b, n - 1)).toBeLessThan(0.8);
  expect(pairedPower(b, a, n)).toBe(pairedPower(a, b, n));
});

test('a difference of nothing is found in 5% all the same, and without disagreements never', () => {
  expect(pairedPower(0.1, 0.1, 500)).toBeCloseTo(0.05, 12);
  expect(pairedPower(0, 0, 500)).toBe(0);
});

test('the exact test of McNemar finds a difference two to three points less often than its power says', () => {
  const found = (a: number, b: number, n: number) => {
    const random = new Random('power');
    let count = 0;
    for (let run = 0; run < 2000; run++) {
      let [onlyA, onlyB] = [0, 0];
      for (let item = 0; item < n; item++) {
        const draw = random.float();
        if (draw < a) onlyA++;
        else if (draw < a + b) onlyB++;
      }
      if (mcnemar(onlyA, onlyB) < 0.05) count++;
    }
    return count / 2000;
  };
  for (const [a, b, n] of [[0.125, 0.025, 116], [0.08, 0.03, 343], [0.1, 0.05, 469]] as const) {
    const gap = pairedPower(a, b, n) - found(a, b, n);
    expect(gap).toBeGreaterThan(0.01);
    expect(gap).toBeLessThan(0.04);
  }
});

test('the smallest difference found has 80% power, shrinks with items, and is least where all disagreements go one way', () => {
  const difference = smallestDifference(200, 0.15);
  expect(pairedPower((0.15 + difference) / 2, (0.15 - difference) / 2, 200)).toBeCloseTo(0.8, 6);
  expect(smallestDifference(800, 0.15)).toBeLessThan(difference);
  expect(smallestDifference(200)).toBeLessThan(difference);
  expect(smallestDifference(116, 0.15)).toBeCloseTo(0.1, 2);
});

test('where the arms hardly ever disagree, no difference is found', () => {
  expect(smallestDifference(20, 0.05)).toBe(Number.POSITIVE_INFINITY);
});

test('no number of items settles a difference of nothing between two arms', () => {
  expect(itemsPerArm(0.7, 0.7)).toBe(Number.POSITIVE_INFINITY);
});

test('a stricter level needs more items', () => {
  expect(itemsNeeded(12, 3, 100, 0.01)).toBeGreaterThan(itemsNeeded(12, 3, 100));
});
