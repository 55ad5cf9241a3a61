import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { tray, TRAY } from './tray.ts';

const item = (index: number, chosen: readonly number[]) => tray(new Random(`tray/${index}`), { split: 'test', index }, { chosen });

test('the tray holds every name twice, and its first five examples show three names', () => {
  expect(TRAY.shots).toHaveLength(10);
  for (const label of Object.values(TRAY.labels)) expect(TRAY.shots.filter((shot) => shot.label === label)).toHaveLength(2);
  expect(new Set(TRAY.shots.slice(0, 5).map(({ label }) => label)).size).toBe(3);
});

test('the chosen examples stand in the prompt in the order chosen, before a ticket that does not depend on them', () => {
  const { messages, reference } = item(1, [7, 0]);
  expect(messages.map(({ content }) => content)).toEqual([...[7, 0].flatMap((place) => [TRAY.shots[place]!.ticket, TRAY.shots[place]!.label]), messages.at(-1)!.content]);
  expect(item(1, []).messages).toEqual([messages.at(-1)]);
  expect(item(1, []).reference).toBe(reference);
});

test('a place that the tray does not have is refused', () => {
  expect(() => item(0, [10])).toThrow('holds 10 examples');
});
