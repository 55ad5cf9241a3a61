import type { Random } from '../../tinydesk/random.ts';
import { assistant, promptOf, system, user } from '../../tinydesk/world/example.ts';
import { house, houseSpecification } from '../../tinydesk/world/house.ts';
import type { Item, Place } from '../tasks.ts';

export interface HouseShotsOptions {
  /** How many filed tickets stand before the one to file: up to 3, or 1 beside the specification, or the prompt grows too long. */
  readonly k: number;
  /** Whether the specification of the record comes first. */
  readonly specification?: boolean;
}

/** A ticket to be filed as the house does, after k tickets that were. The ticket is the same as that of houseRecord. */
export function houseShots(random: Random, { split }: Place, { k, specification = false }: HouseShotsOptions): Item {
  const { ticket, answer } = house(random, split);
  const examples = Array.from({ length: k }, () => house(random, split));
  const turns = [
    ...(specification ? [system(houseSpecification())] : []),
    ...examples.flatMap((example) => [user(`ticket: ${example.ticket.text}`), assistant(example.answer)]),
    user(`ticket: ${ticket.text}`),
    assistant(answer),
  ];
  return { messages: promptOf({ family: 'houseShots', turns }), reference: answer };
}
