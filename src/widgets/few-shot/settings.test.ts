import { expect, test } from 'vitest';
import { fewShot } from '../../lab/experiments/few-shot.ts';
import { MOST_SHOTS } from '../../lab/tasks/shots.ts';
import { curveLink, curveSettings, MOST_EXAMPLES, OPENING_CURVE, OPENING_PROMPT, promptLink, promptSettings } from './settings.ts';

test('settings survive a link', () => {
  const prompt = { ticket: 11, k: 8, order: 3, own: 'where is my kettle & lid?' };
  expect(promptSettings(promptLink(prompt), 50)).toEqual(prompt);
  const curve = { labels: 'known', form: 'inline', tickets: 100, seed: 'my seed' } as const;
  expect(curveSettings(curveLink(curve))).toEqual(curve);
});

test('what is as at first is not written', () => {
  expect(promptLink(OPENING_PROMPT).size).toBe(0);
  expect(curveLink(OPENING_CURVE).size).toBe(0);
});

test('a link that makes no sense opens as at first', () => {
  const linked = new Map(Object.entries({ ticket: '999', k: '-1', order: '1.5', own: ' ', names: 'x', form: '', tickets: '7', seed: '' }));
  expect(promptSettings(linked, 50)).toEqual(OPENING_PROMPT);
  expect(curveSettings(linked)).toEqual(OPENING_CURVE);
});

test('the opening settings are those of the recorded run', () => {
  expect(MOST_EXAMPLES).toBe(MOST_SHOTS);
  expect(fewShot.items).toMatchObject({ count: OPENING_CURVE.tickets, seeds: [OPENING_CURVE.seed] });
});
