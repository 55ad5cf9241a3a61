/** Whether every prompt fits the model's context, before anything is asked. */
import type { ChatEngine } from '../../engines/chat.ts';
import type { ShownItem } from './rows.ts';

/** Tokens that a message takes beside its text, at most, and the opening of the answer. */
const AROUND = 2;

/** What is wrong, as a sentence that names the prompt; nothing where the longest item fits each one. */
export async function tooLong(engine: Pick<ChatEngine, 'info' | 'tokenize'>, names: readonly string[], items: readonly ShownItem[]): Promise<string | undefined> {
  const { contextTokens } = await engine.info();
  for (const [arm, name] of names.entries()) {
    const length = ({ prompts }: ShownItem) => prompts[arm]!.reduce((sum, { content }) => sum + content.length, 0);
    const at = items.reduce((longest, item, place) => (length(item) > length(items[longest]!) ? place : longest), 0);
    let tokens = 1;
    for (const { content } of items[at]!.prompts[arm]!) tokens += AROUND + (await engine.tokenize(content)).length;
    if (tokens >= contextTokens) return `“${name}” is too long: with item ${at + 1} it has about ${tokens} tokens, and TinyDesk reads fewer than ${contextTokens}. Shorten it, or give it fewer examples.`;
  }
  return undefined;
}
