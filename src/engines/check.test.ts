import { expect, test } from 'vitest';
import { count, either, fields, finite, flag, list, nothing, oneOf, record, text, variants } from './check.ts';

const shape = variants({
  point: fields({ type: oneOf('point'), at: list(finite) }),
  name: fields({ type: oneOf('name'), text: either(nothing, text), seen: flag, tags: record(count) }),
});

test('what fits passes, copied', () => {
  const point = { type: 'point', at: [1.5, -2] };
  expect(shape(point, 'value')).toEqual(point);
  expect(shape(point, 'value')).not.toBe(point);
  expect(shape({ type: 'name', text: null, seen: true, tags: { a: 1 } }, 'value')).toMatchObject({ text: null });
});

test.each<[unknown, string]>([
  [null, 'value is not an object'],
  [[], 'value is not an object'],
  [{ type: 'toString' }, 'value.type is not one of point, name'],
  [{ type: 'point', at: {} }, 'value.at is not a list'],
  [{ type: 'point', at: [1, NaN] }, 'value.at[1] is not a number'],
  [{ type: 'point', at: [], more: 1 }, 'value.more is not known'],
  [{ type: 'name', text: 1, seen: true, tags: {} }, 'value.text is not text'],
  [{ type: 'name', text: '', seen: 'yes', tags: {} }, 'value.seen is not true or false'],
  [{ type: 'name', text: '', seen: true, tags: { a: -1 } }, 'value.tags.a is not a whole number'],
])('%j is refused by naming the place', (value, reason) => {
  expect(() => shape(value, 'value')).toThrow(reason);
});
