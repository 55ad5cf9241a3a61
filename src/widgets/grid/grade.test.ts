import { expect, test } from 'vitest';
import { startHereExercise } from '../../lab/experiments/start-here.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { gradeOf } from './grade.ts';

/** A run in which so many of the forty codes are right with the vague request, and with the reader's own words. */
function run(vague: number, own: number): RunRecord {
  const experiment = startHereExercise('which code?');
  const items = (right: number) => Array.from({ length: 40 }, (_, item) => ({
    outcomes: [{ answer: item < right ? 'RET' : 'returns', cut: false }], reference: 'RET', promptTokens: 60, answerTokens: 1,
  }));
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: [madeArm(experiment, experiment.arms[0]!, items(vague)), madeArm(experiment, experiment.arms[1]!, items(own))],
  };
}

test('words that clearly beat the vague request pass, with their price', () => {
  const { passed, sentence } = gradeOf(run(4, 30));
  expect(passed).toBe(true);
  expect(sentence).toMatch(/^Passed\. 30 of 40 codes right with your words, 4 with the vague request: 65 points higher/);
  expect(sentence).toContain('The department was right in 100%, in whatever form. 60 tokens a call.');
});

test('words that do not, do not', () => {
  expect(gradeOf(run(4, 6))).toMatchObject({ passed: false, sentence: expect.stringMatching(/^Not yet\./) as string });
  expect(gradeOf(run(30, 4)).passed).toBe(false);
});
