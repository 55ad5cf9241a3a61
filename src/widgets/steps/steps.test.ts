import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Experiment } from '../../lab/experiment.ts';
import { chainOfThought, chainOfThoughtExercise, chainOfThoughtTone, LINE_COUNTS, selfConsistency, selfConsistencyGreedy } from '../../lab/experiments/chain-of-thought.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import { armOf, FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { curveLabel, curveNumbers, finding, gain, mostTokens, reach, series, tableRows, tokenFinding, tokenLabel, tokenSeries, toneFinding, toneRows, voteAgainst, voteFinding, voteRows, votes, writesSteps } from './findings.ts';
import { joint, jointLabel } from './joint.ts';
import { gradeOf } from './predictions.ts';

/** A run in which `right` says of each outcome whether it is right. */
function made(experiment: Experiment, right: (arm: string, item: number, sample: number) => boolean, tokens = (_arm: string) => 10): RunRecord {
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => ({
      outcomes: Array.from({ length: experiment.samples }, (__, sample) => ({ answer: right(arm.id, item, sample) ? 'answer 7' : `answer ${sample}0`, cut: false })),
      reference: 'answer 7', promptTokens: 40, answerTokens: tokens(arm.id) * experiment.samples,
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
  expect(curveLabel(upTo(4))).toMatch(/^Steps carry bills of up to 4 lines, and no further\. Right totals at once: .*Right totals in steps: 1 line 100%/);
  expect(curveNumbers(upTo(4))).toBe('With 4 lines 100% of the totals are right in steps and 0% at once; with 5, 0% and 0%.');
  expect(curveNumbers(upTo(6))).toBe('With 6 lines 100% of the totals are right in steps and 0% at once.');
  expect(curveNumbers(upTo(0))).toMatch(/^With 1 line 0% .*; with 2, 0% and 0%\.$/);
});

test('what an answer takes is counted beside it, on an axis that holds it', () => {
  const record = made(chainOfThought, () => true, (arm) => (arm.startsWith('steps') ? 17 * Number(arm.at(-1)) : 4));
  expect(tokenSeries(record).map(({ name, points }) => [name, ...points.map(({ y }) => y.value)])).toEqual([['at once', 4, 4, 4, 4, 4, 4], ['in steps', 17, 34, 51, 68, 85, 102]]);
  expect(mostTokens(record)).toBe(120);
  expect(tokenFinding(record)).toBe('With 6 lines an answer in steps takes 102 tokens, and one at once 4');
  expect(tokenLabel(record)).toMatch(/Answer tokens in steps: 1 line 17, 2 lines 34/);
});

test('lengths are compared as one family: a gain that would count alone does not count among six', () => {
  // Six bills more by steps than at once, and none fewer: p = 0.03 alone.
  const found = made(chainOfThought, (arm, item) => arm === 'steps-2' && item < 6);
  expect(gain(found, 2)).toMatchObject({ settled: false });
  expect(gain(found, 2).p).toBeCloseTo(6 * 0.03125, 9);
  expect(reach(found)).toBe(0);
});

test('votes of scattered errors converge, and cost as many answers as vote', () => {
  const found = votes(made(selfConsistency, (_, item, sample) => (item + sample) % 5 < 3));
  expect(found.map(({ voters }) => voters)).toEqual([1, 3, 5, 15]);
  expect(found[0]!.right.value).toBeCloseTo(0.6);
  expect(found[3]!.right.value).toBe(1);
  expect(found[3]!.answerTokens).toBe(150);
});

/** A run on tone: so many tokens an answer, and whether an item is right. */
function toned(tokens: number, right: (arm: string, item: number) => boolean): RunRecord {
  const { items } = chainOfThoughtTone;
  return {
    format: FORMAT, experiment: chainOfThoughtTone, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: chainOfThoughtTone.arms.map((arm) => madeArm(chainOfThoughtTone, arm, Array.from({ length: items.count }, (_, item) => ({
      outcomes: [{ answer: right(arm.id, item) ? 'high' : 'low', cut: false }], reference: 'high', promptTokens: 1, answerTokens: tokens,
    })))),
  };
}

test('about tone the title says whether steps were written, and how many answers stayed as they were', () => {
  expect(toneFinding(toned(1, () => true))).toBe('Asked for steps about tone, the model writes none, and nothing changes');
  expect(toneFinding(toned(1, (arm, item) => arm === 'direct' || item > 0))).toBe('Asked for steps about tone, the model writes none, and 199 of 200 answers stay the same');
  expect(toneFinding(toned(20, () => true))).toBe('Steps about tone: no difference can be told');
  expect(toneFinding(toned(20, (arm) => arm === 'steps'))).toBe('Steps about tone make a difference');
  expect([1, 20].map((tokens) => writesSteps(toned(tokens, () => true)))).toEqual([false, true]);
  expect(toneRows(toned(1, (arm) => arm === 'steps')).map(({ lever, estimate }) => [lever, estimate.value])).toEqual([['base', 0], ['prompt', 1]]);
});

test('a vote stands beside the greedy answer to the same bills, and its tokens beside those', () => {
  const sampled = made(selfConsistency, (_, item, sample) => item < 80 && (item + sample) % 5 < 3);
  const greedy = made(selfConsistencyGreedy, (_, item) => item < 70);
  expect(voteFinding(sampled, greedy)).toBe('A vote of 15 takes 15 times the tokens of one greedy answer: 80% right against 70%');
  expect(voteAgainst(sampled, greedy)).toMatchObject({ n: 100, settled: true, p: 2 ** -9 });
  expect(voteAgainst(sampled, greedy).difference.value).toBeCloseTo(0.1, 9);
  expect(voteAgainst(sampled, made(selfConsistencyGreedy, (_, item) => item < 79)).settled).toBe(false);
  expect(voteRows(sampled, greedy).map(({ name, lever }) => `${name}: ${lever}`)).toEqual(['one, greedy: base', 'one, drawn: prompt', '3 that vote: prompt', '5 that vote: prompt', '15 that vote: prompt']);
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

test('a list is all right line by line where it is right as a whole, even if others run on', async () => {
  const record = recordFromJson(readFileSync('content/runs/step-by-step.json', 'utf8'));
  const lists = await joint(record);
  for (const { steps, all } of lists) {
    const { right, wrong, unreadable } = armOf(record, `list-${steps}`).summary.graders['exact']!;
    expect(all.value).toBeCloseTo(right / (right + wrong + unreadable), 12);
  }
  expect(jointLabel(record, lists)).toMatch(/^Eight steps are all right on \d+% of the tickets[^.]*\. All steps right: 1 \d+%/);
});
