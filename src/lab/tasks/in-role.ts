import type { Random } from '../../tinydesk/random.ts';
import { ask } from '../../tinydesk/world/prompt.ts';
import { replyTo, type Register } from '../../tinydesk/world/tasks/role.ts';
import { ticket } from '../../tinydesk/world/ticket.ts';
import type { Item, Place } from '../tasks.ts';

export interface InRoleOptions {
  /** The sentence that names the role; an empty one names none. */
  readonly words: string;
  /** The voice that is wanted. */
  readonly register: Register;
}

/** A request for a reply in a role that is named in these words. The ticket does not depend on them. */
export function inRole(random: Random, { split }: Place, { words, register }: InRoleOptions): Item {
  const { text, category } = ticket(random, { split, form: 'full' });
  const turns = ask(random, `${words} write a reply.`.trim(), text, 'before');
  return { messages: turns.map(({ role, spans }) => ({ role, content: spans.map((span) => span.text).join('') })), reference: replyTo(random, category, register) };
}
