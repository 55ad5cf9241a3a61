import { expect, test } from 'vitest';
import { FIRST_FIVE, fewShotExercise, ONE_OF_EACH } from '../../lab/experiments/few-shot-exercise.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { gradeOf } from './grade.ts';

/** A run in which the first so many of the forty tickets are right with the first five, and with the chosen five. */
function run(first: number, chosen: number): RunRecord {
  const experiment = fewShotExercise(ONE_OF_EACH);
  const items = (right: number) => Array.from({ length: 40 }, (_, item) => ({
    outcomes: [{ answer: item < right ? 'pos' : 'no', cut: false }], reference: 'pos', promptTokens: 1, answerTokens: 1,
  }));
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: [madeArm(experiment, experiment.arms[0]!, items(first)), madeArm(experiment, experiment.arms[1]!, items(chosen))],
  };
}

test('what may be graded again and again asks development items, whatever was chosen', () => {
  for (const chosen of [undefined, FIRST_FIVE, [9, 8, 7, 6, 5]]) expect(fewShotExercise(chosen).items.split).toBe('dev');
});

test('a clear gain passes and is counted', () => {
  const { passed, sentence } = gradeOf(run(20, 34), ONE_OF_EACH);
  expect(passed).toBe(true);
  expect(sentence).toMatch(/^Passed\. Your five: 34 of 40 right\. The first five: 20\. 35 points higher \(95% interval /);
});

test('a gain that chance explains does not pass, nor does a loss', () => {
  expect(gradeOf(run(20, 23), ONE_OF_EACH)).toMatchObject({ passed: false, sentence: expect.stringContaining('Not yet.') as string });
  expect(gradeOf(run(34, 20), ONE_OF_EACH).passed).toBe(false);
});

test('a choice that leaves a name out is told which', () => {
  expect(gradeOf(run(20, 20), FIRST_FIVE).sentence).toContain('never shows “lakal” or “taze”');
  expect(gradeOf(run(20, 20), ONE_OF_EACH).sentence).toContain('Every name is shown');
});
