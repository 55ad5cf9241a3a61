import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { answers, cell, prompts } from './view.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const texts = (elements: readonly HTMLElement[]) => elements.map(({ textContent }) => textContent);

test('a cell tells the recorded share with its interval, and keeps room for a live one', () => {
  const made = cell(document, { right: 45, of: 50 }, 'department right in 94%');
  expect(texts(made).slice(1)).toEqual(['90% 79 to 96', 'department right in 94%', '']);
  expect(made[0]!.querySelectorAll('.ring')).toHaveLength(1);
  expect(made[0]!.querySelectorAll('.dot')).toHaveLength(0);
});

test('a live share stands beside the recorded one', () => {
  const made = cell(document, { right: 45, of: 50 }, '', { right: 18, of: 20 }, 'same 20 of 20');
  expect(texts(made)[3]).toBe('90% 70 to 97 here, same 20 of 20');
  expect(made[0]!.querySelector('.dot')?.getAttribute('style')).toBe('inset-inline-start:90.0%');
});

test('what a model wrote is text', () => {
  const list = answers(document, [{ label: 'a request', answer: '<img src=x>', right: false }, { label: 'nothing', answer: '', right: false }]);
  expect(list.querySelector('img')).toBeNull();
  expect(texts(Array.from(list.querySelectorAll('code')))).toEqual(['<img src=x>', '(nothing)']);
});

test('a prompt is shown whole, with who says what', () => {
  const [name, text] = prompts(document, [{ label: 'three examples', messages: [{ role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }] }]);
  expect([name!.textContent, text!.textContent]).toEqual(['Three examples', 'user: a\nassistant: b']);
});
