import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { freshLabelSet } from '../labels.ts';
import { answered, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { TicketForm } from '../ticket.ts';
import { codeTable } from './codes.ts';

const REQUESTS = [
  'answer with the code.',
  'which code does the ticket get?',
  'give the code of the ticket.',
  'label the ticket with its code.',
  'write only the code.',
  'use these codes and nothing else.',
  'look up the code for this ticket.',
];
const HEADS = ['codes: ', 'our codes: ', 'the table: ', 'codes:\n', ''];

/** A code for each category, made up in the prompt: look it up. */
export function table(random: Random, split: Split, options: { ticket?: TicketForm } = {}): Example {
  const codes = freshLabelSet(random, split);
  const tickets = answered(random, split, () => {
    const { text, category } = taskTicket(random, split, options.ticket);
    return { text, answer: codes[category] };
  });
  const rows = random.pick(HEADS) + codeTable(random, codes);
  const instruction = `${rows}${rows.includes('\n') ? '\n' : ' '}${random.pick(REQUESTS)}`;
  return { family: 'table', turns: session(random, instruction, tickets) };
}
