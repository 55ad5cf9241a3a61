import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { agreement, meanAgreement } from './agreement.ts';
import { bootstrap, bootstrapDifference, bootstrapMean } from './bootstrap.ts';
import type { Readings } from './readings.ts';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the mean\'s own bootstrap is the general one, to the last bit', () => {
  const random = new Random('values');
  const values = Array.from({ length: 37 }, () => random.float());
  expect(bootstrap(values, mean)).toEqual(bootstrapMean(values));
  expect(bootstrap(values, mean, 'other')).toEqual(bootstrapMean(values, 'other'));
  expect(bootstrap(values, mean, 'other')).not.toEqual(bootstrapMean(values));
});

test('the interval of a mean is the one it has always been', () => {
  expect(bootstrapMean([0, 0.5, 1, 1, 0.25, 0.75, 0, 1, 1, 0.5])).toEqual({ value: 0.6, low: 0.35, high: 0.85 });
});

test('samples of an item travel together: many samples of few items leave as much doubt as few', () => {
  const few = Array.from({ length: 10 }, (_, item) => [item % 2]);
  const many = few.map(([value]) => Array.from({ length: 50 }, () => value!));
  const share = (items: readonly (readonly number[])[]) => mean(items.flat());
  expect(bootstrap(many, share)).toEqual(bootstrap(few, share));
});

test('95% intervals of a mean cover it about as often', () => {
  let covered = 0;
  for (let run = 0; run < 100; run++) {
    const random = new Random(`coverage/${run}`);
    const { low, high } = bootstrapMean(Array.from({ length: 60 }, () => random.int(0, 4) / 4));
    if (low <= 0.5 && high >= 0.5) covered++;
  }
  expect(covered).toBeGreaterThan(87);
});

test('a paired difference lets what makes an item hard cancel', () => {
  const random = new Random('paired');
  const hard = Array.from({ length: 50 }, () => random.float());
  const a = hard.map((value) => value + 0.1 + 0.01 * random.float());
  const { value, low, high } = bootstrapDifference(a, hard, mean);
  expect(value).toBeCloseTo(0.105, 2);
  expect(high - low).toBeLessThan(0.01);
  expect(bootstrapMean(a).high - bootstrapMean(a).low).toBeGreaterThan(0.1);
  expect(() => bootstrapDifference([1, 2], [1], mean)).toThrow('same items');
});

test('two arms can be compared in any statistic, agreement say', () => {
  const steady = Array.from({ length: 30 }, (_, item) => ['a', 'a', item % 5 === 0 ? 'b' : 'a']);
  const wavering = Array.from({ length: 30 }, (_, item) => ['a', item % 2 === 0 ? 'b' : 'a', 'c']);
  const shareAgreeing = (items: Readings) => {
    const { agreeing, pairs } = agreement(items);
    return agreeing / pairs;
  };
  const { value, low } = bootstrapDifference(steady, wavering, shareAgreeing);
  expect(value).toBeCloseTo(meanAgreement(steady).value - meanAgreement(wavering).value, 12);
  expect(low).toBeGreaterThan(0);
});

test('resamples in which a statistic is not a number are left out, and no items leave all unknown', () => {
  const ratio = ([...values]: readonly number[]) => 1 / values.filter((value) => value === 1).length;
  expect(bootstrap([0, 0, 1], (values) => (values.includes(1) ? ratio(values) : Number.NaN)).high).toBe(1);
  expect(bootstrap([], mean)).toEqual({ value: Number.NaN, low: Number.NaN, high: Number.NaN });
});
