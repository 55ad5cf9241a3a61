import { expect, test } from 'vitest';
import { numberIn, settingsIn, withSettings } from './link.ts';

const address = 'https://example.org/sub/chapter/?other.k=3&next.seed=1#figure-1';

test('settings survive the address, whatever they hold', () => {
  const settings = new Map([['prompt', 'a&b=c #<i>é\n'], ['temperature', '0.7']]);
  expect(settingsIn(withSettings(address, 'next', settings), 'next')).toEqual(settings);
});

test('other figures and the place on the page are left alone', () => {
  const changed = withSettings(address, 'next', new Map());
  expect(changed).toBe('https://example.org/sub/chapter/?other.k=3#figure-1');
  expect(settingsIn(changed, 'other')).toEqual(new Map([['k', '3']]));
});

test('a number outside its bounds, or none at all, is ignored', () => {
  expect(numberIn('0.7', 0, 2)).toBe(0.7);
  for (const text of ['-1', '3', 'NaN', '1e9', '', '0x1', undefined]) expect(numberIn(text, 0, 2)).toBeUndefined();
});
