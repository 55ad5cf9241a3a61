import type { Random } from '../random.ts';
import { system, user, type Turn } from './example.ts';
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

/** The ticket of a task: full three times in four, else one plain sentence. */
export function taskTicket(random: Random, split: Split, form: TicketForm | undefined, category?: Category): Ticket {
  return ticket(random, { split, form: form ?? (random.chance(0.75) ? 'full' : 'short'), category });
}

/** "a, b or c". */
export function listed(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]!}`;
}
