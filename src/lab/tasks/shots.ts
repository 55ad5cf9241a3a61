import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { CONVENTIONS, freshLabelSet, labelSet, nameOf } from '../../tinydesk/world/labels.ts';
import { conversation, type Shot, type ShotForm } from '../../tinydesk/world/tasks/shots.ts';
import { ticket, type TicketForm } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

export interface LadderOptions {
  /** `unseen`: a name made up for each category, by a rule that training never used. `known`: one of the desk's conventions, not said which. */
  readonly labels: 'unseen' | 'known';
  readonly ticket: TicketForm;
}

export interface ShotsOptions extends LadderOptions {
  /** How many labelled tickets stand before the question, 0 to 8. */
  readonly k: number;
  readonly form: ShotForm;
}

/** The longest ladder; the shots of a smaller k are its first k. */
export const MOST_SHOTS = 8;

/** The question of an item, and the labelled tickets that may stand before it. */
export interface Ladder {
  readonly shots: readonly Shot[];
  readonly question: Shot;
  /** What each category is called. */
  readonly labels: Readonly<Record<Category, string>>;
}

/**
 * Eight labelled tickets and one to label. The first five show five different categories, and the one asked about is
 * any of the five: below five shots it may not be among those shown, and then its made-up name cannot be known.
 */
export function ladder(random: Random, { split }: Place, { labels: kind, ticket: length }: LadderOptions): Ladder {
  const convention = random.pick(CONVENTIONS);
  const fresh = freshLabelSet(random, split);
  const labels = kind === 'known' ? labelSet((category) => nameOf(category, convention)) : fresh;
  const asked = random.pick(CATEGORIES);
  const shown = [...random.shuffle(CATEGORIES), ...Array.from({ length: MOST_SHOTS - CATEGORIES.length }, () => random.pick(CATEGORIES))];
  const [question, ...shots] = [asked, ...shown].map((category) => ({ ticket: ticket(random, { split, category, form: length }).text, label: labels[category] }));
  return { shots, question: question!, labels };
}

/** k labelled tickets and one to label. Nothing else depends on k, so the arms of a k-shot curve are paired. */
export function shots(random: Random, place: Place, { k, form, ...options }: ShotsOptions): Item {
  if (!Number.isInteger(k) || k < 0 || k > MOST_SHOTS) {
    throw new RangeError(`A ladder of shots was asked for ${k} of them; it has 0 to ${MOST_SHOTS}.`);
  }
  const { shots: all, question } = ladder(random, place, options);
  const turns = conversation([...all.slice(0, k), question], form, 'lines', new Set(), true);
  const example = { family: 'shots', turns };
  return { messages: promptOf(example), reference: answerOf(example) };
}
