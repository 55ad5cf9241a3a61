import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { CATEGORIES } from './frames/format.ts';
import { house, HOUSE_QUEUES, houseRecord, houseSpecification } from './house.ts';
import { isReserved } from './labels.ts';
import { URGENCIES } from './urgency.ts';

const ticketOf = (category: (typeof CATEGORIES)[number], urgency: (typeof URGENCIES)[number], order = 'none') => ({ text: '', category, urgency, order, item: 'none' });

test('fifteen kinds of ticket go to twelve queues, whose names pretraining never used', () => {
  const records = CATEGORIES.flatMap((category) => URGENCIES.map((urgency) => houseRecord(ticketOf(category, urgency))));
  expect(new Set(records.map((record) => /\[(\w+)/.exec(record)![1])).size).toBe(12);
  expect(new Set(HOUSE_QUEUES).size).toBe(12);
  expect(HOUSE_QUEUES.every(isReserved)).toBe(true);
});

test('a record is written out in full', () => {
  expect(houseRecord({ text: '', category: 'shipping', urgency: 'high', order: '4812', item: 'kettle' })).toBe('[gotax / L1 / 4812 / kettle] keep it moving');
  expect(houseRecord(ticketOf('product', 'low'))).toBe('[drat / L4 / nil / nil] keep it moving');
  expect(houseRecord(ticketOf('billing', 'low', '7000'))).toBe('[kix / L3 / 7000 / nil] keep it moving');
});

test('the specification names every queue and priority, in 200 to 260 tokens', () => {
  const tokenizer = Tokenizer.parse(JSON.parse(readFileSync('public/tinydesk/instructed/tokenizer.json', 'utf8')));
  const specification = houseSpecification();
  for (const name of [...HOUSE_QUEUES, 'L1', 'L2', 'L3', 'L4', 'nil']) expect(specification).toContain(` ${name}`);
  const tokens = tokenizer.encode(specification).length;
  expect(tokens).toBeGreaterThanOrEqual(200);
  expect(tokens).toBeLessThanOrEqual(260);
});

test('the record follows from the ticket, and the splits draw their own tickets', () => {
  for (const split of ['train', 'dev', 'test'] as const) {
    const { ticket, answer } = house(new Random('house'), split);
    expect(answer).toBe(houseRecord(ticket));
  }
  expect(house(new Random(1), 'dev').ticket.text).not.toBe(house(new Random(1), 'test').ticket.text);
});
