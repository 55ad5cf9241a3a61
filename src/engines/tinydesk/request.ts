/** From an untrusted chat request to the answers that are to be drawn: every option is checked, none is ignored. */
import { Constraint } from '../../tinydesk/model/constraint.ts';
import type { GenerateRequest } from '../../tinydesk/model/generate.ts';
import { show } from '../../tinydesk/show.ts';
import { encodeChat } from '../../tinydesk/tokenizer/chat.ts';
import type { Tokenizer } from '../../tinydesk/tokenizer/tokenizer.ts';
import { EngineError, type ChatMessage, type ChatRequest } from '../chat.ts';
import { patternOf, readFormat } from './response-format.ts';

/** What a request is read against. */
export interface Reading {
  tokenizer: Tokenizer;
  contextTokens: number;
  endToken: number;
  /** Constraints by their response_format, so that requests share the work. */
  constraints: Map<string, Constraint>;
}

const OPTIONS: Record<keyof ChatRequest, true> = {
  messages: true, n: true, temperature: true, top_p: true, top_k: true, seed: true, max_tokens: true, stop: true,
  response_format: true, logprobs: true, top_logprobs: true,
};
const ROLES = ['system', 'user', 'assistant'];
const ANSWER_TOKENS = 256;
const STOPS = 16;

/** The n answers of one request, in order. */
export function answersOf(request: unknown, reading: Reading): GenerateRequest[] {
  const raw = objectOf(request, 'A request');
  const unknown = Object.keys(raw).filter((key) => !Object.hasOwn(OPTIONS, key));
  if (unknown.length > 0) {
    throw new EngineError('unknown-option', `TinyDesk has no option ${unknown.map(show).join(', ')}. Leave it out; the options are ${Object.keys(OPTIONS).join(', ')}.`);
  }
  const n = whole(raw, 'n', 1, 128) ?? 1;
  const seed = whole(raw, 'seed', Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) ?? 0;
  const asked = whole(raw, 'max_tokens', 1, Number.MAX_SAFE_INTEGER);
  const sampling = {
    temperature: fraction(raw, 'temperature', (t) => t >= 0 && t <= 2, 'from 0 to 2') ?? 1,
    topP: fraction(raw, 'top_p', (p) => p > 0 && p <= 1, 'above 0 and at most 1') ?? 1,
    topK: whole(raw, 'top_k', 0, Number.MAX_SAFE_INTEGER) ?? 0,
  };
  const stop = stopsOf(raw['stop']);
  const topLogprobs = topLogprobsOf(raw);
  const constraint = constraintOf(raw['response_format'], reading);
  const prompt = promptOf(messagesOf(raw['messages']), reading);
  const rest = reading.contextTokens - prompt.length;
  return Array.from({ length: n }, (_, i) => ({
    prompt, sampling, stop,
    seed: `${seed}/${i}`,
    maxTokens: Math.min(rest, asked ?? ANSWER_TOKENS),
    endToken: reading.endToken,
    ...(constraint && { constraint }),
    ...(topLogprobs !== undefined && { topLogprobs }),
  }));
}

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(`${what} is ${show(value)} where an object belongs.`);
  return value as Record<string, unknown>;
}

function whole(raw: Record<string, unknown>, key: string, low: number, high: number): number | undefined {
  const value = raw[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= low && value <= high) return value;
  const range = high < Number.MAX_SAFE_INTEGER ? ` from ${low} to ${high}` : low > Number.MIN_SAFE_INTEGER ? ` of at least ${low}` : '';
  throw bad(`The option ${key} is ${show(value)}, and it must be a whole number${range}.`);
}

function fraction(raw: Record<string, unknown>, key: string, allowed: (value: number) => boolean, range: string): number | undefined {
  const value = raw[key];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && allowed(value)) return value;
  throw bad(`The option ${key} is ${show(value)}, and it must be a number ${range}.`);
}

function stopsOf(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const stops: unknown[] = Array.isArray(value) ? value : [value];
  if (stops.length > STOPS || !stops.every((stop): stop is string => typeof stop === 'string' && stop !== '')) {
    throw bad(`The option stop is ${show(value)}, and it must be a text or up to ${STOPS} texts, none of them empty.`);
  }
  return stops;
}

function topLogprobsOf(raw: Record<string, unknown>): number | undefined {
  const wanted = raw['logprobs'] ?? false;
  if (typeof wanted !== 'boolean') throw bad(`The option logprobs is ${show(wanted)}, and it must be true or false.`);
  const top = whole(raw, 'top_logprobs', 0, 20);
  if (top !== undefined && !wanted) throw bad('The option top_logprobs needs logprobs: true beside it.');
  return wanted ? (top ?? 0) : undefined;
}

function constraintOf(format: unknown, { constraints }: Reading): Constraint | undefined {
  const shape = readFormat(format);
  if (!shape) return undefined;
  const key = `${shape.kind} ${shape.text}`;
  const constraint = constraints.get(key) ?? new Constraint(patternOf(shape));
  constraints.set(key, constraint);
  return constraint;
}

function messagesOf(value: unknown): ChatMessage[] {
  if (!Array.isArray(value) || value.length === 0) throw bad(`The option messages is ${show(value)}, and it must be a list with at least one message.`);
  return value.map((message: unknown, i) => {
    const { role, content, ...rest } = objectOf(message, `Message ${i + 1}`);
    const unknown = Object.keys(rest)[0];
    if (unknown !== undefined) throw new EngineError('unknown-option', `Message ${i + 1} has ${show(unknown)}, which TinyDesk does not know. A message has a role and a content.`);
    if (typeof role !== 'string' || !ROLES.includes(role)) throw bad(`The role of message ${i + 1} is ${show(role)}, and it must be one of ${ROLES.join(', ')}.`);
    if (typeof content !== 'string') throw bad(`The content of message ${i + 1} is ${show(content)}, and it must be text.`);
    return { role: role as ChatMessage['role'], content };
  });
}

function promptOf(messages: readonly ChatMessage[], { tokenizer, contextTokens }: Reading): number[] {
  // A text that cannot fit is not worth cutting into tokens: a megabyte of it would hold the reader up.
  const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
  const atLeast = Math.ceil(characters / tokenizer.longest);
  if (atLeast >= contextTokens) throw tooLong(`at least ${atLeast}`, contextTokens, `at least ${atLeast - contextTokens + 1}`);
  const prompt = encodeChat(tokenizer, messages);
  if (prompt.length >= contextTokens) throw tooLong(`${prompt.length}`, contextTokens, `${prompt.length - contextTokens + 1}`);
  return prompt;
}

function tooLong(tokens: string, context: number, excess: string): EngineError {
  return new EngineError('prompt-too-long', `The prompt has ${tokens} tokens and the context holds ${context}, the answer's included. Shorten it by ${excess}: fewer examples, or a shorter text.`);
}

function bad(message: string): EngineError {
  return new EngineError('bad-option', message);
}
