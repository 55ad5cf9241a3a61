import { expect, test } from 'vitest';
import { gridLink, gridSettings, OPENING } from './settings.ts';

test('settings survive a link, and what is as at first is not written', () => {
  const set = { tickets: 100, ticket: 6 };
  expect(gridSettings(gridLink(set), 200)).toEqual(set);
  expect(gridLink(OPENING).size).toBe(0);
});

test('a link that makes no sense opens as at first', () => {
  for (const ticket of ['0', '201', '1.5', 'x']) expect(gridSettings(new Map([['ticket', ticket], ['tickets', '7']]), 200)).toEqual(OPENING);
});
