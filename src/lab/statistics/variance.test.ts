import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { varianceSources, type Outcomes, type Source } from './variance.ts';

const byName = (sources: readonly Source[]) => Object.fromEntries(sources.map((source) => [source.name, source]));
const list = <T>(length: number, make: (at: number) => T): T[] => Array.from({ length }, (_, at) => make(at));
/** Levels with exactly this variance between them. */
const levels = (count: number, variance: number) => list(count, (at) => (at - (count - 1) / 2) * Math.sqrt((variance * 12) / (count * (count + 1))));

test('three items, two wordings, two samples: as worked out by hand', () => {
  // Mean squares: item 1/4, wording 4/3, interaction 1/12, sampling 1/6. So the item has (1/4 - 1/12) / 4, the wording
  // (4/3 - 1/12) / 6, the interaction (1/12 - 1/6) / 2, which is below 0.
  const { item, wording, sampling, ...others } = byName(varianceSources([[[1, 1], [1, 0]], [[1, 0], [0, 0]], [[1, 1], [0, 0]]], ['wording']));
  expect(item!.variance.value).toBeCloseTo(1 / 24, 12);
  expect(wording!.variance.value).toBeCloseTo(5 / 24, 12);
  expect(others['item × factors']).toMatchObject({ variance: { value: 0 }, truncated: true });
  expect(sampling!.variance.value).toBeCloseTo(1 / 6, 12);
  expect([item, wording, sampling].map((source) => source!.share.value)).toEqual([0.1, 0.5, 0.4].map((share) => expect.closeTo(share, 12)));
  expect(sampling!.truncated).toBe(false);
});

test('shares are known although some resamples hold only items that are always right', () => {
  const sources = varianceSources(list(10, (item) => (item === 0 ? [0, 1] : [1, 1])), []);
  for (const { share } of sources) expect(share.low <= share.value && share.value <= share.high).toBe(true);
});

test('without factors, it is the analysis of variance between items and samples', () => {
  // Mean squares: between items 2 * (1/4 + 1/4) = 1, within them 0. So the item has (1 - 0) / 2.
  const sources = byName(varianceSources([[1, 1], [0, 0]], []));
  expect(sources['item']!.variance.value).toBe(0.5);
  expect(sources['sampling']!.variance.value).toBe(0);
  expect(Object.keys(sources)).toEqual(['item', 'sampling']);
});

test('the sources of made-up outcomes come out as they were put in', () => {
  const random = new Random('sources');
  const normal = (variance: number) => Math.sqrt(variance) * normalQuantile(random.float(), 0, 1);
  // Drawn at random, what wordings and formats do together would not cancel in every row and column, as it does here: so
  // much of it is added to either.
  const wording = levels(4, 0.02 + 0.01 / 3);
  const format = levels(3, 0.01 + 0.01 / 4);
  const both = [[1, 1, -2], [-1, -1, 2], [1, -2, 1], [-1, 2, -1]].map((row) => row.map((value) => value * 0.05));
  const outcomes: Outcomes[] = list(600, () => {
    const item = normal(0.04);
    const ofWording = list(4, () => normal(0.03));
    return list(4, (w) => list(3, (f) => {
      const cell = item + wording[w]! + format[f]! + both[w]![f]! + ofWording[w]! + normal(0.02);
      return list(3, () => 0.5 + cell + normal(0.05));
    }));
  });
  const sources = byName(varianceSources(outcomes, ['wording', 'format']));
  const truth = { item: 0.04, wording: 0.02, format: 0.01, 'item × factors': 0.05, 'factors together': 0.01, sampling: 0.05 };
  expect(Object.keys(sources)).toEqual(Object.keys(truth));
  for (const [name, value] of Object.entries(truth)) {
    const { variance } = sources[name]!;
    expect(variance.value, name).toBeGreaterThan(0.85 * value);
    expect(variance.value, name).toBeLessThan(1.15 * value);
    expect(variance.low, name).toBeLessThan(value);
    expect(variance.high, name).toBeGreaterThan(value);
  }
});

