import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { bootstrap, bootstrapDifference } from './bootstrap.ts';
import { formatSpread, permutationFloor, rangeOf, rerunFloor } from './spread.ts';

/** Outcomes [formats][items] with these chances of being right. */
function outcomes(chances: readonly number[], items: number, seed: string): number[][] {
  const random = new Random(seed);
  return chances.map((chance) => Array.from({ length: items }, () => Number(random.chance(chance))));
}

test('the spread is the best format minus the worst, and the sd is between formats', () => {
  const { range, sd } = formatSpread([[1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 0, 0]]);
  expect(range.value).toBe(0.5);
  expect(sd.value).toBeCloseTo(0.25, 12);
  expect(range.low).toBeLessThanOrEqual(0.5);
  expect(range.high).toBeLessThanOrEqual(1);
});

test('equal formats seem to differ, the more the more there are: the floor says by how much', () => {
  const equal = (F: number, seed: string) => outcomes(Array.from({ length: F }, () => 0.7), 100, seed);
  const mean = (F: number) => Array.from({ length: 60 }, (_, run) => formatSpreadValue(equal(F, `${F}/${run}`))).reduce((sum, range) => sum + range, 0) / 60;
  const [three, ten] = [mean(3), mean(10)];
  expect(three).toBeGreaterThan(0.05);
  expect(ten).toBeGreaterThan(three + 0.04);
  expect(permutationFloor(equal(10, 'floor')).expected).toBeCloseTo(ten, 1);
  expect(rerunFloor(equal(40, 'reruns'), 10).value).toBeCloseTo(ten, 1);
});

test('formats that do not differ are found to in about 5% of cases', () => {
  const found = Array.from({ length: 60 }, (_, run) => permutationFloor(outcomes([0.7, 0.7, 0.7], 40, `null/${run}`)).p).filter((p) => p < 0.05).length;
  expect(found).toBeLessThanOrEqual(6);
});

test('a real spread rises above its floor', () => {
  const formats = outcomes([0.9, 0.6, 0.85, 0.8], 200, 'real');
  const { range } = formatSpread(formats);
  const floor = permutationFloor(formats);
  expect(range.value).toBeGreaterThan(floor.high);
  expect(range.low).toBeGreaterThan(floor.expected);
  expect(floor.p).toBeLessThan(0.001);
});

test('two arms are compared in their spread on the same items', () => {
  const items = (formats: readonly (readonly number[])[]) => formats[0]!.map((_, item) => formats.map((format) => format[item]!));
  const [steady, fickle] = [outcomes([0.8, 0.82, 0.8], 150, 'steady'), outcomes([0.9, 0.5, 0.7], 150, 'fickle')];
  const { value, low } = bootstrapDifference(items(fickle), items(steady), rangeOf);
  expect(value).toBeCloseTo(formatSpread(fickle).range.value - formatSpread(steady).range.value, 12);
  expect(low).toBeGreaterThan(0);
});

test('the floor of F from more reruns is the mean over every choice of F of them', () => {
  const reruns = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 0, 0, 0]];
  expect(rerunFloor(reruns, 2).value).toBeCloseTo((0.25 + 0.5 + 0.75) / 3, 12);
  expect(rerunFloor(reruns, 3).value).toBeCloseTo(0.75, 12);
});

test('formats that never differ leave doubt all the same, and reruns that never differ have a floor of 0', () => {
  const same = Array.from({ length: 3 }, () => Array.from({ length: 20 }, () => 1));
  const { range, sd } = formatSpread(same);
  expect(range).toMatchObject({ value: 0, low: 0 });
  expect(range.high).toBeCloseTo(0.161, 2);
  expect(sd.high).toBeLessThan(range.high);
  expect(rerunFloor(same, 3).value).toBe(0);
  expect(permutationFloor(same)).toEqual({ expected: 0, high: 0, p: 1 });
});

test('items that differ from each other but not within leave as much doubt, and one that differs within takes none of it away', () => {
  const items = Array.from({ length: 40 }, (_, item) => Number(item % 4 === 0));
  const { range } = formatSpread([items, items, items]);
  expect(range).toMatchObject({ value: 0, low: 0 });
  expect(range.high).toBeCloseTo(0.088, 3);
  const one = items.map((outcome, item) => (item === 1 ? 1 : outcome));
  expect(formatSpread([items, one, items]).range.high).toBeGreaterThan(range.high);
});

test('with enough items that differ within, the interval is the one from resampling', () => {
  const [a, b] = outcomes([0.8, 0.6], 40, 'enough');
  const { value, low, high } = bootstrap(a!.map((outcome, item) => [outcome, b![item]!]), rangeOf, 'spread');
  expect(formatSpread([a!, b!]).range).toEqual({ value, low, high });
});

test('what cannot be compared is refused with a sentence', () => {
  expect(() => formatSpread([[1, 0]])).toThrow('at least two formats');
  expect(() => formatSpread([[1, 0], [1]])).toThrow('format 1 has 1');
  expect(() => rerunFloor([[1, 0], [1, 0]], 5)).toThrow('Run it 3 more times.');
});

function formatSpreadValue(formats: readonly (readonly number[])[]): number {
  const shares = formats.map((format) => format.reduce((sum, outcome) => sum + outcome, 0) / format.length);
  return Math.max(...shares) - Math.min(...shares);
}
