import type { Random } from '../../tinydesk/random.ts';
import { INSTRUCTIONS } from '../../tinydesk/world/tasks/explicit.ts';
import { nameOf, type Convention } from '../../tinydesk/world/labels.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import type { Item, Place } from '../tasks.ts';

export interface HandTypedOptions {
  readonly convention: Convention;
}

/** How many tickets there are; items beyond would repeat them. There are none to train on. */
export const HAND_TYPED = { dev: 100, test: 165 } as const;

/** A ticket written one by one from outside the generator (see the model card), and what it is about. */
export interface TypedTicket {
  readonly text: string;
  readonly category: Category;
}

/** A ticket from outside the generator, with an instruction that names a convention. */
export async function handTyped(random: Random, place: Place, { convention }: HandTypedOptions): Promise<Item> {
  const { text, category } = await typedTicket(place);
  return {
    messages: [{ role: 'user', content: `${random.pick(INSTRUCTIONS[convention])}\n${text}` }],
    reference: nameOf(category, convention),
  };
}

/** The hand-typed ticket of a place; they come round again after the last. */
export async function typedTicket({ split, index }: Place): Promise<TypedTicket> {
  if (split === 'train') throw new Error('There are no hand-typed tickets to train on: choose the split dev or test.');
  const { default: tickets } = split === 'dev'
    ? await import('../../../content/data/hand-typed-dev.json', { with: { type: 'json' } })
    : await import('../../../content/data/hand-typed-test.json', { with: { type: 'json' } });
  const { text, category } = tickets[index % tickets.length]!;
  return { text, category: known(category) };
}

function known(category: string): Category {
  const found = CATEGORIES.find((name) => name === category);
  if (!found) throw new Error(`A hand-typed ticket has the category "${category}", which is none of ${CATEGORIES.join(', ')}.`);
  return found;
}
