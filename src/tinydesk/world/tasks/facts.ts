import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { answered, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import { urgencyRemark, type Ticket } from '../ticket.ts';
import { URGENCIES } from '../urgency.ts';

interface Question {
  readonly wordings: readonly string[];
  readonly answer: (ticket: Ticket) => string;
}

/** One thing to read off a ticket. */
export const QUESTIONS = {
  urgency: {
    wordings: ['how urgent is it? high, normal or low.', 'give the urgency: high, normal or low.', 'the urgency, in one word?', 'write the urgency.', 'rate the urgency.'],
    answer: ({ urgency }) => urgency,
  },
  item: {
    wordings: ['which item is it about?', 'give the item.', 'write only the item.', 'name the item, or none.', 'item?'],
    answer: ({ item }) => item,
  },
  order: {
    wordings: ['what is the order number?', 'give the order number.', 'order number only.', 'write the order number, or none.', 'order?'],
    answer: ({ order }) => order,
  },
} satisfies Record<string, Question>;

/**
 * One thing about each of several tickets: how urgent it is, its item, its order number. Half the questions of urgency
 * are about remarks that say nothing else, where it is learned fastest.
 */
export function facts(random: Random, split: Split): Example {
  const what = random.weighted({ urgency: 0.55, item: 0.35, order: 0.1 });
  const { wordings, answer } = QUESTIONS[what];
  const remarks = what === 'urgency' && random.chance(0.5);
  const one = () => {
    if (remarks) {
      const urgency = random.pick(URGENCIES);
      return { text: urgencyRemark(random, split, urgency), answer: urgency };
    }
    const ticket = taskTicket(random, split, 'full');
    return { text: ticket.text, answer: answer(ticket) };
  };
  const tickets = answered(random, split, one);
  if (split === 'train') for (let i = remarks ? 10 : 3; i > 0; i--) tickets.push(one());
  return { family: 'facts', turns: session(random, random.pick(wordings), tickets) };
}
