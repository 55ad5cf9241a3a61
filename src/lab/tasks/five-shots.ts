import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { freshLabelSet } from '../../tinydesk/world/labels.ts';
import { conversation, type Shot } from '../../tinydesk/world/tasks/shots.ts';
import { ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

/**
 * The one thing that is changed about the examples. `order`: they stand in another order. `more`: there are three more
 * of the category asked about, or of another. `dealt`: each has the label of its neighbour instead of its own; `noise`:
 * only so many have, drawn at random. `chosen`: each is the one of several of its category that shares most words with the
 * question, or fewest.
 */
export type Change =
  | { readonly kind: 'none' }
  | { readonly kind: 'order'; readonly order: number }
  | { readonly kind: 'more'; readonly of: 'asked' | 'another' }
  | { readonly kind: 'dealt' }
  | { readonly kind: 'noise'; readonly wrong: number }
  | { readonly kind: 'chosen'; readonly by: 'likeness' | 'difference' };

export interface FiveShotsOptions {
  readonly change: Change;
}

/** How many other orders there are. */
export const ORDERS = 5;
const SURPLUS = 3;
/** Tickets of a category that an example is chosen from. */
const TO_CHOOSE_FROM = 8;

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
        return five.map((_, index) => mislabelled(five, index));
      case 'noise': {
        const wrong = new Set(random.sample([...five.keys()], change.wrong));
        return five.map((each, index) => (wrong.has(index) ? mislabelled(five, index) : each));
      }
      case 'chosen': {
        const sign = change.by === 'likeness' ? 1 : -1;
        return five.map(({ label }) => {
          const category = CATEGORIES.find((name) => labels[name] === label)!;
          const pool = Array.from({ length: TO_CHOOSE_FROM }, () => shot(category));
          return pool.reduce((best, each) => (sign * (likeness(each.ticket, question.ticket) - likeness(best.ticket, question.ticket)) > 0 ? each : best));
        });
      }
    }
  };
  const example = { family: 'fiveShots', turns: conversation([...examples(), question], 'turns', 'lines', new Set(), true) };
  return { messages: promptOf(example), reference: answerOf(example) };
}

/** An example with the label of the one after it. */
function mislabelled(shots: readonly Shot[], index: number): Shot {
  return { ticket: shots[index]!.ticket, label: shots[(index + 1) % shots.length]!.label };
}

/** The share of words that two texts have in common (Jaccard). */
function likeness(a: string, b: string): number {
  const [inA, inB] = [wordsOf(a), wordsOf(b)];
  const shared = [...inA].filter((word) => inB.has(word)).length;
  return shared / (inA.size + inB.size - shared);
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[a-z0-9']+/g));
}
