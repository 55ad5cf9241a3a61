import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { shownPrompt } from './prompt.ts';
import { labelRows, probabilityText, shotList } from './view.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const shown = shownPrompt({ ticket: 0, k: 3, order: 0 });
const texts = (rows: readonly HTMLElement[]) => rows.map((row) => Array.from(row.querySelectorAll('code, .meaning, .share'), ({ textContent }) => textContent));

test('k examples carry their labels, the others are said to be left out', () => {
  const list = shotList(document, shown);
  expect(list.querySelectorAll('li')).toHaveLength(8);
  expect(Array.from(list.querySelectorAll('mark'), ({ textContent }) => textContent)).toEqual(shown.shots.slice(0, 3).map(({ label }) => label));
  expect(list.querySelectorAll('li.out')).toHaveLength(5);
});

test('every label has its meaning and its probability, the right one and the given one are marked', () => {
  const names = Object.values(shown.labels);
  const rows = labelRows(document, shown, { answer: names[1]!, probabilities: [0.1, 0.6, 0.2, 0.004, 0.0001] });
  expect(rows).toHaveLength(6);
  expect(texts(rows).map(([, , share]) => share)).toEqual(['10%', '60%', '20%', '0.4%', '< 0.1%', '10%']);
  expect(rows.map(({ className }) => className)).toEqual(['', 'answered', '', '', '', '']);
  expect(texts(rows).filter(([, meaning]) => meaning?.endsWith(' ✓')).map(([name]) => name)).toEqual([shown.reference]);
});

test('an answer that is none of the labels is shown as text', () => {
  const rows = labelRows(document, shown, { answer: '<b>shipping</b>', probabilities: [0, 0, 0, 0, 0] });
  expect(texts(rows)[5]).toEqual(['“<b>shipping</b>”', 'none of these', '100%']);
  expect(rows[5]!.className).toBe('answered');
  expect(rows[5]!.querySelector('b')).toBeNull();
});

test('before anything was asked no probability is claimed', () => {
  expect(texts(labelRows(document, shown)).every(([, , share]) => share === '')).toBe(true);
});

test('a probability is never rounded down to nothing or up to all', () => {
  expect([0, 0.0004, 0.004, 0.996, 1].map(probabilityText)).toEqual(['< 0.1%', '< 0.1%', '0.4%', '99%', '100%']);
});
