/** The page's side of the protocol: a chat engine whose model runs in a worker. */
import { requestList, textToCut } from './arguments.ts';
import { EngineError, type ChatCompletion, type ChatEngine, type ChatRequest, type EngineInfo, type RunOptions, type Token } from './chat.ts';
import { parseAnswer, ProtocolError, type Answer, type Port, type Question, type RunEvent } from './protocol.ts';
import { cancelled, Queue } from './queue.ts';

/** A port to a worker of one's own: closing it ends the worker. */
export interface WorkerLink extends Port {
  /** Calls back, with what is known of the reason, when the worker has ended by itself. To be called once. */
  onDeath(handler: (reason: string) => void): void;
}

/** How long a worker may take to close by itself, in ms. */
const FAREWELL = 1000;

/**
 * Starts its worker with the first call, and again with the first call after the worker has died or was closed. Runs
 * take turns; `info` and `tokenize` are answered while one goes on.
 */
export class WorkerEngine implements ChatEngine {
  readonly #start: () => WorkerLink;
  readonly #source: Record<string, string>;
  readonly #queue = new Queue();
  #session: Session | undefined;
  #open = new AbortController();

  /** `source` says which model the worker is to load, in the words of the worker's engine. */
  constructor(start: () => WorkerLink, source: Record<string, string>) {
    this.#start = start;
    this.#source = source;
  }

  async info(): Promise<EngineInfo> {
    const session = await this.#ready();
    return (await session.ask('info', (id) => ({ type: 'info', id }))).info;
  }

  async tokenize(given: string): Promise<Token[]> {
    const text = textToCut(given);
    const session = await this.#ready();
    return (await session.ask('tokens', (id) => ({ type: 'tokenize', id, text }))).tokens;
  }

  async complete(given: readonly ChatRequest[], options: RunOptions = {}): Promise<ChatCompletion[]> {
    const requests = requestList(given);
    const signal = options.signal ? AbortSignal.any([options.signal, this.#open.signal]) : this.#open.signal;
    return this.#queue.run(() => this.#run(requests, signal, options), signal);
  }

  async close(): Promise<void> {
    this.#open.abort();
    this.#open = new AbortController();
    const session = this.#session;
    this.#session = undefined;
    await session?.close();
  }

  async #run(requests: readonly ChatRequest[], signal: AbortSignal, options: RunOptions): Promise<ChatCompletion[]> {
    const session = await this.#ready();
    if (signal.aborted) throw cancelled();
    const completions = new Array<ChatCompletion | undefined>(requests.length).fill(undefined);
    let done = 0;
    const take = (event: RunEvent): void => {
      if (signal.aborted) return;
      if (event.index >= requests.length) throw new EngineError('internal', `The worker answered request ${event.index + 1} of ${requests.length}. Reload the page.`);
      if (event.type === 'text') return options.onToken?.(event.index, event.choice, event.text);
      completions[event.index] = event.completion;
      done += 1;
      options.onCompletion?.(event.index, event.completion);
      options.onProgress?.(done, requests.length);
    };
    let cancel: () => void = () => undefined;
    try {
      await session.ask('completed', (id) => {
        cancel = () => session.post({ type: 'cancel', id });
        signal.addEventListener('abort', cancel);
        return { type: 'complete', id, requests: [...requests], stream: options.onToken !== undefined };
      }, { take, ready: options.ready });
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    return completions.map((completion, i) => {
      if (!completion) throw new EngineError('internal', `The worker ended its run without an answer to request ${i + 1}. Run it again.`);
      return completion;
    });
  }

  /** The session, with its model loaded. */
  async #ready(): Promise<Session> {
    const session = (this.#session ??= this.#begin());
    try {
      await session.loaded;
    } catch (error) {
      if (this.#session === session) this.#session = undefined;
      session.end(died('it could not load the model'));
      throw error;
    }
    return session;
  }

  #begin(): Session {
    let link: WorkerLink;
    try {
      link = this.#start();
    } catch (error) {
      throw died(error instanceof Error ? error.message : 'it could not be started');
    }
    const session: Session = new Session(link, this.#source, () => {
      if (this.#session === session) this.#session = undefined;
    });
    return session;
  }
}

interface Pending {
  /** The type of answer that settles the question. */
  wanted: Answer['type'];
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
  progress: Progress | undefined;
}

interface Progress {
  take: (event: RunEvent) => void;
  ready: RunOptions['ready'] | undefined;
}

/** One life of a worker, with the questions that it has not answered yet. */
class Session {
  readonly loaded: Promise<unknown>;
  readonly #link: WorkerLink;
  readonly #pending = new Map<number, Pending>();
  readonly #onEnd: () => void;
  #next = 1;
  #ended: EngineError | undefined;

  constructor(link: WorkerLink, source: Record<string, string>, onEnd: () => void) {
    this.#link = link;
    this.#onEnd = onEnd;
    link.listen((message) => this.#receive(message));
    link.onDeath((reason) => this.end(died(reason)));
    this.loaded = this.ask('loaded', (id) => ({ type: 'load', id, source }));
  }

  post(question: Question): void {
    if (!this.#ended) this.#link.post(question);
  }

  /** Asks with an id of its own; resolves with the answer of the wanted type. */
  ask<T extends Answer['type']>(wanted: T, question: (id: number) => Question, progress?: Progress): Promise<Extract<Answer, { type: T }>> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      const id = this.#next++;
      this.#pending.set(id, { wanted, resolve: resolve as (answer: Answer) => void, reject, progress });
      try {
        this.post(question(id));
      } catch (error) {
        this.#pending.delete(id);
        reject(new EngineError('bad-option', `The request cannot be sent to the worker: ${error instanceof Error ? error.message : String(error)}`));
      }
    });
  }

  /** Ends the worker; what it has not answered fails with `error`. */
  end(error: EngineError): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#link.close();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    this.#onEnd();
  }

