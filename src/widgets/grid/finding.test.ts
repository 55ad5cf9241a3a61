import { expect, test } from 'vitest';
import { startHereGrid } from '../../lab/experiments/start-here.ts';
import { armRecord, FORMAT, type RunRecord } from '../../lab/record.ts';
import { finding } from './finding.ts';

/** A run in which so many of fifty records are right in each arm. */
function run(right: readonly number[]): RunRecord {
  const experiment = startHereGrid({ count: 50 });
  const reference = '[nem / L3 / nil / lamp] keep it moving';
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm, at) => armRecord(experiment, arm, Array.from({ length: 50 }, (_, item) => ({
      outcomes: [{ answer: item < right[at]! ? reference : 'shipping', cut: false }], reference, promptTokens: 1, answerTokens: 1,
    })))),
  };
}

test('the title compares the best prompt with asking outright', () => {
  expect(finding(run([0, 0, 5, 26, 20]))).toBe('The written specification: 52% of records right, against 0% for an explicit request');
});

test('where the best prompt is not clearly better, the title says so', () => {
  expect(finding(run([0, 20, 21, 22, 20]))).toBe('Cannot tell yet which prompt files best: 50 tickets are too few');
  expect(finding(run([0, 30, 21, 22, 20]))).toMatch(/^Cannot tell yet/);
});
