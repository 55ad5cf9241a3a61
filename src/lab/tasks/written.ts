import type { Random } from '../../tinydesk/random.ts';
import type { Message } from '../../tinydesk/world/example.ts';
import type { Item, Place } from '../tasks.ts';

export interface WrittenOptions {
  readonly messages: readonly Message[];
  /** The right answer; an empty text where there is none. */
  readonly reference: string;
}

/** A prompt that someone wrote, the same for every item. */
export function written(_random: Random, _place: Place, { messages, reference }: WrittenOptions): Item {
  return { messages, reference };
}
