import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { freshLabelSet } from '../../tinydesk/world/labels.ts';
import { conversation, type Shot } from '../../tinydesk/world/tasks/shots.ts';
import type { Split } from '../../tinydesk/world/split.ts';
import { ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';
import { typedTicket } from './hand-typed.ts';

export interface WordedShotsOptions {
  /** Whose words the question is in: sentences of pretraining, of the item's split, or a hand-typed ticket's. */
  readonly question: 'trained' | 'held-out' | 'typed';
}

/**
 * Five labelled tickets, one of each category under a made-up name, and one to label, which is about the same thing
 * in every wording. The examples are the item's own.
 */
export async function wordedShots(random: Random, place: Place, { question }: WordedShotsOptions): Promise<Item> {
  const typed = await typedTicket(place);
  const labels = freshLabelSet(random, place.split);
  const text = (category: Category, split: Split) => ticket(random, { split, category, form: 'short' }).text;
  const five = random.shuffle(CATEGORIES).map((category): Shot => ({ ticket: text(category, place.split), label: labels[category] }));
  const asked = question === 'typed' ? typed.text : text(typed.category, question === 'trained' ? 'train' : place.split);
  const turns = conversation([...five, { ticket: asked, label: labels[typed.category] }], 'turns', 'lines', new Set(), true);
  const example = { family: 'wordedShots', turns };
  return { messages: promptOf(example), reference: answerOf(example) };
}
