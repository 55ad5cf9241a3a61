import { expect, test } from 'vitest';
import { show } from './show.ts';

const circular: Record<string, unknown> = { a: 1 };
circular['self'] = circular;
let deep: unknown = [];
for (let i = 0; i < 200_000; i++) deep = [deep];

test.each<[unknown, string]>([
  ['a "b"', '"a \\"b\\""'],
  [{ type: ['string', null], n: 0.5 }, '{"type":["string",null],"n":0.5}'],
  [NaN, 'NaN'],
  [Infinity, 'Infinity'],
  [5n, '5n'],
  [undefined, 'undefined'],
  [Symbol('s'), 'Symbol(s)'],
  [() => 1, 'a function'],
  [[], '[]'],
  [Object.create(null), '{}'],
  [Array.from({ length: 100_000 }, (_, i) => i), '[0,1,2,3,4,5,6,7,...]'],
  [circular, '{"a":1,"self":{"a":1,"self":{"a":1,"self":{"a":1,"self":{...}}}}}'],
  [deep, '[[[[[...]]]]]'],
])('what an error shows of a value is short and says what it is', (value, text) => {
  expect(show(value)).toBe(text);
});

test('a long text is cut', () => {
  expect(show('x'.repeat(1e6))).toBe(`"${'x'.repeat(76)}...`);
});
