import { expect, test } from 'vitest';
import { startHereGrid } from '../../lab/experiments/start-here.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { finding } from './finding.ts';

/** A run in which so many of fifty tickets are right in each arm. */
function run(right: readonly number[]): RunRecord {
  const experiment = startHereGrid({ count: 50 });
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm, at) => madeArm(experiment, arm, Array.from({ length: 50 }, (_, item) => ({
      outcomes: [{ answer: item < right[at]! ? 'RET' : 'returns', cut: false }], reference: 'RET', promptTokens: 1, answerTokens: 1,
    })))),
  };
}

test('the title tells what the best prompt does for either job', () => {
  expect(finding(run([4, 40, 37, 0, 0, 0]))).toBe('An explicit instruction takes routing from 8% to 80%; no prompt files a whole record');
  expect(finding(run([4, 36, 40, 0, 5, 26]))).toBe('Three examples take routing from 8% to 80%; the best prompt files 52% of records');
});

test('where the best prompt is not clearly better, the title says so', () => {
  expect(finding(run([20, 21, 22, 0, 0, 0]))).toBe('Cannot tell yet which prompt routes best: 50 tickets are too few');
  expect(finding(run([30, 21, 22, 0, 0, 0]))).toMatch(/^Cannot tell yet/);
});
