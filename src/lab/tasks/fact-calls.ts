import type { Random } from '../../tinydesk/random.ts';
import { INSTRUCTIONS } from '../../tinydesk/world/tasks/explicit.ts';
import { FACTS, factsOf } from '../../tinydesk/world/tasks/extract.ts';
import { QUESTIONS } from '../../tinydesk/world/tasks/facts.ts';
import { ticket, type TicketForm } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

/** What each call asks for: the department, the urgency, the order number and the item. */
const REQUESTS = [INSTRUCTIONS.word[0]!, QUESTIONS.urgency.wordings[0]!, QUESTIONS.order.wordings[3]!, QUESTIONS.item.wordings[3]!];

/** The answers to the four calls, as they were given. */
export interface FactsRead {
  readonly category: string;
  readonly urgency: string;
  readonly order: string;
  readonly item: string;
}

/** Four calls about one text, a fact each. */
export function factCalls(text: string): Required<Pick<Item, 'messages' | 'next'>> {
  const call = (at: number) => [{ role: 'user' as const, content: `${REQUESTS[at]!}\n${text}` }];
  return { messages: call(0), next: (answers) => (answers.length < REQUESTS.length ? call(answers.length) : undefined) };
}

export function factsRead([category = '', urgency = '', order = '', item = '']: readonly string[]): FactsRead {
  return { category: category.trim(), urgency: urgency.trim(), order: order.trim(), item: item.trim() };
}

export interface FactChainOptions {
  readonly ticket: TicketForm;
}

/** The facts of a ticket as JSON, by a call for each fact and a program that puts them together. The ticket is that of a written prompt (see prompted.ts). */
export function factChain(random: Random, { split, given }: Place, { ticket: form }: FactChainOptions): Item {
  const drawn = given ?? ((about) => ({ text: about.text, reference: factsOf(about, FACTS, 'json') }))(ticket(random, { split, form }));
  return {
    ...factCalls(drawn.text),
    reference: drawn.reference,
    join: (answers) => {
      const { category, order, item, urgency } = factsRead(answers);
      return JSON.stringify({ team: category, order, item, urgency });
    },
  };
}
