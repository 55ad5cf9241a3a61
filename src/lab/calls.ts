/** A chain of calls about one item, put together again from its answers. */
import type { Message } from '../tinydesk/world/example.ts';
import type { Item } from './tasks.ts';

/** What was asked, and what came back. */
export interface Call {
  readonly messages: readonly Message[];
  readonly answer: string;
}

/**
 * The calls that these answers were given in, in order. Answers from elsewhere may be of another chain: what comes after
 * the call that ends this one is left out.
 */
export function callsOf({ messages, next }: Pick<Item, 'messages' | 'next'>, answers: readonly string[]): Call[] {
  const calls: Call[] = [];
  for (const [at, answer] of answers.entries()) {
    const asked = at === 0 ? messages : next?.(answers.slice(0, at));
    if (!asked) break;
    calls.push({ messages: asked, answer });
  }
  return calls;
}
