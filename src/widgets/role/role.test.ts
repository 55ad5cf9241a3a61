import { expect, test } from 'vitest';
import type { Experiment } from '../../lab/experiment.ts';
import { benchRole } from '../../lab/experiments/bench.ts';
import { role, roleExercise } from '../../lab/experiments/role.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { againstNone, answerTo, formalCost, missesFarNames, routeSentence, voiceFinding, voicesCaption } from './findings.ts';
import { faultOf, gradeOf } from './grade.ts';

const LAWYER = 'to whom it may concern, we take note without prejudice. the company shall trace the parcel. counsel for the company';
const PIRATE = 'ahoy matey! blimey, that be bad luck. me crew will trace the parcel. yarr, the captain';
const PLAIN = 'hello, sorry for the trouble. we will trace the parcel. regards, support';

function made(experiment: Experiment, answer: (arm: string, item: number) => string, reference: string): RunRecord {
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: experiment.items.count }, (_, item) => ({ outcomes: [{ answer: answer(arm.id, item), cut: false }], reference, promptTokens: 1, answerTokens: 1 })))),
  };
}

test('voices are told by the words that name them', () => {
  const record = made(role, (arm) => (arm === 'pirate' ? PIRATE : PLAIN), PIRATE);
  expect(voiceFinding(record)).toBe('“You are a pirate” gives a pirate’s voice on 100% of the tickets, “you are an old sailor” on 0%');
  expect(routeSentence(record)).toBe('No role differs measurably from none (5 comparisons, Holm).');
  expect(missesFarNames(record)).toBe(true);
  expect(answerTo(record, 'pirate', 3)).toBe(PIRATE);
  expect(routeSentence(made(role, (arm) => (arm === 'pirate' ? PIRATE.replace('trace the parcel', 'check the payment') : PLAIN), PIRATE))).toBe('Corrected for 5 comparisons, “you are a pirate.” differs from none.');
});

test('the caption of the replies says whether what they promise is right, and whether the role changed it', () => {
  const caption = (none: string, others: string) => voicesCaption(made(role, (arm) => PLAIN.replace('trace the parcel', arm === 'none' ? none : others), PIRATE), 0, PIRATE);
  expect(caption('trace the parcel', 'call the courier')).toBe('The voice changes, the promise stays, and it is right: shipping.');
  expect(caption('repair your login', 'unlock your account')).toBe('The voice changes, the mistake stays: the ticket is about shipping, and all promise what the desk does for account tickets.');
  expect(caption('wait', 'wait')).toContain('and all promise something else.');
  expect(caption('trace the parcel', 'check the payment')).toBe('The voice changes, and on this ticket what is promised changes too; right is shipping.');
});

test('a role is held against none among the other roles', () => {
  // Six replies in the voice more than without the role: p = 0.03 alone.
  const record = made(role, (arm, item) => (arm === 'pirate' && item < 6 ? PIRATE : PLAIN), PIRATE);
  expect(againstNone(record, 'pirate', 'register')).toMatchObject({ settled: false });
  expect(againstNone(record, 'pirate', 'register').p).toBeCloseTo(5 * 2 ** -5, 9);
});

test('what the formal role costs is corrected for the others', () => {
  expect(formalCost(made(benchRole, (arm) => (arm === 'formal' ? 'dear sir' : 'RET'), 'RET'))).toMatchObject({ costs: true, sentence: expect.stringMatching(/^100 points lower \(.*\)\. The interval .* for all 3 together\.$/) });
  expect(formalCost(made(benchRole, () => 'RET', 'RET'))).toMatchObject({ costs: false });
});

test('words are graded by the voice they give, and those of training are refused', () => {
  expect(faultOf(' ')).toMatch(/Write/);
  expect(faultOf('You are a lawyer.')).toMatch(/trained on/);
  expect(faultOf('you are counsel for the company.')).toBeUndefined();
  const own = roleExercise('x');
  expect(gradeOf(made(own, (arm, item) => (arm === 'own' && item < 16 ? LAWYER : PLAIN), LAWYER))).toMatchObject({ passed: true });
  const failed = gradeOf(made(own, () => PLAIN, LAWYER));
  expect(failed.passed).toBe(false);
  expect(failed.sentence).toContain('0 of 20 replies');
});
