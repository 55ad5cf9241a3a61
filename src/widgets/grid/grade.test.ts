import { expect, test } from 'vitest';
import { startHereExercise } from '../../lab/experiments/start-here.ts';
import { armRecord, FORMAT, type RunRecord } from '../../lab/record.ts';
import { gradeOf } from './grade.ts';

/** A run in which so many of the forty records are right with the request, and with the reader's own words. */
function run(request: number, own: number): RunRecord {
  const experiment = startHereExercise('file it.');
  const reference = '[nem / L3 / nil / lamp] keep it moving';
  const items = (right: number) => Array.from({ length: 40 }, (_, item) => ({
    outcomes: [{ answer: item < right ? reference : '[zor / L3 / nil / lamp] keep it moving', cut: false }], reference, promptTokens: 80, answerTokens: 1,
  }));
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'a model', modelHash: '', versions: {} },
    arms: [armRecord(experiment, experiment.arms[0]!, items(request)), armRecord(experiment, experiment.arms[1]!, items(own))],
  };
}

test('words that clearly beat the request pass, with their price', () => {
  const { passed, sentence } = gradeOf(run(0, 16), 258);
  expect(passed).toBe(true);
  expect(sentence).toMatch(/^Passed\. 16 of 40 records right with your words, 0 with the explicit request: 40 points higher/);
  expect(sentence).toContain('The form was right in 100%, the queue in 40%. 80 tokens a call; the whole specification takes 258.');
});

test('words that do not, do not', () => {
  expect(gradeOf(run(0, 3), 258)).toMatchObject({ passed: false, sentence: expect.stringMatching(/^Not yet\./) as string });
  expect(gradeOf(run(16, 0), 258).passed).toBe(false);
});
