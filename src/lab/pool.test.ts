import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';
import type { Experiment, ItemSet } from './experiment.ts';
import { agreementIn, sampleSize, shareRight } from './figure.ts';
import { pool, poolFault } from './pool.ts';
import { armRecord, FORMAT, type RunRecord } from './record.ts';
import { bootstrapMean } from './statistics/bootstrap.ts';

/** A run whose arms have these verdicts, item after item: `1` right, `0` wrong. */
function made(seed: string, arms: readonly [a: string, b: string], more: { samples?: number; items?: Partial<ItemSet>; hash?: string } = {}): RunRecord {
  const samples = more.samples ?? 1;
  const experiment: Experiment = {
    id: 'made', title: 'Made', samples, request: {}, graders: ['exact'],
    items: { split: 'dev', count: arms[0].length / samples, seeds: [seed], ...more.items },
    arms: ['a', 'b'].map((id) => ({ id, label: id, lever: 'prompt', task: { name: 'explicit' } })),
  };
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made', modelHash: more.hash ?? '00', versions: {} },
    arms: experiment.arms.map((arm, at) => armRecord(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => {
      const verdicts = arms[at]!.slice(item * samples, (item + 1) * samples);
      return { outcomes: [...verdicts].map((verdict) => ({ answer: verdict, cut: false })), verdicts: { exact: verdicts }, promptTokens: 10, answerTokens: 1 };
    }))),
  };
}
const right = (n: number, of: number) => '1'.repeat(n) + '0'.repeat(of - n);

test('a share is that of all items together, with their Wilson interval, and not the mean of two shares', () => {
  const pooled = pool([made('x', [right(18, 30), right(15, 30)]), made('y', [right(9, 10), right(4, 10)])]);
  expect(sampleSize(pooled)).toBe(40);
  // 27 of 40; the mean of 60% and 90% would be 75%. Wilson's interval by hand, z = 1.96: 0.6597 ± 0.1395.
  const { value, low, high } = shareRight(pooled, 'a');
  expect(value).toBeCloseTo(0.675, 12);
  expect([low, high].map((end) => end.toFixed(4))).toEqual(['0.5202', '0.7992']);
  // In x, 3 items are right in a only; in y, 5. Exact McNemar of 8 to 0: 2 × (1/2)^8.
  const { n, p, settled, difference } = contrast(pooled, 'a', 'b');
  expect([n, settled, difference.value]).toEqual([40, true, 0.2]);
  expect(p).toBeCloseTo(2 / 256, 12);
});

test('with several answers an item, whole items are resampled, those of the long run and of the short one alike', () => {
  const long = made('x', ['1111' + '0000' + '1100', '0000'.repeat(3)], { samples: 4 });
  const short = made('y', ['1110', '0000'], { samples: 4 });
  const pooled = pool([long, short]);
  expect(shareRight(pooled, 'a')).toEqual(bootstrapMean([1, 0, 0.5, 0.75], 'share'));
  expect(shareRight(pooled, 'a').value).toBe(9 / 16);
  // 6 pairs of answers an item: 6, 6, 2 (two of each) and 3 of them alike.
  expect(agreementIn(pooled, 'a').value).toBeCloseTo((6 + 6 + 2 + 3) / 24, 12);
});

test('a pool with a short run is read as surely as one run of so many items, and never more surely', () => {
  const width = ({ low, high }: { low: number; high: number }) => high - low;
  const whole = made('x', [right(30, 60), right(30, 60)]);
  const pooled = pool([whole, made('y', [right(5, 10), right(5, 10)])]);
  expect(shareRight(pooled, 'a')).toEqual(shareRight(made('z', [right(35, 70), right(35, 70)]), 'a'));
  expect(width(shareRight(pooled, 'a'))).toBeLessThan(width(shareRight(whole, 'a')));
});

test.each<[string, RunRecord, RunRecord, string]>([
  ['the same run twice', made('x', ['1100', '0000']), made('x', ['1100', '0000']), 'they have 4 items of the seed “x” in common, which would count twice. Leave one of them out.'],
  ['a whole run and its own part', made('x', ['1100', '0000']), made('x', ['1', '0']), 'they have 1 item of the seed “x” in common, which would count twice. Leave one of them out.'],
  ['pools with seeds in common', made('x', ['111111', '000000'], { items: { count: 3, seeds: ['x', 'y', 'z'], counts: [3, 1, 2] } }), made('x', ['1111', '0000'], { items: { count: 2, seeds: ['z', 'x'] } }), 'they have 4 items of the seeds “x”, “z” in common, which would count twice. Leave one of them out.'],
  ['drawn and own items', made('x', ['1', '0']), made('y', ['1', '0'], { items: { given: [{ text: 't', reference: 'r' }] } }), 'one asked about items of your own, and the other about drawn ones. Compare them instead.'],
  ['the same own items under another seed', made('x', ['11', '00'], { items: { given: [{ text: 't', reference: 'r' }, { text: 'u', reference: 'r' }] } }), made('y', ['1', '0'], { items: { given: [{ text: 't', reference: 'r' }] } }), 'they have 1 item of your own in common, which would count twice. Leave one of them out.'],
  ['two tables', made('x', ['1', '0'], { items: { given: [{ text: 't', reference: 'r' }] } }), made('y', ['1', '0'], { items: { given: [{ text: 't', reference: 'other' }] } }), 'they asked about different tables of your own, and a pool has to be one run that can be made again. Put their rows into one table, and run that.'],
  ['other numbers of answers', made('x', ['1', '0']), made('y', ['11', '00'], { samples: 2 }), 'they are not the same experiment, as they differ in how answers are drawn, and runs of one pool may differ in their seeds and numbers of items only. Compare them instead.'],
  ['another split', made('x', ['1', '0']), made('y', ['1', '0'], { items: { split: 'test' } }), 'they are not the same experiment, as they differ in where their items come from, and runs of one pool may differ in their seeds and numbers of items only. Compare them instead.'],
  ['another model', made('x', ['1', '0']), made('y', ['1', '0'], { hash: '11' }), 'one was answered by made and the other by made, or by another version of it. Compare them instead.'],
])('%s are not pooled, with the reason', (_what, a, b, reason) => {
  expect(poolFault(a, b)).toBe(reason);
  expect(poolFault(b, a)?.length).toBe(reason.length);
  expect(() => pool([a, b])).toThrow(reason);
});

test('in a pool of three, any two that do not go together are found', () => {
  const [x, y, again] = [made('x', ['1', '0']), made('y', ['11', '00']), made('y', ['1', '0'])];
  expect(pool([x, y]).experiment.items).toMatchObject({ count: 2, counts: [1, 2], seeds: ['x', 'y'] });
  expect(() => pool([x, y, again])).toThrow('1 item of the seed “y” in common');
});
