import { Random } from '../../tinydesk/random.ts';
import type { Message } from '../../tinydesk/world/example.ts';
import { CATEGORIES } from '../../tinydesk/world/frames/format.ts';
import { houseRecord } from '../../tinydesk/world/house.ts';
import { CONVENTIONS, nameOf, type Convention } from '../../tinydesk/world/labels.ts';
import { FACTS, factsOf } from '../../tinydesk/world/tasks/extract.ts';
import { ticket, type Ticket, type TicketForm } from '../../tinydesk/world/ticket.ts';
import { fillPrompt, parsePrompt, type MessageSource } from '../template/prompt.ts';
import type { WorkedExample } from '../template/values.ts';
import type { Item, Place } from '../tasks.ts';

/** What a written prompt may hold: the ticket, and the worked examples that were chosen. */
export const SLOTS = { ticket: 'text', examples: 'examples' } as const;

/** What is asked about a ticket: its department under a convention, one of its facts, all of them as JSON, or its house record. */
export const ANSWERS = [...CONVENTIONS, 'urgency', 'order', 'item', 'json', 'house'] as const;
export type Answer = (typeof ANSWERS)[number];

export interface PromptedOptions {
  /** The messages, with slots. */
  readonly prompt: readonly MessageSource[];
  readonly ticket: TicketForm;
  readonly answer: Answer;
  /** Worked examples, by their places in the pool (see examplePool), in order. */
  readonly examples?: readonly number[];
  /** Examples as turns of their own before the last message, or in the slot {{examples}}. */
  readonly shown?: 'turns' | 'slot';
}

/** How many worked examples there are to choose from: equally many of each department. */
export const POOL = 40;

/** A prompt that someone wrote, about a ticket of the world or one of their own. The ticket does not depend on the prompt. */
export function prompted(random: Random, { split, given }: Place, options: PromptedOptions): Item {
  const drawn = given ? undefined : ticket(random, { split, form: options.ticket });
  const text = given?.text ?? drawn!.text;
  const pool = options.examples?.length ? examplePool(options.ticket, options.answer) : [];
  const examples = (options.examples ?? []).map((place) => {
    const example = pool[place];
    if (!example) throw new RangeError(`The pool holds ${POOL} examples, numbered from 0; number ${place} was asked for.`);
    return example;
  });
  const inSlot = options.shown === 'slot';
  const messages = fillPrompt(parsePrompt(options.prompt, SLOTS), { ticket: text, examples: inSlot ? examples : [] });
  const turns = inSlot ? [] : examples.flatMap(({ text: shown, reference }): Message[] => [{ role: 'user', content: shown }, { role: 'assistant', content: reference }]);
  return { messages: [...messages.slice(0, -1), ...turns, ...messages.slice(-1)], reference: given?.reference ?? answerTo(drawn!, options.answer) };
}

const pools = new Map<string, readonly WorkedExample[]>();

/** Worked examples from the training sentences, which no held-out ticket shares. They never change. */
export function examplePool(form: TicketForm, answer: Answer): readonly WorkedExample[] {
  const key = `${form} ${answer}`;
  let pool = pools.get(key);
  if (!pool) {
    const random = new Random(`examples/${form}`);
    pool = Array.from({ length: POOL }, (_, place) => {
      const drawn = ticket(random, { split: 'train', form, category: CATEGORIES[place % CATEGORIES.length]! });
      return { text: drawn.text, reference: answerTo(drawn, answer) };
    });
    pools.set(key, pool);
  }
  return pool;
}

/** The right answer about a ticket. */
export function answerTo(about: Ticket, answer: Answer): string {
  switch (answer) {
    case 'urgency':
    case 'order':
    case 'item':
      return about[answer];
    case 'json':
      return factsOf(about, FACTS, 'json');
    case 'house':
      return houseRecord(about);
    default:
      return nameOf(about.category, answer satisfies Convention);
  }
}
