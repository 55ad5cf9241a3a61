import type { Random } from '../../random.ts';
import { type Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { freshLabelSet, labelSet } from '../labels.ts';
import type { Split } from '../split.ts';
import { ticket } from '../ticket.ts';
import { conversation, fitting, type Shot } from './shots.ts';

export interface DenseOptions {
  /** Whether the labels are the real category names, so that every answer can be learned from. */
  real?: boolean;
  /** The share of tickets that are keywords rather than sentences; none where not said. */
  keywords?: number;
}

/**
 * The dense beginning of pretraining: many tiny labelled tickets in one conversation. With real names every
 * answer counts in full; with made-up ones, every label that was shown before.
 */
function dense(family: string, random: Random, split: Split, { real = random.chance(1 / 3) }: DenseOptions, [least, most]: readonly [number, number], tell: (category: Category) => string, repeats: number): Example {
  const labels = real ? labelSet((category) => category) : freshLabelSet(random, split);
  const classes = random.sample(CATEGORIES, random.int(2, 5));
  const told = new Map<Category, string[]>();
  const shots = Array.from({ length: random.int(least, most) }, (): Shot => {
    const category = random.pick(classes);
    const before = told.get(category) ?? [];
    const text = before.length > 0 && random.chance(repeats) ? random.pick(before) : tell(category);
    told.set(category, [...before, text]);
    return { ticket: text, label: labels[category] };
  });
  const form = random.chance(2 / 3) ? 'turns' : 'inline';
  return { family, turns: conversation(fitting(shots), form, random.chance(0.7) ? 'lines' : 'arrow', new Set(real ? CATEGORIES : []), real) };
}

/** Tickets of one or two keywords, some repeated word for word. */
export function kwshot(random: Random, split: Split, options: DenseOptions = {}): Example {
  return dense('kwshot', random, split, options, [8, 16], (category) => ticket(random, { split, category, form: 'keywords' }).text, 0.25);
}

/** Tickets of one plain sentence, some of them keywords if asked. */
export function sshot(random: Random, split: Split, options: DenseOptions = {}): Example {
  return dense('sshot', random, split, options, [5, 16], (category) => ticket(random, { split, category, form: random.chance(options.keywords ?? 0) ? 'keywords' : 'short' }).text, 0);
}