test('wordings that do not matter get next to nothing, and an interval that reaches 0, however many there are', () => {
  let reaching = 0;
  for (let run = 0; run < 20; run++) {
    const random = new Random(`nothing/${run}`);
    const outcomes = list(50, () => {
      const chance = random.float();
      return list(12, () => [Number(random.chance(chance))]);
    });
    const { wording } = byName(varianceSources(outcomes, ['wording']));
    expect(wording!.share.value).toBeLessThan(0.04);
    if (wording!.variance.low === 0) reaching++;
  }
  expect(reaching).toBeGreaterThanOrEqual(18);
});

test('one sample a cell leaves no source "sampling", and the interaction holds it', () => {
  const sources = varianceSources([[[1], [0]], [[1], [1]], [[0], [1]]], ['wording']);
  expect(sources.map(({ name }) => name)).toEqual(['item', 'wording', 'item × factors']);
});

test('the sources of four factors with one sample add up to all there is', () => {
  const random = new Random('four');
  const outcomes = list(6, () => list(2, () => list(3, () => list(2, () => list(2, () => [random.float()])))));
  const sources = varianceSources(outcomes, ['wording', 'format', 'order', 'seed']);
  expect(sources.map(({ name }) => name)).toEqual(['item', 'wording', 'format', 'order', 'seed', 'item × factors', 'factors together']);
  expect(sources.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(1, 12);
});

test('the order in which factors are nested does not matter', () => {
  const random = new Random('order');
  const values = list(8, () => list(3, () => list(2, () => [random.int(0, 1), random.int(0, 1)])));
  const turned = values.map((item) => list(2, (f) => list(3, (w) => item[w]![f]!)));
  const [one, other] = [byName(varianceSources(values, ['wording', 'format'])), byName(varianceSources(turned, ['format', 'wording']))];
  for (const name of Object.keys(one)) expect(one[name]!.variance.value, name).toBeCloseTo(other[name]!.variance.value, 12);
});

test('where all items fare alike, other items may still vary', () => {
  const { item, wording } = byName(varianceSources(list(20, () => [[1], [0]]), ['wording']));
  expect(item!.variance).toMatchObject({ value: 0, low: 0 });
  expect(item!.variance.high).toBeCloseTo(0.161 * 0.839, 2);
  expect(wording!.variance.value).toBe(0.5);
  expect(wording!.variance.low).toBeLessThan(0.5);
  const nothing = varianceSources(list(20, () => [[1], [1]]), ['wording']);
  expect(nothing[0]!.share).toEqual({ value: Number.NaN, low: 0, high: 1 });
});

test('where nothing is seen to vary within items, no share has an interval without width', () => {
  const constant = (odd: number) => list(40, (item) => list(2, (w) => list(2, (f) => list(3, (sample) => Number(item % 4 === 0 || (item < odd && w + f + sample === 0))))));
  for (const odd of [0, 2]) {
    const { item, ...others } = byName(varianceSources(constant(odd), ['wording', 'format']));
    expect(item!.share.value).toBeGreaterThan(0.98);
    expect(item!.share.low).toBeGreaterThan(0.7);
    expect(item!.share.low).toBeLessThan(0.85);
    for (const [name, { share }] of Object.entries(others)) expect(share.high, name).toBeGreaterThan(0.01);
    expect(others['item × factors']!.share.high).toBeGreaterThan(0.15);
    // What rounding leaves of nothing is nothing.
    expect(others['wording']!.share.value).toBe(0);
  }
});

test('what is not fully crossed is refused with a sentence', () => {
  expect(() => varianceSources([[[1], [0]], [[1]]], ['wording'])).toThrow('wording are not equally many everywhere');
  expect(() => varianceSources([[[1, 0], [0]], [[1, 0], [1, 1]]], ['wording'])).toThrow('samples are not equally many everywhere');
  expect(() => varianceSources([[[1]], [[0]]], ['wording'])).toThrow('levels of "wording" needs at least two');
  expect(() => varianceSources([[1], [0]], [])).toThrow('at least two samples an item');
  expect(() => varianceSources([[[1, 0]]], [])).toThrow('Name every factor');
  expect(() => varianceSources([], ['a', 'b', 'c', 'd', 'e'])).toThrow('at most four factors');
});
