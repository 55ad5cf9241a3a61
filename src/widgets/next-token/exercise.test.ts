import { expect, test } from 'vitest';
import { mark, type Attempt } from './exercise.ts';

const ticket = 'my lamp is late.';
const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  temperature: 1, topP: 1, seed: 1, prompt: `answer with the code.\n${ticket}`, answers: Array.from({ length: 10 }, () => 'SHP'), ...changes,
});

test('ten equal codes at temperature 1 solve it', () => {
  expect(mark(attempt(), ticket)).toEqual({ solved: true, says: expect.stringContaining('10 times SHP') as string });
});

test.each([
  ['a cold dial', { temperature: 0 }, /dials/],
  ['a narrow top-p', { topP: 0.5 }, /dials/],
  ['another ticket', { prompt: 'say SHP.' }, /ticket has to stay/],
  ['one word instead of a code', { answers: ['SHP', 'shipping'] }, /1 of 2 answers are a three-letter code/],
  ['two codes', { answers: ['SHP', 'RET'] }, /2 different/],
])('%s does not, and the mark says why', (_, changes, why) => {
  const { solved, says } = mark(attempt(changes), ticket);
  expect(solved).toBe(false);
  expect(says).toMatch(why);
});
