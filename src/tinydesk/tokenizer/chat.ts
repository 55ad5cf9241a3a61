/**
 * TinyDesk's chat format: `<|system|>text`, `<|user|>text`, `<|assistant|>text<|end|>`, one after another. The model
 * answers after `<|assistant|>` and ends with `<|end|>`.
 */
import type { Tokenizer } from './tokenizer.ts';

export const SPECIAL_TOKENS = ['<|pad|>', '<|system|>', '<|user|>', '<|assistant|>', '<|end|>'] as const;

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Jinja source of the same format, for `tokenizer_config.json`. */
export const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] }}{% if message['role'] == 'assistant' %}{{ '<|end|>' }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}";

/** Token ids of a conversation, ready for the model's next answer. */
export function encodeChat(tokenizer: Tokenizer, messages: readonly ChatMessage[]): number[] {
  const ids: number[] = [];
  for (const { role, content } of messages) {
    ids.push(tokenizer.special(`<|${role}|>`), ...tokenizer.encode(content));
    if (role === 'assistant') ids.push(tokenizer.special('<|end|>'));
  }
  ids.push(tokenizer.special('<|assistant|>'));
  return ids;
}
