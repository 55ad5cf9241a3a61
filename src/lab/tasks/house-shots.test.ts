import { expect, test } from 'vitest';
import { Random } from '../../tinydesk/random.ts';
import { GRADERS } from '../graders.ts';
import { houseRecord } from './house-record.ts';
import { houseRoute } from './house-route.ts';
import { houseShots } from './house-shots.ts';

const place = { split: 'test', index: 0 } as const;
const lastOf = ({ messages }: ReturnType<typeof houseRecord>) => messages.at(-1)!.content;

test('every way of asking asks about the same ticket', () => {
  for (let index = 0; index < 40; index++) {
    const random = () => new Random(`house/${index}`);
    const record = houseRecord(random(), place, { prompt: 'none' });
    const text = lastOf(record).replace('ticket: ', '');
    for (const write of ['record', 'code'] as const) {
      const shots = houseShots(random(), place, { k: 3, write });
      expect(lastOf(shots)).toBe(text);
      expect(shots.messages.filter(({ role }) => role === 'assistant')).toHaveLength(3);
    }
    expect(houseShots(random(), place, { k: 3, write: 'record' }).reference).toBe(record.reference);
    const route = houseRoute(random(), place, { words: 'which code?' });
    expect(lastOf(route)).toBe(`which code?\nticket: ${text}`);
    expect(houseShots(random(), place, { k: 0, write: 'code' }).reference).toBe(route.reference);
    expect(GRADERS.category(route.reference)).not.toBeNull();
  }
});
