import type { Random } from '../../tinydesk/random.ts';
import { house, houseSpecification } from '../../tinydesk/world/house.ts';
import type { Item, Place } from '../tasks.ts';

export interface HouseRecordOptions {
  /** What stands before the ticket: the whole specification, a bare request, one that does not say what for, nothing at all (for a tuned model), or someone's own words. */
  readonly prompt: 'specification' | 'request' | 'vague' | 'none' | { readonly words: string };
}

const REQUESTS = { specification: `${houseSpecification()}\n`, request: 'write the house record.\n', vague: 'deal with this message.\n', none: '' } as const;

/** A ticket to be filed as the house does. */
export function houseRecord(random: Random, { split }: Place, { prompt }: HouseRecordOptions): Item {
  const { ticket, answer } = house(random, split);
  const before = typeof prompt === 'object' ? `${prompt.words}\n` : REQUESTS[prompt];
  return { messages: [{ role: 'user', content: `${before}ticket: ${ticket.text}` }], reference: answer };
}
