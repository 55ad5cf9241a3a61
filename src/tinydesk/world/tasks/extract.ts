import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { answered, listed, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { Ticket, TicketForm } from '../ticket.ts';

export const FORMATS = ['json', 'xml', 'keyvalue', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];
export const FACTS = ['team', 'order', 'item', 'urgency'] as const;
export type Fact = (typeof FACTS)[number];

const NAMES: Readonly<Record<Format, readonly string[]>> = {
  json: ['json', 'a json object', 'json'],
  xml: ['xml', 'xml tags'],
  keyvalue: ['key: value lines', 'lines of key: value'],
  markdown: ['a markdown table row', 'one row of a markdown table'],
};

export interface ExtractOptions {
  format?: Format;
  /** Whether all four fields are wanted; the prompt names them if not. */
  allFields?: boolean;
  ticket?: TicketForm;
}

/** The facts of a ticket in a format that the prompt names; 'none' for what the ticket does not say. */
export function extract(random: Random, split: Split, options: ExtractOptions = {}): Example {
  const format = options.format ?? random.weighted({ json: 0.7, xml: 0.1, keyvalue: 0.1, markdown: 0.1 });
  const all = options.allFields ?? random.chance(0.8);
  const chosen = all ? FACTS : FACTS.filter((field) => random.chance(0.5) || field === 'team');
  const name = random.pick(NAMES[format]);
  const wanted = !all || random.chance(0.4) ? listed(chosen, 'and') : undefined;
  const instruction =
    wanted === undefined
      ? random.pick([`read the ticket and return ${name}.`, `extract the fields as ${name}.`, `give the facts as ${name}.`, `return ${name} only.`, `turn the ticket into ${name}.`])
      : random.pick([`extract ${wanted} as ${name}.`, `return ${name} with ${wanted}.`, `give ${wanted} as ${name}.`]);
  const tickets = answered(random, split, () => {
    const ticket = taskTicket(random, split, options.ticket);
    return { text: ticket.text, answer: factsOf(ticket, chosen, format) };
  });
  return { family: 'extract', turns: session(random, instruction, tickets) };
}

/** Facts of a ticket in a format, without spaces that carry nothing. */
export function factsOf(ticket: Ticket, facts: readonly Fact[], format: Format): string {
  const entries = facts.map((field) => [field, field === 'team' ? ticket.category : ticket[field]] as const);
  switch (format) {
    case 'json':
      return JSON.stringify(Object.fromEntries(entries));
    case 'xml':
      return `<ticket>${entries.map(([key, value]) => `<${key}>${value}</${key}>`).join('')}</ticket>`;
    case 'keyvalue':
      return entries.map(([key, value]) => `${key}: ${value}`).join('\n');
    case 'markdown':
      return `| ${entries.map(([, value]) => value).join(' | ')} |`;
  }
}
