import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KEPT_REVISION, practices, refinement, REVISIONS } from '../../lab/experiments/better-prompts.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { changeOf, changes, gainWords, inPieces, keptIn, logFinding, logOf, luckiest, midway, practiceFinding, pWords } from './findings.ts';

const GOOD = '{"a":"b"}';
/** A run in which `answer` is what an arm says about an item; right is GOOD. */
function made(experiment: Experiment, answer: (arm: string, item: number) => string): RunRecord {
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: 'abc', versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => ({
      outcomes: [{ answer: answer(arm.id, item), cut: false }], reference: GOOD, promptTokens: 50, answerTokens: 9,
    })))),
  };
}
const right = (yes: boolean) => (yes ? GOOD : '{"a":"c"}');

test('the log keeps only what is shown to be better than the best so far, with p raised for all revisions', () => {
  // v1 is right on 50 of 100, v2 on 54, v3 on 57, v4 on 80: four or seven tickets more would do alone, and not among six.
  const share: Readonly<Record<string, number>> = { v0: 0, v1: 50, v2: 54, v3: 57, v4: 80, v5: 10, v6: 80 };
  const log = logOf(made(refinement, (arm, item) => right(item < share[arm]!)));
  expect(log.filter(({ isKept }) => isKept).map(({ id }) => id)).toEqual(['v0', 'v1', 'v4']);
  expect(log[3]!.gain).toMatchObject({ settled: false, p: expect.closeTo(6 * 2 ** -6, 12) });
  expect(log[5]!.gain).toMatchObject({ settled: true, difference: { value: -0.7 } });
  expect(keptIn(log).id).toBe('v4');
  expect(luckiest(log)!.id).toBe('v3');
  expect(logFinding(log)).toMatch(/^v1, “.*”, and v4, “.*”, are shown to be better; of the other 4 that cannot be said$/);
});

test('a log in which nothing helps ends where it began', () => {
  const log = logOf(made(refinement, (_, item) => right(item % 2 === 0)));
  expect(keptIn(log).id).toBe('v0');
  expect(luckiest(log)).toBeUndefined();
  expect(logFinding(log)).toMatch(/^None/);
});

test('each revision of the recorded log changed the best so far, and the one that was tested is the one it ends with', () => {
  const log = logOf(recordFromJson(readFileSync('content/runs/refinement.json', 'utf8')));
  let best = REVISIONS[0].id;
  for (const { id, from, isKept } of log.slice(1)) {
    expect(from).toBe(best);
    if (isKept) best = id;
  }
  expect(best).toBe(KEPT_REVISION);
  expect(recordFromJson(readFileSync('content/runs/refinement-final.json', 'utf8')).arms.map(({ id }) => id)).toEqual([log.find(({ id }) => id === best)!.from, best]);
});

test('what is missed when it goes is named with its points, by p-values for the whole figure', () => {
  const found = changes(made(practices, (arm, item) => right(arm.startsWith('all') ? arm !== 'all-but-explicit' || item >= 40 : arm === 'held' && item < 6)));
  expect(practiceFinding(found)).toBe('Taking out the explicit request costs 20 points; taking out any other habit costs nothing that shows');
  // Six tickets against none are p = 0.03 alone.
  expect(changeOf(found, 'held')).toMatchObject({ settled: false });
  expect(practiceFinding(changes(made(practices, () => GOOD)))).toMatch(/^Take any one habit away/);
});

test('answers that begin in the middle of the JSON are found, and only those', () => {
  const torn = 'none","item":"torch"}';
  expect(midway(made(practices, (arm, item) => (arm === 'examples' && item < 3 ? torn : GOOD)))).toEqual({ count: 3, of: 200, answer: torn });
  expect(midway(made(practices, () => 'product'))).toBeUndefined();
});

test('the guide’s prompt is taken apart by two comparisons', () => {
  const { points, role } = inPieces(made(practices, (arm, item) => right(/points/.test(arm) || (arm === 'role' && item < 100))));
  expect(points).toMatchObject({ difference: { value: 1 }, settled: true });
  expect(role).toMatchObject({ difference: { value: 0 }, settled: false });
});

test('gains carry a sign, and small p-values are not rounded to nothing', () => {
  const gain = (value: number, p: number) => ({ difference: { value, low: value - 0.1, high: value + 0.1 }, n: 100, p, settled: true });
  expect(gainWords(gain(0.2, 1))).toBe('+20 (10 to 30)');
  expect(gainWords(gain(-0.2, 1))).toBe('−20 (−30 to −10)');
  expect([0.0004, 0.004, 0.04].map((p) => pWords(gain(0, p)))).toEqual(['below 0.001', '0.004', '0.04']);
});
