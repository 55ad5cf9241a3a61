import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { CONVENTIONS, nameOf, type Convention } from '../labels.ts';
import { answered, session, taskTicket, type Placement } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { TicketForm } from '../ticket.ts';

/** Requests that name a convention. */
export const INSTRUCTIONS: Readonly<Record<Convention, readonly string[]>> = {
  word: [
    'answer with one word: billing, shipping, returns, account or product.',
    'classify the ticket as billing, shipping, returns, account or product.',
    'choose one: billing, shipping, returns, account, product.',
    'which of billing, shipping, returns, account and product is it?',
    'classify the ticket. use one word.',
    'which topic is it? one word only.',
    'name the topic in a single word.',
    'reply with just the topic word.',
    'one word: which department?',
    'label this ticket with one word.',
    'give the category as a single word and nothing else.',
    'what is the ticket about? answer in one word.',
    'sort the ticket. write only the word for its category.',
    'category, in one word?',
  ],
  code: [
    'answer with the code: BIL, SHP, RET, ACC or PRD.',
    'choose one code: BIL, SHP, RET, ACC, PRD.',
    'billing is BIL, shipping SHP, returns RET, account ACC, product PRD. give the code.',
    'which code fits, BIL, SHP, RET, ACC or PRD?',
    'answer with the three-letter code.',
    'give the code in capitals.',
    'reply with the code.',
    'classify the ticket by its three-letter code.',
    'write only the code.',
    'route the ticket. answer with a code in capital letters.',
    'code only, please.',
    'what is the three-letter code for this ticket?',
    'label this ticket with its code.',
  ],
  number: [
    'answer with the number: 1 billing, 2 shipping, 3 returns, 4 account, 5 product.',
    '1 = billing, 2 = shipping, 3 = returns, 4 = account, 5 = product. which number?',
    'choose a number: 1 billing, 2 shipping, 3 returns, 4 account, 5 product.',
    'reply with a number from 1 to 5.',
    'give the number of the topic.',
    'reply with a number.',
    'which number does the ticket get?',
    'classify the ticket by its topic number.',
    'write only the number.',
    'label this ticket with a number.',
    'topic number, please.',
    'answer with one digit.',
    'route the ticket. give the number of the queue.',
  ],
  sentence: [
    'answer in a full sentence.',
    'say in a sentence what it is about.',
    'use a whole sentence.',
    'tell me in one sentence which topic this is.',
    'write a sentence that names the topic.',
    'in a short sentence, what is the ticket about?',
    'reply with a complete sentence.',
    'classify the ticket in a full sentence.',
    'a full sentence, please: what is this about?',
    'answer in the form: this is about the topic.',
    'start with "this is about" and name the topic.',
    'say what this is about, as a sentence: billing, shipping, returns, account or product.',
  ],
  team: [
    'name the team that should handle it.',
    'which team takes this?',
    'write team: and the team.',
    'assign the ticket to a team.',
    'which team is responsible?',
    'answer in the form team: name.',
    'give the team.',
    'who should get this? write team: and its name.',
    'hand this to a team: billing, shipping, returns, account or product.',
    'which team should answer this customer?',
    'route the ticket to the right team.',
    'name the team: billing, shipping, returns, account or product.',
  ],
};

/** How often training asks about a dozen plain sentences rather than a few full tickets. */
const DENSE = 0.4;

export interface ExplicitOptions {
  convention?: Convention;
  ticket?: TicketForm;
  placement?: Placement;
}

/** A request that names the convention to answer in. */
export function explicit(random: Random, split: Split, options: ExplicitOptions = {}): Example {
  const convention = options.convention ?? random.pick(CONVENTIONS);
  const one = (form: TicketForm | undefined) => {
    const { text, category } = taskTicket(random, split, form);
    return { text, answer: nameOf(category, convention) };
  };
  // Many plain sentences under one request: where a wording's category is learned fastest.
  const dense = split === 'train' && random.chance(DENSE);
  const tickets = answered(random, split, () => one(dense ? 'short' : options.ticket));
  if (dense) for (let more = 0; more < 8; more++) tickets.push(one('short'));
  return { family: 'explicit', turns: session(random, random.pick(INSTRUCTIONS[convention]), tickets, options.placement) };
}
