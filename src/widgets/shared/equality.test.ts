import { expect, test } from 'vitest';
import { fewShotCurve } from '../../lab/experiments/few-shot.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { equality, equalitySentence } from './equality.ts';

/** A run on so many tickets; each answer names its place, but for one that may be replaced. */
function run(count: number, { seed = 'few-shot', modelHash = 'a', other }: { seed?: string; modelHash?: string; other?: readonly [arm: number, item: number] } = {}): RunRecord {
  const experiment = fewShotCurve({ labels: 'unseen', form: 'turns', count, seed });
  return {
    format: FORMAT, experiment,
    engine: { engine: 'tinydesk', model: 'a model', modelHash, versions: {} },
    arms: experiment.arms.map((arm, at) => madeArm(experiment, arm, Array.from({ length: count }, (_, item) => ({
      outcomes: [{ answer: other?.[0] === at && other[1] === item ? 'else' : `answer ${at}/${item}`, cut: false }],
      reference: 'x', promptTokens: 1, answerTokens: 1,
    })))),
  };
}

test('equal runs are equal in every answer', () => {
  const found = equality(run(50), run(50))!;
  expect(found).toMatchObject({ compared: 400, same: 400, sameModel: true });
  expect(equalitySentence(found, 'ticket')).toBe('Live equals recorded, bit for bit: yes, in all 400 answers.');
});

test('equal answers of another model are said to be so', () => {
  expect(equalitySentence(equality(run(50), run(50, { modelHash: 'b' }))!, 'ticket')).toBe(
    'Live equals recorded, bit for bit: yes, in all 400 answers, though the model or its kernels are others.');
});

test('of a shorter or a longer run, the tickets that both have are compared', () => {
  expect(equality(run(50), run(20))).toMatchObject({ compared: 160, same: 160 });
  expect(equality(run(50), run(100))).toMatchObject({ compared: 400, same: 400 });
});

test('one answer that differs is found and shown', () => {
  const found = equality(run(50), run(50, { other: [3, 7], modelHash: 'b' }))!;
  expect(found).toMatchObject({ same: 399, sameModel: false });
  expect(found.arms[3]).toEqual({ compared: 50, same: 49 });
  expect(equalitySentence(found, 'ticket')).toBe(
    'Live equals recorded: no. 1 of 400 answers differ. The first is ticket 8, 3 examples: recorded “answer 3/7”, here “else”. The model or its kernels are not those of the recorded run.',
  );
});

test('what the arms are called is no part of what was asked', () => {
  const recorded = run(50);
  const arms = recorded.experiment.arms.map((arm) => ({ ...arm, label: 'once called so' }));
  expect(equality({ ...recorded, experiment: { ...recorded.experiment, title: 'An older title', arms } }, run(50))).toMatchObject({ compared: 400, same: 400 });
});

test('runs that asked different things are not compared', () => {
  expect(equality(run(50), run(50, { seed: 'mine' }))).toBeUndefined();
});
