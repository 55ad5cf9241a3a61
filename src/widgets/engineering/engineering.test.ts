import { expect, test } from 'vitest';
import { CALL_PRICES } from '../../decide/prices.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { RECORDED } from '../../lab/experiments/index.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { effectOf, fallsWithLength, gained, questions, steps, stepsFinding, toldFinding, toldRows, weightsIn, type Runs } from './findings.ts';

/** A run in which `right` says of each item whether an arm gets it right. */
function made(experiment: Experiment, right: (arm: string, item: number) => boolean, modelHash = 'abc'): RunRecord {
  const tokens = (arm: string) => (arm === 'record-specification' ? 257 : arm === 'listed' ? 64 : 57);
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash, versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => ({
      outcomes: [{ answer: right(arm.id, item) ? 'answer 7' : 'answer 8', cut: false }], reference: 'answer 7', promptTokens: tokens(arm.id), answerTokens: 3,
    })))),
  };
}

const runs = (right: (arm: string, item: number) => boolean): Runs => (id) => made(RECORDED.find((experiment) => experiment.id === id)!, right);

test('a step helps, harms or leaves it open, corrected for the five', () => {
  const found = steps(runs((arm, item) => ['route-instruction', 'with', 'steps-3', 'none'].includes(arm) || item % 2 === 0));
  expect(found.map(({ effect }) => effect)).toEqual(['helps', 'helps', 'helps', 'open', 'hurts']);
  expect(stepsFinding(found)).toBe('Instructions, context and worked steps helped; “you are an expert” did harm; one more round made no measurable difference');
  expect(gained(found, 'instructions')).toMatch(/^50 points higher/);
  expect(effectOf(found, 'one more round')).toBe('open');
  expect(found.flatMap(({ rows }) => rows.map(({ estimate }) => estimate.n))).toEqual([200, 200, 400, 400, 200, 200, 100, 100, 100, 100]);
});

test('what one comparison would settle, five need not', () => {
  const lucky = steps(runs((arm, item) => (arm === 'listed' ? item >= 7 : arm === 'named' ? item >= 14 : item % 2 === 0)));
  expect(lucky.find(({ name }) => name === 'one more round')!.gain.p).toBeCloseTo(5 * 2 ** -6, 10);
  expect(stepsFinding(lucky)).toMatch(/^Instructions, .* made no measurable difference$/);
});

test('records that come out right less often when they are longer are found, and only those', () => {
  const falling = toldRows(runs((arm, item) => item % 10 < 10 - 2 * Number(/^fields-(\d)$/.exec(arm)?.[1] ?? 0)));
  expect(falling.map(({ estimate }) => estimate.value)).toEqual([1, 0.8, 0.6, 0.4, 0.2, 1].map((share) => expect.closeTo(share, 10)));
  expect(fallsWithLength(falling)).toBe(true);
  expect(toldFinding(falling)).toMatch(/the fewer come out right$/);
  expect(toldFinding(toldRows(runs((_, item) => item % 2 === 0)))).toMatch(/cannot be told here$/);
});

test('runs of one model have one hash', () => {
  const [first, second] = RECORDED.filter(({ id }) => ['bench-code', 'bench-role'].includes(id));
  const one = made(first!, () => true);
  expect(weightsIn([one, made(second!, () => true)])).toEqual({ runs: 2, answers: 300 + 400, hashes: ['abc'] });
  expect(weightsIn([one, made(second!, () => true, 'def')]).hashes).toEqual(['abc', 'def']);
});

test('the answers of the exercise follow from the numbers in its questions', () => {
  const asked = (share: number) => {
    const run = runs((arm, item) => arm === 'record-specification' && item < 200 * share);
    return questions(run('start-here'), run('bench-code'), { ...CALL_PRICES[0]!, input: 0.5 });
  };
  expect(asked(0.25).map(({ answer }) => answer)).toEqual([expect.closeTo(10, 10), expect.closeTo(0.4, 10), 12 * 100 * 64]);
  expect(asked(0.25)[0]!.ask).toContain('a call reads 257 tokens, with the bare request 57');
  expect(asked(0)).toHaveLength(2);
});
