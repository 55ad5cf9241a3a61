import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { answerList, barRows, drawnTokens, fillBars, lettersOf, percent, promptTokens, spreadWords } from './view.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const bytes = (text: string): number[] => [...new TextEncoder().encode(text)];
const token = (id: number, text: string) => ({ id, text, bytes: bytes(text) });

test('a prompt stands between the tokens of the chat format, each token with its id', () => {
  const list = promptTokens(document, [token(727, 'what'), token(290, ' is')]);
  expect(Array.from(list.children, ({ textContent }) => textContent)).toEqual(['<|user|>2', 'what727', '·is290', '<|assistant|>3']);
});

test('a very long prompt is drawn in part and counted', () => {
  const list = promptTokens(document, Array.from({ length: 1400 }, (_, id) => token(id, 'a')));
  expect(list.querySelector('.more')?.textContent).toBe('and 1,240 more');
  expect(list.children.length).toBeLessThan(170);
});

test('markup in tokens and answers stays text', () => {
  const shown = [promptTokens(document, [token(1, '<img src=x>')]), answerList(document, [{ text: '<b>bold</b>', ended: true }])];
  for (const element of shown) expect(element.querySelector('img, b b')).toBeNull();
  expect(shown[1]!.textContent).toBe('A<b>bold</b>');
});

test('bars carry chances, marks the model; what top-p cuts and what was drawn is marked', () => {
  const rows = barRows(document, 2);
  const bar = (text: string, model: number, chance: number) => ({ text, bytes: bytes(text), model, chance, kept: chance > 0 });
  fillBars(rows, { bars: [bar('a', 0.6, 1), bar('b', 0.3, 0)], rest: { tokens: 10, model: 0.1, chance: 0 }, bounds: false }, 'a');
  expect(rows.map(({ textContent }) => textContent)).toEqual(['a100%60%', 'b0%30%', '10 others0%10%']);
  expect(rows[0]!.querySelector('.chance')?.getAttribute('style')).toBe('inline-size:100.00%');
  expect(rows[0]!.querySelector('.model')?.getAttribute('style')).toBe('inset-inline-start:60.00%');
  expect(rows.map((row) => [row.hasAttribute('data-cut'), row.hasAttribute('data-drawn')])).toEqual([[false, true], [true, false], [false, false]]);
  fillBars(rows, { bars: [bar('a', 0.6, 0.2)], rest: { tokens: 11, model: 0.4, chance: 0.8 }, bounds: true });
  expect(rows.map(({ textContent }) => textContent)).toEqual(['a≥ 20%60%', '', '11 others≤ 80%40%']);
});

test('an answer shows the probability of each of its tokens, and that it ended', () => {
  const from = { likely: [], others: 0 };
  const list = drawnTokens(document, [{ text: ' team', bytes: bytes(' team'), probability: 0.25, from }], true);
  expect(Array.from(list.children, ({ textContent }) => textContent)).toEqual(['·team25%', '<|end|>stops']);
});

test('equal answers share a letter', () => {
  expect(lettersOf(['BIL', 'billing', 'BIL ', '1'])).toEqual(['A', 'B', 'A', 'C']);
});

test('ten answers are a finding and an interval', () => {
  expect(spreadWords(Array.from({ length: 10 }, () => 'BIL'))).toEqual({ finding: 'All 10 answers are the same.', figures: expect.stringMatching(/agree 100% of the time \(95% interval \d+ to 100, n = 10\)/) as string });
  expect(spreadWords(['a', 'b', 'c']).finding).toBe('No two of the 3 answers are the same.');
  expect(spreadWords(['a', 'b', 'a']).finding).toBe('2 different answers among 3.');
});

test('only what is certain is 0% or 100%', () => {
  expect([0, 0.0004, 0.012, 0.5, 0.994, 0.9999, 1].map(percent)).toEqual(['0%', '<0.1%', '1.2%', '50%', '99.4%', '>99.9%', '100%']);
});
