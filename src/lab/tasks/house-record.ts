import type { Random } from '../../tinydesk/random.ts';
import { house, houseSpecification } from '../../tinydesk/world/house.ts';
import type { Item, Place } from '../tasks.ts';

export interface HouseRecordOptions {
  /** What stands before the ticket: the whole specification, a bare request, or nothing at all (for a tuned model). */
  readonly prompt: 'specification' | 'request' | 'none';
}

const BEFORE = { specification: `${houseSpecification()}\n`, request: 'write the house record.\n', none: '' } as const;

/** A ticket to be filed as the house does. */
export function houseRecord(random: Random, { split }: Place, { prompt }: HouseRecordOptions): Item {
  const { ticket, answer } = house(random, split);
  return { messages: [{ role: 'user', content: `${BEFORE[prompt]}ticket: ${ticket.text}` }], reference: answer };
}
