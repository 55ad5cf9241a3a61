import { Random } from '../../tinydesk/random.ts';
import type { Message } from '../../tinydesk/world/example.ts';
import { CATEGORIES, type Category } from '../../tinydesk/world/frames/format.ts';
import { houseRecord } from '../../tinydesk/world/house.ts';
import { CONVENTIONS, nameOf } from '../../tinydesk/world/labels.ts';
import type { Split } from '../../tinydesk/world/split.ts';
import { FACTS, factsOf } from '../../tinydesk/world/tasks/extract.ts';
import { bill } from '../../tinydesk/world/tasks/totals.ts';
import { ticket, type Ticket, type TicketForm } from '../../tinydesk/world/ticket.ts';
import { fillPrompt, parsePrompt, type MessageSource } from '../template/prompt.ts';
import type { WorkedExample } from '../template/values.ts';
import type { Item, Place } from '../tasks.ts';

/** What a written prompt may hold: the ticket, and the worked examples that were chosen. */
export const SLOTS = { ticket: 'text', examples: 'examples' } as const;

/** What is asked about a ticket: its department under a convention, one of its facts, all of them as JSON, its house record; or the total of a bill. */
export const ANSWERS = [...CONVENTIONS, 'urgency', 'order', 'item', 'json', 'house', 'total'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface PromptedOptions {
  /** The messages, with slots. */
  readonly prompt: readonly MessageSource[];
  readonly ticket: TicketForm;
  readonly answer: Answer;
  /** Lines of a bill, 1 to 8, where the total is asked for; 3 where not said. */
  readonly lines?: number;
  /** Worked examples, by their places in the pool (see examplePool), in order. */
  readonly examples?: readonly number[];
  /** Examples as turns of their own before the last message, or in the slot {{examples}}. */
  readonly shown?: 'turns' | 'slot';
}

/** How many worked examples there are to choose from: equally many of each department. */
export const POOL = 40;

/** A prompt that someone wrote, about a ticket of the world or one of their own. The ticket does not depend on the prompt. */
export function prompted(random: Random, { split, given }: Place, options: PromptedOptions): Item {
  const { text, reference } = given ?? question(random, split, options);
  const pool = options.examples?.length ? examplePool(options.ticket, options.answer) : [];
  const examples = (options.examples ?? []).map((place) => {
    const example = pool[place];
    if (!example) throw new RangeError(`The pool holds ${POOL} examples, numbered from 0; number ${place} was asked for.`);
    return example;
  });
  const inSlot = options.shown === 'slot';
  const messages = fillPrompt(parsePrompt(options.prompt, SLOTS), { ticket: text, examples: inSlot ? examples : [] });
  const turns = inSlot ? [] : examples.flatMap(({ text: shown, reference }): Message[] => [{ role: 'user', content: shown }, { role: 'assistant', content: reference }]);
  return { messages: [...messages.slice(0, -1), ...turns, ...messages.slice(-1)], reference };
}

/** A text of the world and what is right about it. */
function question(random: Random, split: Split, { answer, ticket: form, lines = 3 }: Omit<PromptedOptions, 'prompt'>, category?: Category): WorkedExample {
  if (answer === 'total') {
    const drawn = bill(random, lines);
    return { text: drawn.text, reference: `answer ${drawn.lines.reduce((sum, { count, price }) => sum + count * price, 0)}` };
  }
  const drawn = ticket(random, { split, form, category });
  return { text: drawn.text, reference: answerTo(drawn, answer) };
}

const pools = new Map<string, readonly WorkedExample[]>();

/** Worked examples from the training sentences, which no held-out ticket shares. They never change. */
export function examplePool(form: TicketForm, answer: Answer): readonly WorkedExample[] {
  const key = `${form} ${answer}`;
  let pool = pools.get(key);
  if (!pool) {
    const random = new Random(`examples/${form}`);
    pool = Array.from({ length: POOL }, (_, place) => question(random, 'train', { answer, ticket: form }, CATEGORIES[place % CATEGORIES.length]!));
    pools.set(key, pool);
  }
  return pool;
}

/** The right answer about a ticket. */
function answerTo(about: Ticket, answer: Exclude<Answer, 'total'>): string {
  if (answer === 'urgency' || answer === 'order' || answer === 'item') return about[answer];
  if (answer === 'json') return factsOf(about, FACTS, 'json');
  return answer === 'house' ? houseRecord(about) : nameOf(about.category, answer);
}
