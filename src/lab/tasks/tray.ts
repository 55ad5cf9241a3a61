import { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { freshLabelSet } from '../../tinydesk/world/labels.ts';
import { conversation, type Shot } from '../../tinydesk/world/tasks/shots.ts';
import { ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

export interface TrayOptions {
  /** Places in the tray of the examples that stand in the prompt, in that order. */
  readonly chosen: readonly number[];
}

/** Two of each category; the first five are of three. */
const KINDS: readonly Category[] = ['shipping', 'billing', 'shipping', 'returns', 'billing', 'account', 'product', 'returns', 'account', 'product'];

/** Made-up names for the categories, and ten labelled tickets to choose examples from. They never change. */
export const TRAY: { readonly labels: Readonly<Record<Category, string>>; readonly shots: readonly Shot[] } = (() => {
  const random = new Random('tray');
  const labels = freshLabelSet(random, 'test');
  const shots = KINDS.map((category) => ({ ticket: ticket(random, { split: 'test', category, form: 'short' }).text, label: labels[category] }));
  return { labels, shots };
})();

/** The tray's examples that were chosen, and a ticket to label. The ticket does not depend on the choice. */
export function tray(random: Random, { split }: Place, { chosen }: TrayOptions): Item {
  const shots = chosen.map((place) => {
    const shot = TRAY.shots[place];
    if (!shot) throw new RangeError(`The tray holds ${TRAY.shots.length} examples; number ${place} was asked for.`);
    return shot;
  });
  const category = random.pick(CATEGORIES);
  const question = { ticket: ticket(random, { split, category, form: 'short' }).text, label: TRAY.labels[category] };
  const example = { family: 'tray', turns: conversation([...shots, question], 'turns', 'lines', new Set(), true) };
  return { messages: promptOf(example), reference: answerOf(example) };
}
