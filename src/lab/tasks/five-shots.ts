import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { freshLabelSet } from '../../tinydesk/world/labels.ts';
import { conversation, type Shot } from '../../tinydesk/world/tasks/shots.ts';
import { ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

/**
 * The one thing that is changed about the examples. `order`: they stand in another order. `more`: there are three more
 * of the category asked about, or of another. `dealt`: each has the label of its neighbour instead of its own.
 */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'order'; readonly order: number }
  | { readonly kind: 'more'; readonly of: 'asked' | 'another' }
  | { readonly kind: 'dealt' };

export interface FiveShotsOptions {
  readonly change: Change;
}

/** How many other orders there are. */
export const ORDERS = 5;
const SURPLUS = 3;

/**
 * Five labelled tickets, one of each category under a made-up name, and one to label, with one thing changed. The
 * five, their names and the question are the item's own, whatever the change.
 */
export function fiveShots(random: Random, { split }: Place, { change }: FiveShotsOptions): Item {
  const labels = freshLabelSet(random, split);
  const shot = (category: Category): Shot => ({ ticket: ticket(random, { split, category, form: 'short' }).text, label: labels[category] });
  const asked = random.pick(CATEGORIES);
  const question = shot(asked);
  const five = random.shuffle(CATEGORIES).map(shot);
  const another = random.pick(CATEGORIES.filter((category) => category !== asked));

  const examples = (): Shot[] => {
    switch (change.kind) {
      case 'none':
        return five;
      case 'order': {
        const orders = Array.from({ length: ORDERS }, () => random.shuffle(five));
        const chosen = orders[change.order - 1];
        if (!chosen) throw new RangeError(`The examples were asked for in order ${change.order}; there are orders 1 to ${ORDERS}.`);
        return chosen;
      }
      case 'more':
        return random.shuffle([...five, ...Array.from({ length: SURPLUS }, () => shot(change.of === 'asked' ? asked : another))]);
      case 'dealt':
        return five.map(({ ticket: text }, index) => ({ ticket: text, label: five[(index + 1) % five.length]!.label }));
    }
  };
  const example = { family: 'fiveShots', turns: conversation([...examples(), question], 'turns', 'lines', new Set(), true) };
  return { messages: promptOf(example), reference: answerOf(example) };
}
