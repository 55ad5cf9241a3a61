import type { Random } from '../../tinydesk/random.ts';
import { house } from '../../tinydesk/world/house.ts';
import { CODES } from '../../tinydesk/world/labels.ts';
import type { Item, Place } from '../tasks.ts';

export interface HouseRouteOptions {
  /** What stands before the ticket. */
  readonly words: string;
}

/** The ticket of houseRecord, of which only the code of its department is wanted. */
export function houseRoute(random: Random, { split }: Place, { words }: HouseRouteOptions): Item {
  const { ticket } = house(random, split);
  return { messages: [{ role: 'user', content: `${words}\nticket: ${ticket.text}` }], reference: CODES[ticket.category] };
}
