import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { CODES, freshLabels, nameOf } from '../labels.ts';
import { answered, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { Ticket, TicketForm } from '../ticket.ts';

interface Step {
  readonly wordings: readonly string[];
  readonly result: (ticket: Ticket) => string;
}

const STEPS: readonly Step[] = [
  { wordings: ['write the topic', 'name the topic'], result: ({ category }) => category },
  { wordings: ['write the code', 'give the three-letter code'], result: ({ category }) => CODES[category] },
  { wordings: ['write the topic number', 'give the number of the topic'], result: ({ category }) => nameOf(category, 'number') },
  { wordings: ['write the team', 'name the team'], result: ({ category }) => nameOf(category, 'team') },
  { wordings: ['write the urgency', 'say how urgent it is'], result: ({ urgency }) => urgency },
  { wordings: ['write the order number', 'give the order number'], result: ({ order }) => order },
  { wordings: ['write the item', 'name the item'], result: ({ item }) => item },
  { wordings: ['say whether there is an order number, yes or no'], result: ({ order }) => (order === 'none' ? 'no' : 'yes') },
  { wordings: ['say whether it is urgent, yes or no'], result: ({ urgency }) => (urgency === 'high' ? 'yes' : 'no') },
];
const HEADS = ['do these steps in order:', 'follow the steps:', 'work through this list:', 'steps:'];

export interface StepsOptions {
  /** How many steps, 1 to 8. */
  steps?: number;
  ticket?: TicketForm;
}

/** A numbered list of small jobs on one ticket; the answer has a numbered line for each. */
export function steps(random: Random, split: Split, options: StepsOptions = {}): Example {
  const count = options.steps ?? random.int(1, 8);
  const [word] = freshLabels(random, 1, split);
  const all: readonly Step[] = [...STEPS, { wordings: [`write the word ${word!}`], result: () => word! }];
  const chosen = random.sample(all, count);
  const list = chosen.map(({ wordings }, index) => `${index + 1}. ${random.pick(wordings)}`).join('\n');
  const tickets = answered(random, split, () => {
    const ticket = taskTicket(random, split, options.ticket);
    return { text: ticket.text, answer: chosen.map(({ result }, index) => `${index + 1}. ${result(ticket)}`).join('\n') };
  });
  return { family: 'steps', turns: session(random, `${random.pick(HEADS)}\n${list}`, tickets) };
}
