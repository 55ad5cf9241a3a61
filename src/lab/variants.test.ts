import { expect, test } from 'vitest';
import type { Experiment } from './experiment.ts';
import { crossed, variantsOf } from './variants.ts';

const prompt = { id: 'code', label: 'the code', lever: 'prompt' } as const;
const arms = crossed(prompt, { wording: ['plain', 'curt'], order: ['a', 'b', 'c'] }, () => ({ name: 'explicit', options: { convention: 'code' } }));
const experiment = { id: 'x', arms } as unknown as Experiment;

test('every combination of levels is an arm', () => {
  expect(arms.map(({ id }) => id)).toEqual(['code-plain-a', 'code-plain-b', 'code-plain-c', 'code-curt-a', 'code-curt-b', 'code-curt-c']);
  expect(arms[4]).toMatchObject({ label: 'the code: wording curt, order b', lever: 'prompt', variant: { of: 'code', levels: { wording: 'curt', order: 'b' } } });
});

test('the design is found again, in whatever order the arms stand', () => {
  const { design, arms: found } = variantsOf({ ...experiment, arms: [...arms].reverse() }, 'code');
  expect(design).toEqual({ wording: ['curt', 'plain'], order: ['c', 'b', 'a'] });
  expect(found.map(({ id }) => id)).toEqual([...arms].reverse().map(({ id }) => id));
});

test('a combination that is missing, doubled or unknown is named', () => {
  expect(() => variantsOf({ ...experiment, arms: arms.slice(1) }, 'code')).toThrow(/of 6 combinations of 2 of wording and 3 of order, 1 are missing/);
  expect(() => variantsOf({ ...experiment, arms: [...arms, arms[0]!] }, 'code')).toThrow(/asked for twice/);
  expect(() => variantsOf(experiment, 'word')).toThrow(/no variants of "word". It has variants of code/);
});
