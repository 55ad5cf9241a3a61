/** What the figure asks of an engine: how a prompt is read, what may come next, and ten answers. */
import { EngineError, type ChatEngine, type ChatRequest, type TokenScore } from '../../engines/chat.ts';
import type { Distribution } from './distribution.ts';
import { ANSWERS, LONGEST_ANSWER } from './presets.ts';

export interface Token {
  readonly id: number;
  readonly text: string;
  readonly bytes: readonly number[];
}

/** A prompt as the model reads it, and what it says about the next token. */
export interface Reading {
  readonly tokens: readonly Token[];
  /** Nothing where the model would end its answer at once, whichever way it is asked. */
  readonly next: Distribution | undefined;
}

/** One token of an answer, with the distribution that it was drawn from. */
export interface Step {
  readonly text: string;
  readonly bytes: readonly number[];
  /** The model's probability for it, at temperature 1. */
  readonly probability: number;
  readonly from: Distribution;
}

export interface Answer {
  readonly text: string;
  /** The tokens of the text. */
  readonly steps: readonly Step[];
  readonly ended: boolean;
}

export interface Dials {
  readonly temperature: number;
  readonly topP: number;
  /** A whole number; the same seed gives the same answers. */
  readonly seed: number;
}

/** Likeliest tokens that are asked for. */
const LISTED = 20;

const TRIES = 8;
const HOT = 2;

/** Longer texts are not even read: far beyond any context that the figure's models have. */
const LONGEST_PROMPT = 20_000;

/** Reads a prompt. Rejects with an EngineError whose message is for the reader. */
export async function read(engine: ChatEngine, vocabulary: number, prompt: string, signal?: AbortSignal): Promise<Reading> {
  // An answer that ends at once reports nothing, so that several are tried. All start from the same distribution.
  const request = { ...requestFor(prompt), n: TRIES, temperature: HOT, seed: 0, max_tokens: 1 };
  const [tokens, [completion]] = await Promise.all([engine.tokenize(prompt), engine.complete([request], { ...(signal && { signal }) })]);
  const first = completion?.choices.find(({ logprobs }) => logprobs?.content.length)?.logprobs?.content[0];
  return { tokens, next: first ? distribution(first.top_logprobs, vocabulary) : undefined };
}

/** Draws ten answers to one prompt. Answer i depends only on the prompt, the dials and i. */
export async function draw(engine: ChatEngine, vocabulary: number, prompt: string, { temperature, topP, seed }: Dials, signal?: AbortSignal): Promise<Answer[]> {
  const request = { ...requestFor(prompt), n: ANSWERS, temperature, top_p: topP, seed, max_tokens: LONGEST_ANSWER };
  const [completion] = await engine.complete([request], { ...(signal && { signal }) });
  return (completion?.choices ?? []).map(({ message, finish_reason, logprobs }) => ({
    text: message.content,
    ended: finish_reason === 'stop',
    steps: (logprobs?.content ?? []).map(({ token, bytes, logprob, top_logprobs }) => ({
      text: token,
      bytes,
      probability: Math.exp(logprob),
      from: distribution(top_logprobs, vocabulary),
    })),
  }));
}

function requestFor(prompt: string): ChatRequest {
  if (prompt.trim() === '') throw new EngineError('bad-option', 'The prompt is empty. Type a request, or choose one of the two above.');
  if (prompt.length > LONGEST_PROMPT) {
    throw new EngineError('prompt-too-long', `The prompt has ${prompt.length.toLocaleString('en')} characters, far more than this model can read at once. Shorten it to a few hundred words.`);
  }
  return { messages: [{ role: 'user', content: prompt }], logprobs: true, top_logprobs: LISTED };
}

function distribution(likely: readonly TokenScore[], vocabulary: number): Distribution {
  return { likely: likely.map(({ token, bytes, logprob }) => ({ text: token, bytes, logprob })), others: vocabulary - likely.length };
}
