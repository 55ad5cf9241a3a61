import { expect, test } from 'vitest';
import { hash32 } from '../tinydesk/random.ts';
import { CATEGORIES } from '../tinydesk/world/frames/format.ts';
import { consistencyOf } from './consistency.ts';
import type { Experiment } from './experiment.ts';
import { FORMAT, type RunRecord } from './record.ts';
import { madeArm } from './testing/made-arm.ts';
import { crossed } from './variants.ts';

const arms = crossed({ id: 'p', label: 'p', lever: 'prompt' }, { wording: ['a', 'b', 'c'], order: ['1', '2'] }, () => ({ name: 'explicit' }));
const experiment = (samples: number): Experiment => ({
  id: 'consistency', title: 'Consistency', items: { split: 'dev', count: 60, seeds: ['a'] }, samples, request: { temperature: 1 }, graders: ['category'], arms,
});
/** `answer` says what an arm answers to an item in a sample; billing is right. */
function made(samples: number, answer: (wording: string, order: string, item: number, sample: number) => string): RunRecord {
  const described = experiment(samples);
  return {
    format: FORMAT, experiment: described, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: arms.map((arm) => madeArm(described, arm, Array.from({ length: 60 }, (_, item) => ({
      outcomes: Array.from({ length: samples }, (__, sample) => ({ answer: answer(arm.variant!.levels.wording!, arm.variant!.levels.order!, item, sample), cut: false })),
      reference: 'billing', promptTokens: 1, answerTokens: 1,
    })))),
  };
}
const share = (sources: ReturnType<typeof consistencyOf>['sources'], name: string) => sources.find((source) => source.name === name)!.share.value;

test('constant and wrong is perfectly consistent, and not right at all', () => {
  const { accuracy, runToRun, anyTwo, across, allEqual, allRight } = consistencyOf(made(4, () => 'returns'), 'p');
  expect(accuracy.value).toBe(0);
  expect(anyTwo.value).toBe(1);
  expect(runToRun!.agreement.value).toBe(1);
  expect(runToRun!.entropy.value).toBe(0);
  expect(across.map(({ factor, agreement, spread }) => [factor, agreement.value, spread.range.value])).toEqual([['wording', 1, 0], ['order', 1, 0]]);
  expect(allEqual.value).toBe(1);
  expect(allRight.value).toBe(0);
});

test('a factor that decides shows in its own agreement and spread, and in no other', () => {
  const { anyTwo, across, allEqual, sources } = consistencyOf(made(2, (wording) => (wording === 'a' ? 'billing' : 'returns')), 'p');
  const [wording, order] = across;
  // Of 15 pairs of variants, 1 has the right wording twice and 6 another one twice.
  expect(anyTwo.value).toBeCloseTo(7 / 15);
  expect(wording!.agreement.value).toBeCloseTo(1 / 3);
  expect(wording!.spread.range.value).toBe(1);
  expect(order!.agreement.value).toBe(1);
  expect(order!.spread.range.value).toBe(0);
  expect(across.map(({ divided }) => divided)).toEqual([60, 0]);
  expect(allEqual.value).toBe(0);
  expect(share(sources, 'wording')).toBeCloseTo(1);
});

test('items that are hard in every wording are the items’ own variance', () => {
  const { sources, allRight } = consistencyOf(made(2, (_, __, item) => (item % 2 ? 'billing' : 'account')), 'p');
  expect(share(sources, 'item')).toBeCloseTo(1);
  expect(allRight.value).toBe(0.5);
});

test('chance alone is sampling', () => {
  const { sources, runToRun } = consistencyOf(made(8, (wording, order, item, sample) => CATEGORIES[(hash32(`${wording} ${order} ${item} ${sample}`) >>> 0) % 2]!), 'p');
  expect(share(sources, 'sampling')).toBeGreaterThan(0.9);
  expect(runToRun!.agreement.value).toBeGreaterThan(0.45);
  expect(runToRun!.agreement.value).toBeLessThan(0.55);
});

test('one answer an item leaves nothing to say of repeated draws', () => {
  expect(consistencyOf(made(1, () => 'billing'), 'p').runToRun).toBeUndefined();
  expect(() => consistencyOf(made(1, () => 'billing'), 'q')).toThrow(/no variants of "q"/);
});
