import { expect, test } from 'vitest';
import { fewShot } from '../../lab/experiments/few-shot.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { finding } from './finding.ts';

/** A run in which so many of the fifty tickets are right with each number of examples. */
function run(right: readonly number[]): RunRecord {
  const items = (count: number) => Array.from({ length: 50 }, (_, index) => ({
    outcomes: [{ answer: index < count ? 'zor' : 'fur', cut: false }], reference: 'zor', promptTokens: 1, answerTokens: 1,
  }));
  return {
    format: FORMAT, experiment: fewShot,
    engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: fewShot.arms.map((arm, at) => madeArm(fewShot, arm, items(right[at]!))),
  };
}

test('the title tells where most of the gain is reached', () => {
  expect(finding(run([0, 8, 16, 25, 33, 42, 42, 44]))).toBe('Five examples bring most of the gain: 0% right without any, 84% with them');
  expect(finding(run([5, 45, 45, 45, 46, 46, 46, 46]))).toBe('One example brings most of the gain: 10% right without any, 90% with it');
});

test('a curve that still rises, one that falls and one that does neither are told apart', () => {
  expect(finding(run([0, 5, 10, 15, 20, 25, 30, 40]))).toBe('Examples keep helping: 0% right without any, 80% with eight');
  expect(finding(run([40, 30, 30, 30, 30, 20, 20, 10]))).toBe('Examples do harm here: 80% right without any, 20% with eight');
  expect(finding(run([20, 21, 22, 20, 20, 20, 21, 22]))).toBe('Cannot tell yet whether examples help: 50 tickets are too few');
});
