/**
 * Answers for many prompts at once: prefill, then decode in batches, each sample with its own seed and its own stop
 * rules. A sample depends only on its own prompt, options and seed, never on what runs beside it.
 */
import type { Kernels } from '../kernels/kernels.ts';
import { Random } from '../random.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Constraint } from './constraint.ts';
import type { Llama, Sequence } from './llama.ts';
import { PromptCache } from './prompt-cache.ts';
import { sampleToken, type Sampling } from './sampler.ts';

export interface GenerateRequest {
  /** Token ids of the prompt: at least one. */
  prompt: readonly number[];
  sampling: Sampling;
  seed: number | string;
  maxTokens: number;
  /** Ends the answer without being part of it. */
  endToken: number;
  /** Texts that end the answer where they first appear, and are cut off. */
  stop: readonly string[];
  /** Limits the answer to a language, token by token. */
  constraint?: Constraint;
  /** How many likeliest alternatives to report with each token's log-probability; nothing reports none. */
  topLogprobs?: number;
}

export interface TokenLogprob {
  id: number;
  /** Natural logarithm of the model's probability, at temperature 1 and before any mask. */
  logprob: number;
  top: { id: number; logprob: number }[];
}

export interface Generated {
  /** Ids of the answer, without the end token and without the tokens that a stop text cut off whole. */
  ids: number[];
  text: string;
  finish: 'stop' | 'length';
  /** One for each of `ids`. */
  logprobs?: TokenLogprob[];
}

export interface GenerateProgress {
  /** Called with an answer as soon as it is whole; `index` is the request's. */
  done?: (index: number, generated: Generated) => void;
  /** Called with each token's text as it is drawn, for streaming. */
  token?: (index: number, text: string) => void;
  /** Called before every step; returning true abandons what is not finished. May wait, so that messages can come in. */
  cancelled?: () => boolean | Promise<boolean>;
}

/** Sequences decoded together. */
export const BATCH = 32;

export class Cancelled extends Error {
  constructor() {
    super('The run was cancelled.');
    this.name = 'Cancelled';
  }
}

interface Running {
  index: number;
  request: GenerateRequest;
  sequence: Sequence;
  random: Random;
  ids: number[];
  text: string;
  /** How much of the text has been reported as streamed. */
  streamed: number;
  logprobs: TokenLogprob[];
  constraint: Constraint | undefined;
}

export async function generate(kernels: Kernels, llama: Llama, tokenizer: Tokenizer, requests: readonly GenerateRequest[], progress: GenerateProgress = {}): Promise<Generated[]> {
  const results = new Array<Generated>(requests.length);
  const columns = llama.weights.dim.logits;
  const finish = (index: number, generated: Generated): void => {
    results[index] = generated;
    progress.done?.(index, generated);
  };
  const mark = kernels.mark();
  try {
    const prompts = new PromptCache(kernels, llama, requests.map(({ prompt }) => prompt));
    const logits = kernels.allocate(Math.min(BATCH, requests.length) * columns);
    const scratch = kernels.allocate(columns);
    const between = kernels.mark();
    for (let from = 0; from < requests.length; from += BATCH) {
      let running = await prefill(kernels, llama, tokenizer, requests.slice(from, from + BATCH), from, prompts, logits, progress);
      while (running.length > 0) {
        if (await progress.cancelled?.()) throw new Cancelled();
        const going: Running[] = [];
        const next: number[] = [];
        running.forEach((sample, row) => {
          const at = logits + 4 * row * columns;
          if (sample.request.maxTokens === 0) {
            finish(sample.index, result(sample, 'length'));
            return;
          }
          const id = draw(kernels, tokenizer, sample, at, scratch, columns);
          const ended = accept(tokenizer, sample, id, progress);
          if (ended) finish(sample.index, result(sample, ended));
          else {
            going.push(sample);
            next.push(id);
          }
        });
        if (going.length > 0) {
          llama.run(going.map(({ sequence }, i) => ({ sequence, tokens: [next[i]!], logits: 'last' as const })), logits);
          hideUnnamed(kernels, llama, tokenizer, logits, going.length);
        }
        running = going;
      }
      kernels.release(between);
    }
  } finally {
    kernels.release(mark);
  }
  return results;
}

/** A vocabulary may be padded beyond the tokenizer's entries: what has no text is never drawn. */
function hideUnnamed(kernels: Kernels, llama: Llama, tokenizer: Tokenizer, logits: number, rows: number): void {
  const columns = llama.weights.dim.logits;
  for (let row = 0; row < rows && tokenizer.size < columns; row++) {
    kernels.floats(logits + 4 * (row * columns + tokenizer.size), columns - tokenizer.size).fill(-Infinity);
  }
}

