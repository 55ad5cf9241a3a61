import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { wordedShots, type WordedShotsOptions } from './worded-shots.ts';

const item = (index: number, question: WordedShotsOptions['question']) => wordedShots(new Random(`worded/${index}`), { split: 'test', index }, { question });

test('three wordings of a question stand behind the same examples and have the same right answer', async () => {
  for (let index = 0; index < 40; index++) {
    const [trained, heldOut, typed] = await Promise.all([item(index, 'trained'), item(index, 'held-out'), item(index, 'typed')]);
    expect(new Set([trained, heldOut, typed].map(({ messages }) => messages.at(-1)?.content)).size).toBe(3);
    for (const other of [heldOut, typed]) {
      expect(other.messages.slice(0, -1)).toEqual(trained.messages.slice(0, -1));
      expect(other.reference).toBe(trained.reference);
    }
    expect(trained.messages.filter(({ role }) => role === 'assistant').map(({ content }) => content)).toContain(trained.reference);
  }
});
