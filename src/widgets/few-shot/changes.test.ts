import { expect, test } from 'vitest';
import { fewShotChanges, fewShotWording } from '../../lab/experiments/few-shot-changes.ts';
import { contrast } from '../../lab/contrast.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { itemsOf } from '../../lab/items.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { changeRows, changesFinding, compared, COMPARISONS, inWords, orderDependence, orderRange, rightByPlace } from './changes.ts';

/** A run in which `right` says of every item and arm whether its answer is right. */
function run(experiment: Experiment, right: (item: number, arm: string) => boolean, count = 100): RunRecord {
  const fewer = { ...experiment, items: { ...experiment.items, count } };
  return {
    format: FORMAT, experiment: fewer, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: fewer.arms.map((arm) => madeArm(fewer, arm, Array.from({ length: count }, (_, item) => ({
      outcomes: [{ answer: right(item, arm.id) ? 'pos' : 'no', cut: false }], reference: 'pos', promptTokens: 1, answerTokens: 1,
    })))),
  };
}
const often = run(fewShotWording, (item) => item < 80);

test('the title names what costs right answers, the dearest first, and only that', () => {
  const changes = run(fewShotChanges, (item, arm) => item < ({ dealt: 5, 'more-another': 60, 'more-asked': 90 }[arm] ?? 80));
  expect(changesFinding(changeRows(changes, often))).toBe('Labels on the wrong examples and too many of a wrong name cost right answers');
  const typed = run(fewShotWording, (item, arm) => item < (arm === 'typed' ? 40 : 80));
  expect(changesFinding(changeRows(run(fewShotChanges, () => true), typed))).toBe('Words from outside cost right answers');
  expect(changesFinding(changeRows(run(fewShotChanges, () => true), often))).toMatch(/^None of these/);
});

test('what counts alone may not count among all that the figure compares, and nothing else is compared', () => {
  // Seven tickets fewer with one wrong label, and none more: p = 0.02 alone.
  const changes = run(fewShotChanges, (item, arm) => item < (arm === 'noise-1' ? 73 : 80));
  expect(contrast(changes, 'noise-1', 'unchanged').settled).toBe(true);
  const against = compared(changes, often);
  expect(against('noise-1', 'unchanged')).toMatchObject({ settled: false });
  expect(against('noise-1', 'unchanged').p).toBeCloseTo(COMPARISONS * 2 ** -6, 9);
  expect(changesFinding(changeRows(changes, often))).toMatch(/^None of these/);
  // At 5% over 8: (2.734 √0.07 + 0.842 √(0.07 − 0.07²))² / 0.07² = 179.6 in all, where 100 were asked.
  expect(inWords(against('noise-1', 'unchanged'))).toMatch(/^cannot tell yet \(−7 points, .*p = 0\.13 by Holm over 8 comparisons\): .* about 80 more/);
  const dealt = compared(run(fewShotChanges, (item, arm) => item < (arm === 'dealt' ? 5 : 80)), often)('dealt', 'unchanged');
  expect(inWords(dealt)).toMatch(/^75 points lower \(.*\), p < 0\.001 by Holm over 8 comparisons$/);
  expect(() => against('noise-2', 'unchanged')).toThrow('is not compared with');
});

test('a ticket depends on the order when some order gets it right and another wrong', () => {
  const changes = run(fewShotChanges, (item, arm) => (arm === 'order-2' ? item < 70 : item >= 20));
  expect(orderDependence(changes).value).toBeCloseTo(0.5, 9);
  const [least, most] = orderRange(changes);
  expect([least.value, most.value]).toEqual([0.7, 0.8]);
});

test('right answers are counted by where the right example stands', async () => {
  const count = 60;
  const experiment = { ...fewShotChanges, items: { ...fewShotChanges.items, count } };
  const items = await itemsOf(experiment);
  const place = (item: number, arm: string): number => {
    const { messages, reference } = items[item]!.arms[experiment.arms.findIndex(({ id }) => id === arm)]!;
    return messages.filter(({ role }) => role === 'assistant').findIndex(({ content }) => content === reference);
  };
  const lastOnly = run(fewShotChanges, (item, arm) => place(item, arm) === 4, count);
  expect(rightByPlace(lastOnly, items).map(({ value }) => value)).toEqual([0, 0, 0, 0, 1]);
});
