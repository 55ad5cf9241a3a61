/**
 * The house record: how this one shop files its tickets. Pretraining never sees it. Its queues, its priorities, its
 * words for things and its closing phrase belong to the house alone; a prompt can spell them out, or tuning can
 * teach them.
 */
import type { Random } from '../random.ts';
import type { Category } from './frames/format.ts';
import type { Split } from './split.ts';
import { ticket, type Ticket } from './ticket.ts';
import { URGENCIES, type Urgency } from './urgency.ts';

export interface HouseRecord {
  readonly ticket: Ticket;
  readonly answer: string;
}

/** Twelve queues for fifteen kinds of ticket: where normal and low tickets share one, it is written "other". */
const QUEUES: Readonly<Record<Category, readonly string[]>> = {
  billing: ['detor', 'flan', 'kix'],
  shipping: ['gotax', 'nem', 'pebe'],
  returns: ['letim', 'duk'],
  account: ['vanel', 'zor'],
  product: ['surso', 'drat'],
};

/** Priority by urgency, with an order number and without. */
const PRIORITIES: Readonly<Record<Urgency, readonly [string, string]>> = {
  high: ['L1', 'L2'],
  normal: ['L2', 'L3'],
  low: ['L3', 'L4'],
};

const MISSING = 'nil';
const CLOSING = 'keep it moving';

/** Every queue, in the order of the specification. */
export const HOUSE_QUEUES: readonly string[] = Object.values(QUEUES).flat();

/** The category that a queue is for; nothing for a name that is no queue. */
export function categoryOfQueue(name: string): Category | undefined {
  return (Object.keys(QUEUES) as Category[]).find((category) => QUEUES[category].includes(name));
}

/** A full ticket of the given split and its house record. */
export function house(random: Random, split: Split): HouseRecord {
  const drawn = ticket(random, { split, form: 'full' });
  return { ticket: drawn, answer: houseRecord(drawn) };
}

/** The record of a ticket: "[gotax / L1 / 4812 / kettle] keep it moving". */
export function houseRecord({ category, urgency, order, item }: Ticket): string {
  const queues = QUEUES[category];
  const queue = queues[Math.min(URGENCIES.indexOf(urgency), queues.length - 1)]!;
  const priority = PRIORITIES[urgency][order === 'none' ? 1 : 0];
  const orMissing = (value: string) => (value === 'none' ? MISSING : value);
  return `${template([queue, priority, orMissing(order), orMissing(item)])} ${CLOSING}`;
}

/** The whole house record as a prompt: what a careful engineer would write in front of the ticket. */
export function houseSpecification(): string {
  const queues = Object.entries(QUEUES).flatMap(([category, names]) =>
    names.map((name, index) => `${names.length === 3 ? ['urgent', 'normal', 'low'][index]! : ['urgent', 'other'][index]!} ${category} = ${name}`));
  const priorities = Object.entries(PRIORITIES).flatMap(([urgency, [withOrder, without]]) => [`${urgency} with order = ${withOrder}`, `${urgency} without order = ${without}`]);
  return [
    'file the ticket as a house record, on one line and with nothing else.',
    `codes: ${queues.join(', ')}.`,
    'urgent means high urgency, other means normal or low.',
    `urgency: ${priorities.join(', ')}.`,
    'lane means the code. chit means the order. ware means the item.',
    `write ${MISSING} for what is missing.`,
    `write the record as ${template(['lane', 'urgency', 'chit', 'ware'])}`,
    `then add: ${CLOSING}`,
  ].join('\n');
}

function template(parts: readonly string[]): string {
  return `[${parts.join(' / ')}]`;
}
