/** A stretch of text and how much its tokens count in the training loss. */
export interface Span {
  readonly text: string;
  readonly weight: number;
}

/** One message. The end-of-turn token counts as much as the message's last span. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly spans: readonly Span[];
}

/** A conversation to learn from or to be tested on. Its last turn is always the assistant's answer. */
export interface Example {
  readonly family: string;
  readonly turns: readonly Turn[];
}

/** Running text without chat tokens, every token of which counts. */
export interface PlainText {
  readonly family: 'plain';
  readonly text: string;
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What the context determines counts in full; what it leaves open, hardly. */
export const DETERMINED = 1;
export const OPEN = 0.03;

export function system(text: string): Turn {
  return { role: 'system', spans: [{ text, weight: OPEN }] };
}

export function user(text: string): Turn {
  return { role: 'user', spans: [{ text, weight: OPEN }] };
}

export function assistant(text: string, weight: number = DETERMINED): Turn {
  return { role: 'assistant', spans: [{ text, weight }] };
}

/** The conversation up to the answer, as chat messages. */
export function promptOf(example: Example): Message[] {
  return example.turns.slice(0, -1).map(message);
}

/** The text of the last turn. */
export function answerOf(example: Example): string {
  const last = example.turns[example.turns.length - 1];
  if (last?.role !== 'assistant') throw new Error(`An example of the family "${example.family}" does not end with an answer.`);
  return message(last).content;
}

function message({ role, spans }: Turn): Message {
  return { role, content: spans.map((span) => span.text).join('') };
}