  /** Lets the worker free its model, and ends it. */
  async close(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const farewell = this.ask('closed', (id) => ({ type: 'close', id })).catch(() => undefined);
    await Promise.race([farewell, new Promise((resolve) => (timer = setTimeout(resolve, FAREWELL)))]);
    clearTimeout(timer);
    this.end(cancelled());
  }

  #receive(message: unknown): void {
    if (this.#ended) return;
    let answer: Answer;
    try {
      answer = parseAnswer(message);
    } catch (error) {
      return this.end(new EngineError('internal', error instanceof ProtocolError ? error.message : String(error)));
    }
    if (answer.type === 'failed' && answer.id === null) return this.end(new EngineError(answer.error.code, answer.error.message));
    const pending = this.#pending.get(answer.id!);
    if (!pending) return;
    if (answer.type === 'progress') return void this.#progress(answer, pending);
    this.#pending.delete(answer.id!);
    if (answer.type === 'failed') return pending.reject(new EngineError(answer.error.code, answer.error.message));
    if (answer.type === pending.wanted) return pending.resolve(answer);
    pending.reject(new EngineError('internal', `The worker answered with ${answer.type} where ${pending.wanted} belongs. Reload the page.`));
  }

  async #progress({ id, chunk, events }: Extract<Answer, { type: 'progress' }>, pending: Pending): Promise<void> {
    try {
      for (const event of events) pending.progress?.take(event);
      await pending.progress?.ready?.();
      this.post({ type: 'acknowledge', id, chunk });
    } catch (error) {
      this.#pending.delete(id);
      this.post({ type: 'cancel', id });
      pending.reject(error as Error);
    }
  }
}

function died(reason: string): EngineError {
  return new EngineError('worker-died', `The worker that runs the model has ended (${reason}). What was not finished is lost; run again, and it starts afresh.`);
}
