import { expect, test } from 'vitest';
import type { Experiment } from './experiment.ts';
import { FORMAT, type RunRecord } from './record.ts';
import { madeArm } from './testing/made-arm.ts';
import { vote, voting } from './vote.ts';

const experiment: Experiment = {
  id: 'votes', title: 'Votes', items: { split: 'dev', count: 2, seeds: ['a'] }, samples: 4, request: { temperature: 1 }, graders: ['number'],
  arms: [{ id: 'worked', label: 'worked', lever: 'prompt', task: { name: 'totals' } }],
};
const record = (answers: readonly (readonly string[])[]): RunRecord => ({
  format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
  arms: [madeArm(experiment, experiment.arms[0]!, answers.map((drawn) => ({ outcomes: drawn.map((answer) => ({ answer, cut: false })), reference: '7', promptTokens: 5, answerTokens: 8 })))],
});

test('most votes win; of equally many, the first; the unreadable do not vote', () => {
  expect(vote(['a', 'b', 'b'])).toBe('b');
  expect(vote(['a', 'b'])).toBe('a');
  expect(vote([null, null, 'b'])).toBe('b');
  expect(vote(['b', null, null])).toBe('b');
  expect(vote([null])).toBeNull();
});

test('a vote can be right where most single answers are not, and costs as many answers as vote', () => {
  const run = record([['answer 7', 'answer 7', '1 and 2', 'answer 6'], ['answer 5', 'answer 7', 'answer 5', 'answer 5']]);
  expect(voting(run, 'worked', 1).right.value).toBe(3 / 8);
  expect(voting(run, 'worked', 4)).toMatchObject({ right: { value: 0.5 }, answerTokens: 8 });
  expect(voting(run, 'worked', 2).right.value).toBe(0.25);
  expect(voting(run, 'worked', 2).answerTokens).toBe(4);
});

test('more voters than answers are refused', () => {
  expect(() => voting(record([['answer 7', 'answer 7', 'answer 7', 'answer 7'], ['a', 'b', 'c', 'd']]), 'worked', 5)).toThrow(/Let 1 to 4 vote/);
});
