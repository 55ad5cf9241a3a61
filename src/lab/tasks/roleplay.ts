import type { Random } from '../../tinydesk/random.ts';
import { answerOf, promptOf } from '../../tinydesk/world/example.ts';
import { PERSONAS, role } from '../../tinydesk/world/tasks/role.ts';
import type { Item, Place } from '../tasks.ts';

export interface RoleplayOptions {
  /** Whether the prompt names the role. */
  readonly named: boolean;
}

/** A reply that should be in some role's voice, asked for with the role in the prompt or without it. */
export function roleplay(random: Random, { split }: Place, { named }: RoleplayOptions): Item {
  const register = random.pick(PERSONAS);
  const before = random.state();
  const wanted = role(random, split, { register, ticket: 'full' });
  const asked = named ? wanted : role(random.restore(before), split, { register: 'neutral', ticket: 'full' });
  return { messages: promptOf(asked), reference: answerOf(wanted) };
}
