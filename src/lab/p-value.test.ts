import { expect, test } from 'vitest';
import { pValue } from './p-value.ts';

test.each([[1, '= 1.00'], [0.5437, '= 0.54'], [0.0964, '= 0.10'], [0.0749, '= 0.075'], [0.02498, '= 0.025'], [0.001, '= 0.001'], [1 / 2001, '< 0.001']])('p of %f is written "%s"', (p, words) => {
  expect(pValue(p)).toBe(words);
});
