import type { Random } from '../../random.ts';
import type { Example } from '../example.ts';
import { CATEGORIES, type Category } from '../frames/format.ts';
import { freshLabels } from '../labels.ts';
import { answered, session, taskTicket } from '../prompt.ts';
import type { Split } from '../split.ts';
import type { Ticket, TicketForm } from '../ticket.ts';

export interface Condition {
  readonly wordings: readonly string[];
  readonly holds: (ticket: Ticket) => boolean;
  /** The category of every ticket for which it holds, if there is one. */
  readonly category?: Category;
}

const CONDITIONS: readonly Condition[] = [
  ...CATEGORIES.map((category) => ({
    wordings: [`the ticket is about ${category}`, `it is about ${category}`, `the topic is ${category}`],
    holds: (ticket: Ticket) => ticket.category === category,
    category,
  })),
  { wordings: ['it is urgent', 'the urgency is high'], holds: ({ urgency }) => urgency === 'high' },
  { wordings: ['it can wait', 'the urgency is low'], holds: ({ urgency }) => urgency === 'low' },
  { wordings: ['it names an order', 'there is an order number'], holds: ({ order }) => order !== 'none' },
  { wordings: ['it names an item', 'there is an item in it'], holds: ({ item }) => item !== 'none' },
];

export interface RulesOptions {
  /** How many conditions stand before "otherwise", 1 to 6. */
  branches?: number;
  ticket?: TicketForm;
  /** Whether every rule and the "otherwise" decide equally often; else the "otherwise" decides a fifth of the tickets. */
  even?: boolean;
}

/** A list of rules and the tickets that it is about. */
export interface RuleList {
  readonly conditions: readonly Condition[];
  /** What to answer: one for each condition, and the last where none holds. */
  readonly labels: readonly string[];
  /** The place of the rule that decides a ticket; the number of conditions where none holds. */
  readonly firing: (ticket: Ticket) => number;
  /** Another ticket. */
  readonly ticket: () => Ticket;
}

/** Draws the rules; each call of its `ticket` draws on. */
export function ruleList(random: Random, split: Split, options: RulesOptions = {}): RuleList {
  const branches = options.branches ?? random.int(1, 6);
  const conditions = random.sample(CONDITIONS, branches);
  const labels = freshLabels(random, branches + 1, split);
  const firing = (ticket: Ticket) => {
    const at = conditions.findIndex(({ holds }) => holds(ticket));
    return at < 0 ? branches : at;
  };
  const ticket = () => {
    const wanted = options.even ? random.int(0, branches) : random.chance(0.2) ? branches : random.int(0, branches - 1);
    const draw = () => taskTicket(random, split, options.ticket, conditions[wanted]?.category);
    let drawn = draw();
    for (let attempt = 0; attempt < 12 && firing(drawn) !== wanted; attempt++) drawn = draw();
    return drawn;
  };
  return { conditions, labels, firing, ticket };
}

/** If-then rules with made-up answers. */
export function rules(random: Random, split: Split, options: RulesOptions = {}): Example {
  const { conditions, labels, firing, ticket } = ruleList(random, split, options);
  const tickets = answered(random, split, () => {
    const drawn = ticket();
    return { text: drawn.text, answer: labels[firing(drawn)]! };
  });

  const say = random.pick(['say', 'answer', 'write']);
  const quote = random.chance(0.5) ? '"' : '';
  const stop = random.chance(0.3) ? ';' : '.';
  const joint = random.chance(0.3) ? '\n' : ' ';
  const otherwise = random.pick(['else if', 'otherwise, if']);
  const lines = conditions.map(({ wordings }, index) => `${index === 0 ? 'if' : otherwise} ${random.pick(wordings)}, ${say} ${quote}${labels[index]!}${quote}${stop}`);
  lines.push(`${random.pick(['otherwise', 'else'])} ${say} ${quote}${labels[conditions.length]!}${quote}.`);
  return { family: 'rules', turns: session(random, lines.join(joint), tickets) };
}
