/** What callers hand to an engine, checked before anything is done with it: alike on the page and in the worker. */
import { show } from '../tinydesk/show.ts';
import { EngineError, type ChatRequest } from './chat.ts';

/** Characters that `tokenize` takes: many times the context, and cut in a blink. */
const LONGEST_TEXT = 100_000;

/** The requests of a run, each of which is still unchecked. */
export function requestList(value: unknown): readonly ChatRequest[] {
  if (!Array.isArray(value)) throw new EngineError('bad-option', `The requests are ${show(value)}, and they must be a list. For one request, give a list of one.`);
  return value as ChatRequest[];
}

export function textToCut(value: unknown): string {
  if (typeof value !== 'string') throw new EngineError('bad-option', `What is to be cut into tokens is ${show(value)}, and it must be text.`);
  if (value.length > LONGEST_TEXT) {
    throw new EngineError('bad-option', `The text has ${value.length} characters, and at most ${LONGEST_TEXT} are cut into tokens at once. Shorten it, or give it in parts.`);
  }
  return value;
}
