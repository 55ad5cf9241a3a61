/**
 * The one interface through which everything asks a model: the OpenAI chat-completions shape, as WebLLM speaks it.
 * Each engine implements a subset; an option that it cannot honour is refused by name, never ignored.
 */

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/**
 * What the answer must look like. `json_object` with a JSON Schema as text gives compact JSON of that shape;
 * `grammar` is EBNF, of which TinyDesk understands one rule of alternatives: `root ::= "billing" | "shipping"`.
 */
export type ResponseFormat =
  | { type: 'text' }
  | { type: 'json_object'; schema?: string }
  | { type: 'grammar'; grammar: string };

export interface ChatRequest {
  messages: readonly ChatMessage[];
  /** Answers to the same prompt: 1 to 128. */
  n?: number;
  /** 0 (greedy) to 2; 1 where not said. */
  temperature?: number;
  /** (0, 1]; 1 where not said. */
  top_p?: number;
  /** TinyDesk only: 0 for all. */
  top_k?: number;
  /** A whole number. Answer i of n is drawn with stream (seed, i). 0 where not said. */
  seed?: number;
  max_tokens?: number;
  stop?: string | readonly string[];
  response_format?: ResponseFormat;
  logprobs?: boolean;
  /** 0 to 20; WebLLM allows 5. */
  top_logprobs?: number;
}

export interface TokenScore {
  /** The token's own text: a part of a character shows as U+FFFD, a special token as its name. */
  token: string;
  /** None for a special token. */
  bytes: number[];
  logprob: number;
}

export interface ChatChoice {
  index: number;
  message: { role: 'assistant'; content: string };
  finish_reason: 'stop' | 'length';
  logprobs: { content: (TokenScore & { top_logprobs: TokenScore[] })[] } | null;
}

export interface ChatCompletion {
  object: 'chat.completion';
  model: string;
  choices: ChatChoice[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
}

export interface Token {
  id: number;
  /** A part of a character shows as U+FFFD. */
  text: string;
  bytes: number[];
}

export interface EngineInfo {
  engine: 'tinydesk' | 'webllm';
  /** The model's name, as in `ChatCompletion.model`. */
  model: string;
  /** SHA-256 of the weights file, in hexadecimal. */
  modelHash: string;
  /** Versions that the answers' bits depend on: kernels, library. */
  versions: Record<string, string>;
  contextTokens: number;
}

export interface RunOptions {
  signal?: AbortSignal;
  /** Called with the number of requests finished, whenever it grows. */
  onProgress?: (done: number, of: number) => void;
  /** Called with each finished completion, in order of finishing. */
  onCompletion?: (index: number, completion: ChatCompletion) => void;
  /** Called with text as it is drawn. */
  onToken?: (index: number, choice: number, text: string) => void;
  /** Awaited between steps: how a slow reader of the callbacks holds the run back. */
  ready?: () => void | Promise<void>;
}

/** An engine lets its thread's messages in while a run goes on, so that an abort arrives within a few steps. */
export interface ChatEngine {
  info(): Promise<EngineInfo>;
  /** One completion for each request, in order. Rejects with an EngineError; an abort rejects with code `cancelled`. */
  complete(requests: readonly ChatRequest[], options?: RunOptions): Promise<ChatCompletion[]>;
  /** Tokens of a text of at most 100,000 characters, as the model sees it. */
  tokenize(text: string): Promise<Token[]>;
  /** Frees the model and its worker; what is still running is cancelled. */
  close(): Promise<void>;
}

export type EngineErrorCode =
  | 'unknown-option' | 'bad-option' | 'prompt-too-long' | 'cancelled' | 'model-missing' | 'model-unreachable' | 'model-damaged'
  | 'model-unsupported' | 'out-of-memory' | 'worker-died' | 'internal';

/** An error that a reader can act on: its message says what happened, why, and what to do. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
  }
}
