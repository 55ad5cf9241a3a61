import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { GRADERS } from '../graders.ts';
import { houseRecord } from './house-record.ts';
import { houseShots } from './house-shots.ts';

const place = { split: 'test', index: 0 } as const;

test('examples and specification stand before the same ticket', () => {
  for (let index = 0; index < 40; index++) {
    const random = () => new Random(`house/${index}`);
    const bare = houseRecord(random(), place, { prompt: 'none' });
    for (const options of [{ k: 3 }, { k: 1, specification: true }]) {
      const shots = houseShots(random(), place, options);
      expect(shots.messages.at(-1)).toEqual(bare.messages.at(-1));
      expect(shots.reference).toBe(bare.reference);
      expect(shots.messages.filter(({ role }) => role === 'assistant')).toHaveLength(options.k);
    }
  }
});

test('a house record is read for its form and its queue', () => {
  const { reference } = houseShots(new Random('house/0'), place, { k: 0 });
  expect(GRADERS.houseForm(reference)).toBe(GRADERS.houseForm('[zor / L9 / anything / at all] keep it moving'));
  expect(GRADERS.houseQueue('[zor / L1 / 4812 / kettle] keep it moving')).toBe('zor');
  for (const other of ['zor', '[zor / L1 / 4812] keep it moving', '[zor / L1 / 4812 / kettle]', '']) expect(GRADERS.houseForm(other)).toBe(null);
});
