import { expect, test } from 'vitest';
import type { Experiment } from '../../lab/experiment.ts';
import { chainOfThought, chainOfThoughtExercise, LINE_COUNTS, selfConsistency } from '../../lab/experiments/chain-of-thought.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { curveLabel, finding, reach, series, tableRows, votes } from './findings.ts';
import { gradeOf } from './predictions.ts';

/** A run in which `right` says of each outcome whether it is right. */
function made(experiment: Experiment, right: (arm: string, item: number, sample: number) => boolean): RunRecord {
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => ({
      outcomes: Array.from({ length: experiment.samples }, (__, sample) => ({ answer: right(arm.id, item, sample) ? 'answer 7' : `answer ${sample}0`, cut: false })),
      reference: 'answer 7', promptTokens: 40, answerTokens: 10 * experiment.samples,
    })))),
  };
}

test('the curve says how far steps carry', () => {
  const upTo = (most: number) => made(chainOfThought, (arm) => arm.startsWith('steps') && Number(arm.at(-1)) <= most);
  expect(reach(upTo(4))).toBe(4);
  expect(finding(upTo(4))).toBe('Steps carry bills of up to 4 lines, and no further');
  expect(finding(upTo(6))).toBe('Steps carry every bill further');
  expect(finding(upTo(0))).toBe('Steps do not help here');
  expect(series(upTo(4)).map(({ points }) => points.map(({ y }) => y.value))).toEqual([[0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 0, 0]]);
  expect(tableRows(upTo(4))).toHaveLength(LINE_COUNTS.length);
  expect(curveLabel(upTo(4))).toContain('Right totals in steps: 1 line 100%');
});

test('votes of scattered errors converge, and cost as many answers as vote', () => {
  const found = votes(made(selfConsistency, (_, item, sample) => (item + sample) % 5 < 3));
  expect(found.map(({ voters }) => voters)).toEqual([1, 3, 5, 15]);
  expect(found[0]!.right.value).toBeCloseTo(0.6);
  expect(found[3]!.right.value).toBe(1);
  expect(found[3]!.answerTokens).toBe(150);
});

test('five right predictions of six pass', () => {
  const record = made(chainOfThoughtExercise, (arm) => ['steps-2', 'steps-4'].includes(arm));
  const truth = record.experiment.arms.map(({ id }) => ['steps-2', 'steps-4'].includes(id));
  expect(gradeOf(record, truth)).toMatchObject({ passed: true, sentence: 'Passed. You foretold 6 of 6; 5 pass.' });
  expect(gradeOf(record, truth.map((right, at) => (at === 0 ? !right : right))).passed).toBe(true);
  const blind = gradeOf(record, truth.map((right) => !right));
  expect(blind.passed).toBe(false);
  expect(blind.sentence).toContain('Look at “in steps, 2 lines” again');
});
