import { expect, test } from 'vitest';
import { visible } from './visible.ts';

const drawn = (text: string): string => visible(text, [...new TextEncoder().encode(text)]).map((piece) => piece.text).join('');

test('white space is seen', () => {
  expect(drawn(' the')).toBe('·the');
  expect(drawn('\n\n a\tb')).toBe('⏎⏎·a⇥b');
  expect(visible(' the', [])).toEqual([{ text: '·', sign: true }, { text: 'the', sign: false }]);
});

test('a piece of a character is shown by its bytes', () => {
  expect(visible('\uFFFD', [0xf0, 0x9f])).toEqual([{ text: 'F0 9F', sign: true }]);
});

test('markup is text like any other', () => {
  expect(drawn('<b>')).toBe('<b>');
});
