import { expect, test } from 'vitest';
import { flips } from './flips.ts';
import { wilson } from './wilson.ts';

test('flips are counted: to right, to wrong, and from wrong to wrong', () => {
  const before = { readings: [['a'], ['b'], ['a'], ['c'], [null]], right: [[1], [0], [1], [0], [0]] };
  const after = { readings: [['a'], ['a'], ['b'], ['d'], [null]], right: [[1], [1], [0], [0], [0]] };
  expect(flips(before, after)).toEqual({ changed: wilson(3, 5), good: wilson(1, 5), bad: wilson(1, 5) });
  expect(flips(after, before).good).toEqual(flips(before, after).bad);
});

test('with several answers an item, every one is held against every other', () => {
  const { changed, good, bad } = flips(
    { readings: [['a', 'b'], ['a', 'a']], right: [[1, 0], [1, 1]] },
    { readings: [['a', 'a'], ['a', 'c']], right: [[1, 1], [1, 0]] },
  );
  expect(changed.value).toBe(0.5);
  expect(good.value).toBe(0.25);
  expect(bad.value).toBe(0.25);
});

test('versions of other items cannot be compared', () => {
  expect(() => flips({ readings: [['a']], right: [[1]] }, { readings: [], right: [] })).toThrow('same items');
});
