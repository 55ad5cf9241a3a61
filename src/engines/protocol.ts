/**
 * The messages between a page and the worker that runs its model, checked on both sides. Every question carries an id
 * of the asker's choosing, and every answer the id of its question.
 *
 * A run's answers come in numbered chunks, and the asker acknowledges each. The worker goes on while at most WINDOW
 * chunks are unacknowledged, so a page that is busy is never flooded.
 */
import type { EngineErrorCode } from './chat.ts';
import { anything, CheckError, count, either, fields, finite, flag, list, nothing, oneOf, record, text, variants, type Check, type Checked } from './check.ts';

/** A way to the other side. Messages arrive in order, or the way is broken. */
export interface Port {
  post(message: unknown): void;
  /** To be called once. */
  listen(handler: (message: unknown) => void): void;
  close(): void;
}

/** Chunks that may be on their way. */
export const WINDOW = 4;

const ERROR_CODES: Record<EngineErrorCode, true> = {
  'unknown-option': true, 'bad-option': true, 'prompt-too-long': true, cancelled: true, 'model-missing': true,
  'model-unreachable': true, 'model-damaged': true, 'model-unsupported': true, 'out-of-memory': true, 'worker-died': true, internal: true,
};

const score = { token: text, bytes: list(count), logprob: finite };
const completion = fields({
  object: oneOf('chat.completion'),
  model: text,
  choices: list(fields({
    index: count,
    message: fields({ role: oneOf('assistant'), content: text }),
    finish_reason: oneOf('stop', 'length'),
    logprobs: either(nothing, fields({ content: list(fields({ ...score, top_logprobs: list(fields(score)) })) })),
  })),
  usage: fields({ prompt_tokens: count, completion_tokens: count, total_tokens: count }),
});

const question = variants({
  /** Loads the model that `source` describes, in the words of the worker's engine. Answered by `loaded`. */
  load: fields({ type: oneOf('load'), id: count, source: record(text) }),
  info: fields({ type: oneOf('info'), id: count }),
  /** Answered by `tokens`. */
  tokenize: fields({ type: oneOf('tokenize'), id: count, text }),
  /** Answered by any number of `progress`, then `completed`. The engine checks the requests. */
  complete: fields({ type: oneOf('complete'), id: count, requests: list(anything), stream: flag }),
  /** Chunk `chunk` of run `id` has been taken in. */
  acknowledge: fields({ type: oneOf('acknowledge'), id: count, chunk: count }),
  /** Ends run `id`, which then fails with code `cancelled`. */
  cancel: fields({ type: oneOf('cancel'), id: count }),
  /** Frees the model. Answered by `closed`, the last message. */
  close: fields({ type: oneOf('close'), id: count }),
});

const event = variants({
  completion: fields({ type: oneOf('completion'), index: count, completion }),
  text: fields({ type: oneOf('text'), index: count, choice: count, text }),
});

const answer = variants({
  loaded: fields({ type: oneOf('loaded'), id: count }),
  info: fields({
    type: oneOf('info'), id: count,
    info: fields({ engine: oneOf('tinydesk', 'webllm'), model: text, modelHash: text, versions: record(text), contextTokens: count }),
  }),
  tokens: fields({ type: oneOf('tokens'), id: count, tokens: list(fields({ id: count, text, bytes: list(count) })) }),
  /** What a run has come to since its last chunk, in order: finished completions, and text as it is drawn. */
  progress: fields({ type: oneOf('progress'), id: count, chunk: count, events: list(event) }),
  completed: fields({ type: oneOf('completed'), id: count }),
  closed: fields({ type: oneOf('closed'), id: count }),
  /** The question failed; id is null where the question could not be read. */
  failed: fields({
    type: oneOf('failed'), id: either(nothing, count),
    error: fields({ code: oneOf(...(Object.keys(ERROR_CODES) as EngineErrorCode[])), message: text }),
  }),
});

export type Question = Checked<typeof question>;
export type Answer = Checked<typeof answer>;
export type RunEvent = Checked<typeof event>;

/** A message that is not one of the protocol's. */
export class ProtocolError extends Error {
  constructor(reason: string) {
    super(`A message between the page and its model's worker is not as agreed: ${reason}. Reload the page; it may be of another version than its worker.`);
    this.name = 'ProtocolError';
  }
}

export function parseQuestion(message: unknown): Question {
  return agreed(question, message);
}

export function parseAnswer(message: unknown): Answer {
  return agreed(answer, message);
}

function agreed<T>(check: Check<T>, message: unknown): T {
  try {
    return check(message, 'message');
  } catch (error) {
    if (error instanceof CheckError) throw new ProtocolError(error.message);
    throw error;
  }
}
