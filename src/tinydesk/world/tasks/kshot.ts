import type { Random } from '../../random.ts';
import { system, type Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { CONVENTIONS, freshLabelSet, labelSet, nameOf, type Convention } from '../labels.ts';
import type { Split } from '../split.ts';
import { ticket, type TicketForm } from '../ticket.ts';
import { INSTRUCTIONS } from './explicit.ts';
import { conversation, fitting, type ShotForm, type ShotLayout } from './shots.ts';

/** `fresh`: made-up names for five categories. `pair`: for two of them. `conv`: the names of a real convention. */
export type ShotKind = 'fresh' | 'pair' | 'conv';

export interface KshotOptions {
  k?: number;
  kind?: ShotKind;
  form?: ShotForm;
  layout?: ShotLayout;
  ticket?: TicketForm;
  convention?: Convention;
  /** With k of at least the number of classes, every class is shown. Always so outside training. */
  everyClassShown?: boolean;
  /** Whether the prompt also says what to do; only the examples do otherwise. */
  instruction?: boolean;
}

const REQUESTS = [
  'label each ticket like the examples.',
  'continue the pattern.',
  'give the label of each ticket.',
  'learn from the examples and label the last ticket.',
  'answer with the label only.',
];

/** k labelled tickets and one to label. Except in a twentieth of training, its class is among those shown. */
export function kshot(random: Random, split: Split, options: KshotOptions = {}): Example {
  const k = options.k ?? random.int(1, 12);
  const kind = options.kind ?? random.weighted({ fresh: 0.5, conv: 0.25, pair: 0.25 });
  const form = options.form ?? (random.chance(0.6) ? 'turns' : 'inline');
  const layout = options.layout ?? (random.chance(0.7) ? 'lines' : 'arrow');
  const ticketForm = options.ticket ?? (random.chance(k > 6 ? 0.7 : 0.5) ? 'short' : 'full');
  const convention = options.convention ?? random.pick(CONVENTIONS);

  const labels = kind === 'conv' ? labelSet((category) => nameOf(category, convention)) : freshLabelSet(random, split);
  const classes: readonly Category[] = kind === 'pair' ? random.sample(CATEGORIES, 2) : CATEGORIES;
  const all = (options.everyClassShown ?? (split !== 'train' || random.chance(0.5))) && k >= classes.length;
  const shown = all
    ? random.shuffle([...classes, ...Array.from({ length: k - classes.length }, () => random.pick(classes))])
    : Array.from({ length: k }, () => random.pick(classes));
  const asked = shown.length > 0 && (split !== 'train' || random.chance(0.95)) ? random.pick(shown) : random.pick(classes);

  let shots = [...shown, asked].map((category) => ({ ticket: ticket(random, { split, category, form: ticketForm }).text, label: labels[category], category }));
  if (options.k === undefined) shots = fitting(shots);
  const settled = shots.slice(0, -1).some((shot) => shot.category === asked) || (kind === 'conv' && shots.length > 1);
  const turns = conversation(shots, form, layout, new Set(), settled);
  if (options.instruction ?? (split === 'train' && random.chance(0.15))) {
    turns.unshift(system(kind === 'conv' && random.chance(0.5) ? random.pick(INSTRUCTIONS[convention]) : random.pick(REQUESTS)));
  }
  return { family: 'kshot', turns };
}
