import type { Random } from '../random.ts';
import { assistant, system, user, type Turn } from './example.ts';
import { ticket, type Ticket, type TicketForm } from './ticket.ts';
import type { Category } from './frames/format.ts';
import type { Split } from './split.ts';

/** Where the instruction stands: in its own system turn, or in the user's, before or after the ticket. */
export type Placement = 'system' | 'before' | 'after';

/** The turns that put an instruction and a ticket before the model. */
export function ask(random: Random, instruction: string, body: string, placement: Placement = somePlacement(random)): Turn[] {
  const headed = random.chance(0.4) ? `ticket: ${body}` : body;
  switch (placement) {
    case 'system':
      return [system(instruction), user(headed)];
    case 'before':
      return [user(`${instruction}\n${headed}`)];
    case 'after':
      return [user(`${headed}\n${instruction}`)];
  }
}

function somePlacement(random: Random): Placement {
  return random.weighted({ system: 0.15, before: 0.6, after: 0.25 });
}

/** A ticket, or a question, and the right answer to it. */
export interface Answered {
  readonly text: string;
  readonly answer: string;
}

/** About as many characters as a training prompt may have; some 370 tokens. */
export const LONGEST = 1050;

/**
 * An instruction with what it asks about first, and what follows under the same instruction, each answered. Those that
 * would make the conversation too long are left out.
 */
export function session(random: Random, instruction: string, [first, ...rest]: readonly [Answered, ...Answered[]], placement?: Placement): Turn[] {
  const turns = [...ask(random, instruction, first.text, placement), assistant(first.answer)];
  let length = instruction.length + first.text.length + first.answer.length;
  for (const { text, answer } of rest) {
    length += text.length + answer.length + 12;
    if (length > LONGEST) break;
    turns.push(user(text), assistant(answer));
  }
  return turns;
}

/** What a task gives for each of the tickets it is asked about: in training often several in one conversation, else one. */
export function answered(random: Random, split: Split, one: () => Answered): [Answered, ...Answered[]] {
  const more = split === 'train' ? Number(random.weighted({ 0: 0.4, 1: 0.2, 2: 0.2, 3: 0.2 })) : 0;
  return [one(), ...Array.from({ length: more }, one)];
}

/** The ticket of a task: full three times in four, else one plain sentence. */
export function taskTicket(random: Random, split: Split, form: TicketForm | undefined, category?: Category): Ticket {
  return ticket(random, { split, form: form ?? (random.chance(0.75) ? 'full' : 'short'), category });
}

/** "a, b or c". */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]!}`;
}
