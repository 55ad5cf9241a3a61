import type { Random } from '../../random.ts';
import { assistant, type Example } from '../example.ts';
import { CONVENTIONS, nameOf } from '../labels.ts';
import { ask, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { TicketForm } from '../ticket.ts';

const REQUESTS = [
  'what is this?',
  'sort this ticket.',
  'look at this ticket.',
  'handle this.',
  'what do we do with this?',
  'classify this.',
  'where does this go?',
  'please process this ticket.',
  'new ticket.',
  'can you take this one?',
  'label this.',
  'route the ticket.',
  'deal with this message.',
  'categorise it.',
];

/** A request that does not say how to answer: each of the five conventions is as right as the others. */
export function vague(random: Random, split: Split, options: { ticket?: TicketForm } = {}): Example {
  const { text, category } = taskTicket(random, split, options.ticket);
  const answer = nameOf(category, random.pick(CONVENTIONS));
  return { family: 'vague', turns: [...ask(random, random.pick(REQUESTS), text), assistant(answer)] };
}
