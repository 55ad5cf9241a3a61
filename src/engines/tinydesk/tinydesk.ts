/** TinyDesk as a chat engine, in the thread that calls it: a Llama model on the project's own kernels. */
import { Kernels, MemoryError } from '../../tinydesk/kernels/kernels.ts';
import { Cancelled, generate, type Generated, type GenerateRequest } from '../../tinydesk/model/generate.ts';
import { Llama } from '../../tinydesk/model/llama.ts';
import { Weights } from '../../tinydesk/model/weights.ts';
import type { Tokenizer } from '../../tinydesk/tokenizer/tokenizer.ts';
import { requestList, textToCut } from '../arguments.ts';
import { EngineError, type ChatChoice, type ChatCompletion, type ChatEngine, type ChatRequest, type EngineInfo, type RunOptions, type Token, type TokenScore } from '../chat.ts';
import { macrotask } from '../macrotask.ts';
import { cancelled, Queue } from '../queue.ts';
import { sha256 } from '../sha256.ts';
import { readRepository, type ReadFile } from './repository.ts';
import { answersOf, type Reading } from './request.ts';

/** What an engine is made of. */
export interface TinyDeskParts {
  kernels: Kernels;
  llama: Llama;
  tokenizer: Tokenizer;
  endToken: number;
  info: EngineInfo;
}

/** The thread's messages wait at most this long while a run goes on, in ms. */
const PATIENCE = 12;

/** Loads a model folder. `wasm` is kernels.wasm; `model` is the name that completions carry. */
export async function openTinyDesk({ read, wasm, model }: { read: ReadFile; wasm: Uint8Array<ArrayBuffer>; model: string }): Promise<TinyDeskEngine> {
  try {
    const { config, tensors, tokenizer, endToken, hashes } = await readRepository(read);
    const kernels = await Kernels.instantiate(wasm);
    const weights = new Weights(kernels, config);
    for (const { name } of weights.layout.parameters) weights.parameter(name).set(tensors.get(name)!.data);
    const llama = new Llama(kernels, weights);
    const versions = {
      kernels: (await sha256(wasm)).slice(0, 12),
      config: hashes['config.json'].slice(0, 12),
      tokenizer: hashes['tokenizer.json'].slice(0, 12),
    };
    const info: EngineInfo = { engine: 'tinydesk', model, modelHash: hashes['model.safetensors'], versions, contextTokens: config.max_position_embeddings };
    return new TinyDeskEngine({ kernels, llama, tokenizer, endToken, info });
  } catch (error) {
    throw asEngineError(error);
  }
}

export class TinyDeskEngine implements ChatEngine {
  #parts: TinyDeskParts | undefined;
  readonly #queue = new Queue();
  readonly #closed = new AbortController();

  constructor(parts: TinyDeskParts) {
    this.#parts = parts;
  }

  async info(): Promise<EngineInfo> {
    return this.#open().info;
  }

  async tokenize(text: string): Promise<Token[]> {
    const { tokenizer } = this.#open();
    return tokenizer.encode(textToCut(text)).map((id) => ({ id, text: tokenizer.decode([id]), bytes: [...tokenizer.token(id)] }));
  }

  /** Runs of several callers take turns: each has the kernels' memory to itself. */
  async complete(requests: readonly ChatRequest[], options: RunOptions = {}): Promise<ChatCompletion[]> {
    this.#open();
    const signal = options.signal ? AbortSignal.any([options.signal, this.#closed.signal]) : this.#closed.signal;
    try {
      return await this.#queue.run(() => this.#run(requestList(requests), signal, options), signal);
    } catch (error) {
      throw asEngineError(error);
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
    this.#parts = undefined;
    return Promise.resolve();
  }

  async #run(requests: readonly ChatRequest[], signal: AbortSignal, options: RunOptions): Promise<ChatCompletion[]> {
    const { kernels, llama, tokenizer, endToken, info } = this.#open();
    let since = performance.now();
    const stopped = async (): Promise<boolean> => {
      if (performance.now() - since >= PATIENCE) {
        await macrotask();
        since = performance.now();
      }
      if (!signal.aborted) await options.ready?.();
      return signal.aborted;
    };

    const reading: Reading = { tokenizer, contextTokens: info.contextTokens, endToken, constraints: new Map() };
    const owners: { request: number; choice: number }[] = [];
    const answers: GenerateRequest[] = [];
    const missing: number[] = [];
    for (const [i, request] of requests.entries()) {
      if (await stopped()) throw new Cancelled();
      const own = placed(i, requests.length, () => answersOf(request, reading));
      owners.push(...own.map((_, choice) => ({ request: i, choice })));
      answers.push(...own);
      missing.push(own.length);
    }

    const drawn = requests.map((): Generated[] => []);
    const completions = new Array<ChatCompletion>(requests.length);
    let done = 0;
    await generate(kernels, llama, tokenizer, answers, {
      cancelled: stopped,
      token: (index, text) => {
        const { request, choice } = owners[index]!;
        if (!signal.aborted) options.onToken?.(request, choice, text);
      },
      done: (index, generated) => {
        const { request, choice } = owners[index]!;
        drawn[request]![choice] = generated;
        missing[request]! -= 1;
        if (missing[request] !== 0 || signal.aborted) return;
        const completion = completionOf(info.model, answers[index]!.prompt.length, drawn[request]!, tokenizer);
        completions[request] = completion;
        done += 1;
        options.onCompletion?.(request, completion);
        options.onProgress?.(done, requests.length);
      },
    });
    if (signal.aborted) throw new Cancelled();
    return completions;
  }

  #open(): TinyDeskParts {
    if (!this.#parts) throw new EngineError('internal', 'This TinyDesk engine was closed. Open another.');
    return this.#parts;
  }
}

/** Says which of several requests an error is about. */
function placed<T>(index: number, of: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EngineError) || of === 1) throw error;
    throw new EngineError(error.code, `Request ${index + 1} of ${of}: ${error.message}`);
  }
}

function completionOf(model: string, promptTokens: number, answers: readonly Generated[], tokenizer: Tokenizer): ChatCompletion {
  const completionTokens = answers.reduce((sum, { ids }) => sum + ids.length, 0);
  return {
    object: 'chat.completion',
    model,
    choices: answers.map((answer, index): ChatChoice => ({
      index,
      message: { role: 'assistant', content: answer.text },
      finish_reason: answer.finish,
      logprobs: answer.logprobs ? { content: answer.logprobs.map(({ id, logprob, top }) => ({ ...scoreOf(id, logprob, tokenizer), top_logprobs: top.map((other) => scoreOf(other.id, other.logprob, tokenizer)) })) } : null,
    })),
    usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: promptTokens + completionTokens },
  };
}

function scoreOf(id: number, logprob: number, tokenizer: Tokenizer): TokenScore {
  // Weights are finite, but those of another model may be so large that what is computed with them is not.
  if (!Number.isFinite(logprob)) throw new EngineError('model-damaged', 'The model is damaged: its weights are so large that its probabilities are no numbers. Fetch it again, or choose another model.');
  return { token: tokenizer.decode([id], { special: true }), bytes: [...tokenizer.bytes([id])], logprob };
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof Cancelled) return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof WebAssembly.CompileError) {
    return new EngineError('model-unsupported', `The kernels do not run here: ${message}. They need WebAssembly SIMD, which Chrome 91, Firefox 89, Safari 16.4 and Node 18 have; use one of these or newer.`);
  }
  if (error instanceof MemoryError) return new EngineError('out-of-memory', message);
  return new EngineError('internal', `TinyDesk stopped on an error of its own: ${sentence(message)} Reload and try again.`);
}
