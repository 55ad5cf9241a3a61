import type { Random } from '../../tinydesk/random.ts';
import { assistant, promptOf, user } from '../../tinydesk/world/example.ts';
import { house } from '../../tinydesk/world/house.ts';
import { CODES } from '../../tinydesk/world/labels.ts';
import type { Item, Place } from '../tasks.ts';

export interface HouseShotsOptions {
  /** How many filed tickets stand before the one to file: up to 3, or the prompt grows too long. */
  readonly k: number;
  /** What is written of a ticket: its whole house record, or only the code of its department. */
  readonly write: 'record' | 'code';
}

/** A ticket to be filed after k tickets that were. The tickets depend neither on k nor on what is written; the last is that of houseRecord. */
export function houseShots(random: Random, { split }: Place, { k, write }: HouseShotsOptions): Item {
  const asked = house(random, split);
  const examples = Array.from({ length: k }, () => house(random, split));
  const filed = ({ ticket, answer }: typeof asked) => (write === 'record' ? answer : CODES[ticket.category]);
  const turns = [...examples.flatMap((example) => [user(example.ticket.text), assistant(filed(example))]), user(asked.ticket.text), assistant(filed(asked))];
  return { messages: promptOf({ family: 'houseShots', turns }), reference: filed(asked) };
}