/** The requests with their prompts run, and the logits after each as a row at `logits`. */
async function prefill(kernels: Kernels, llama: Llama, tokenizer: Tokenizer, group: readonly GenerateRequest[], from: number, prompts: PromptCache, logits: number, progress: GenerateProgress): Promise<Running[]> {
  const columns = llama.weights.dim.logits;
  const limit = llama.weights.config.max_position_embeddings;
  const samples: Running[] = [];
  for (const [i, request] of group.entries()) {
    const { prompt, maxTokens } = request;
    let read = prompts.find(prompt);
    if (!read) {
      if (await progress.cancelled?.()) throw new Cancelled();
      read = prompts.read(prompt);
      hideUnnamed(kernels, llama, tokenizer, read.logits, 1);
    }
    const sequence = llama.sequence(Math.min(limit, prompt.length + maxTokens));
    llama.copy(read.sequence, sequence);
    kernels.run.copy(logits + 4 * i * columns, read.logits, columns);
    samples.push({
      index: from + i, request, sequence,
      random: new Random(request.seed),
      ids: [], text: '', streamed: 0, logprobs: [],
      constraint: request.constraint,
    });
  }
  return samples;
}

function draw(kernels: Kernels, tokenizer: Tokenizer, sample: Running, logits: number, scratch: number, columns: number): number {
  const { sampling, topLogprobs, endToken } = sample.request;
  const scores = topLogprobs === undefined ? undefined : logprobsOf(kernels, logits, columns);
  const mask = sample.constraint?.mask(tokenizer, endToken);
  const id = sampleToken(kernels, logits, scratch, columns, sampling, sample.random, mask);
  if (scores) sample.logprobs.push({ id, logprob: scores[id]!, top: highest(scores, topLogprobs!) });
  return id;
}

/** Adds a drawn token to a sample; returns why the sample has ended, if it has. */
function accept(tokenizer: Tokenizer, sample: Running, id: number, progress: GenerateProgress): Generated['finish'] | undefined {
  const { request } = sample;
  if (id === request.endToken) {
    sample.logprobs.length = sample.ids.length;
    stream(sample, sample.text.length, progress);
    return 'stop';
  }
  sample.ids.push(id);
  sample.constraint = sample.constraint?.after(tokenizer, id);
  sample.text = tokenizer.decode(sample.ids);
  const cut = Math.min(...request.stop.map((text) => sample.text.indexOf(text)).filter((at) => at >= 0));
  if (cut !== Infinity) {
    while (sample.ids.length > 0 && tokenizer.decode(sample.ids.slice(0, -1)).length >= cut) {
      sample.ids.pop();
      sample.logprobs.pop();
    }
    sample.text = sample.text.slice(0, cut);
    stream(sample, cut, progress);
    return 'stop';
  }
  const full = sample.ids.length >= request.maxTokens || sample.sequence.length >= sample.sequence.limit;
  // What may still turn out to be the beginning of a stop text, or of a character whose bytes are not all here.
  const held = full ? 0 : Math.max(0, ...request.stop.map((text) => text.length - 1)) + (sample.text.endsWith('\uFFFD') ? 1 : 0);
  stream(sample, sample.text.length - held, progress);
  return full ? 'length' : undefined;
}

function stream(sample: Running, upTo: number, progress: GenerateProgress): void {
  if (!progress.token || upTo <= sample.streamed) return;
  progress.token(sample.index, sample.text.slice(sample.streamed, upTo));
  sample.streamed = upTo;
}

function result(sample: Running, finish: Generated['finish']): Generated {
  const base = { ids: sample.ids, text: sample.text, finish };
  return sample.request.topLogprobs === undefined ? base : { ...base, logprobs: sample.logprobs };
}

/** Log-probabilities of every token, from a row of logits. */
export function logprobsOf(kernels: Kernels, logits: number, columns: number): Float64Array {
  const total = kernels.run.logSumExp(logits, columns);
  return Float64Array.from(kernels.floats(logits, columns), (logit) => logit - total);
}

/** The likeliest tokens in order; of equals, the lower id first. */
function highest(scores: Float64Array, count: number): { id: number; logprob: number }[] {
  const top: { id: number; logprob: number }[] = [];
  for (const [id, logprob] of scores.entries()) {
    let place = top.length;
    while (place > 0 && logprob > top[place - 1]!.logprob) place -= 1;
    if (place < count) {
      top.splice(place, 0, { id, logprob });
      top.length = Math.min(top.length, count);
    }
  }
  return top;
}
