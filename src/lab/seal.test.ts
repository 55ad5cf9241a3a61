import { expect, test } from 'vitest';
import { benchRole } from './experiments/bench.ts';
import { fewShot } from './experiments/few-shot.ts';
import { falseAlarm, opened, opensSeal, sealFrom, sealSentence, UNOPENED } from './seal.ts';

test('every opening is counted, and what it costs is said', () => {
  let seal = UNOPENED;
  expect(sealSentence(seal)).toMatch(/are sealed/);
  seal = opened(seal, 'a against b', new Date(0));
  expect(sealSentence(seal)).toMatch(/once/);
  seal = opened(opened(seal, 'a against c', new Date(1)), 'x'.repeat(999), new Date(2));
  expect(sealSentence(seal)).toMatch(/3 times.*14% instead of 5%/);
  expect(seal.openings[2]!.what).toHaveLength(200);
});

test('prompts that someone wrote open it on test items, and nothing else does', () => {
  const on = (split: 'dev' | 'test') => ({ ...benchRole, items: { ...benchRole.items, split } });
  expect(opensSeal(on('test'))).toBe(true);
  expect(opensSeal(on('dev'))).toBe(false);
  expect(opensSeal({ ...on('test'), items: { ...on('test').items, given: [{ text: 'a', reference: 'b' }] } })).toBe(true);
  expect(opensSeal({ ...on('dev'), items: { ...on('dev').items, given: [{ text: 'a', reference: 'b' }] } })).toBe(false);
  expect(opensSeal(fewShot)).toBe(false);
});

test('looks add up', () => {
  expect(falseAlarm(0)).toBe(0);
  expect(falseAlarm(1)).toBeCloseTo(0.05);
  expect(falseAlarm(20)).toBeCloseTo(0.64, 2);
});

test('a stored seal comes back, and a damaged one is unopened', () => {
  const seal = opened(UNOPENED, 'a', new Date(0));
  expect(sealFrom(JSON.stringify(seal))).toEqual(seal);
  for (const text of [null, '', '{', '[]', '{"openings":3}', 'null']) expect(sealFrom(text)).toEqual(UNOPENED);
  expect(sealFrom('{"openings":[null,{"what":1},{"what":"b","when":"c"}]}').openings).toEqual([{ what: 'b', when: 'c' }]);
});
