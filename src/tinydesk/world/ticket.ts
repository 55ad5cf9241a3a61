import type { Random } from '../random.ts';
import { expand, type SlotValues } from './frames/expand.ts';
import { CATEGORIES, type Category } from './frames/format.ts';
import { goods, items, keywords, wares } from './lexicon.ts';
import { itemIn } from './named-item.ts';
import { noise } from './noise.ts';
import { cores, settled, surround, urgent } from './sentences.ts';
import type { Split } from './split.ts';
import type { Urgency } from './urgency.ts';

/** `keywords`: one or two words that betray the category. `short`: one plain sentence. `full`: a real ticket. */
export type TicketForm = 'keywords' | 'short' | 'full';

/** A customer's message and the truth about it. `order` and `item` are 'none' where the text names none. */
export interface Ticket {
  readonly text: string;
  readonly category: Category;
  readonly urgency: Urgency;
  readonly order: string;
  readonly item: string;
}

export interface TicketOptions {
  readonly split: Split;
  readonly category?: Category | undefined;
  readonly form?: TicketForm | undefined;
  /** Full tickets are noisy nine times in twenty unless this says. */
  readonly noise?: boolean | undefined;
}

/** A ticket of the given split: its sentences come from that split's frames alone. */
export function ticket(random: Random, { split, category = random.pick(CATEGORIES), form = 'full', noise: noisy }: TicketOptions): Ticket {
  if (form === 'keywords') {
    const text = random.chance(0.5) ? random.pick(keywords[category]) : random.sample(keywords[category], 2).join(' ');
    return { text, category, urgency: 'normal', order: 'none', item: 'none' };
  }
  const values: SlotValues = {};
  if (form === 'short') {
    const text = expand(random.pick(cores[category][split]), random, values);
    return { text, category, urgency: 'normal', order: values.order ?? 'none', item: values.item ?? itemIn(text, category) ?? 'none' };
  }

  const urgency = random.weighted({ high: 0.3, normal: 0.5, low: 0.2 });
  const sentences: string[] = [];
  const say = (frames: Readonly<Record<Split, readonly string[]>>) => {
    const own: SlotValues = {};
    for (const slot of SHARED) if (values[slot] !== undefined) own[slot] = values[slot];
    sentences.push(expand(random.pick(frames[split]), random, own));
    for (const slot of SHARED) if (own[slot] !== undefined) values[slot] = own[slot];
    for (const slot of PROPER) if (own[slot] !== undefined) proper.push(own[slot]);
  };
  const proper: string[] = [];
  if (random.chance(0.5)) say(surround.openers);
  if (random.chance(0.12)) say(settled[random.pick(OTHERS[category])]);
  if (random.chance(0.15)) say(surround.context);
  say(cores[category]);
  if (split === 'train' && values.item === undefined && random.chance(RETOLD)) sentences.push(retold(sentences.pop()!, category, random));
  const item = values.item ?? itemIn(sentences[sentences.length - 1]!, category);
  if (random.chance(0.1)) say(surround.context);
  if (urgency !== 'normal' || random.chance(0.5)) say(urgent[urgency]);
  if (random.chance(0.4)) say(surround.closers);

  let text = sentences.join(' ');
  if (noisy ?? random.chance(0.45)) text = noise(text, random, { level: random.float(), keep: item === undefined ? [] : [item], proper });
  return { text, category, urgency, order: values.order ?? 'none', item: item ?? 'none' };
}

/** How often a training sentence that names a good outright is told about another one. */
const RETOLD = 0.5;

/**
 * A sentence that names a good outright, about another good: so that what was bought is read from a ticket, and not
 * remembered with its sentence. As it was where it names none.
 */
function retold(core: string, category: Category, random: Random): string {
  const item = itemIn(core, category);
  if (item === undefined) return core;
  const other = random.pick(item.endsWith('s') ? SEVERAL : ONE);
  const told = core.replace(item, other);
  return itemIn(told, category) === other ? told : core;
}

const NAMED = [...items, ...goods, ...wares];
const SEVERAL = NAMED.filter((name) => name.endsWith('s'));
const ONE = NAMED.filter((name) => !name.endsWith('s'));

/** A remark that shows how urgent a matter is and says nothing else. */
export function urgencyRemark(random: Random, split: Split, urgency: Urgency): string {
  return expand(random.pick(urgent[urgency][split]), random);
}

/** Slots that mean the same thing throughout one ticket. */
const SHARED = ['item', 'order', 'name'] as const;
const PROPER = ['name', 'city', 'day', 'date'] as const;

const OTHERS = Object.fromEntries(CATEGORIES.map((category) => [category, CATEGORIES.filter((other) => other !== category)])) as unknown as Record<Category, readonly Category[]>;
