/** The worker's side of the protocol: serves any chat engine over a port. */
import { EngineError, type ChatCompletion, type ChatEngine, type ChatRequest } from './chat.ts';
import { parseQuestion, WINDOW, type Answer, type Port, type Question, type RunEvent } from './protocol.ts';
import { cancelled } from './queue.ts';

/** Opens the engine that a `load` message describes; throws an EngineError for a source it does not know. */
export type Opener = (source: Record<string, string>) => Promise<ChatEngine>;

/** A chunk is due when this many ms have passed since the last, or when it has this many events. */
const EVERY = 30;
const CHUNK = 256;

export function serve(port: Port, open: Opener): void {
  let engine: ChatEngine | undefined;
  const runs = new Map<number, Run>();
  const answer = (message: Answer): void => port.post(message);
  const opened = (): ChatEngine => {
    if (!engine) throw new EngineError('internal', 'The worker was asked before it had loaded a model. Reload the page.');
    return engine;
  };

  const handle = async (question: Question): Promise<void> => {
    const { id } = question;
    switch (question.type) {
      case 'load':
        await engine?.close();
        engine = await open(question.source);
        return answer({ type: 'loaded', id });
      case 'info':
        return answer({ type: 'info', id, info: await opened().info() });
      case 'tokenize':
        return answer({ type: 'tokens', id, tokens: await opened().tokenize(question.text) });
      case 'complete': {
        const run = new Run(id, answer);
        runs.set(id, run);
        try {
          await run.complete(opened(), question.requests as ChatRequest[], question.stream);
        } finally {
          runs.delete(id);
        }
        return answer({ type: 'completed', id });
      }
      case 'acknowledge':
        return runs.get(id)?.acknowledge(question.chunk);
      case 'cancel':
        return runs.get(id)?.cancel();
      case 'close':
        for (const run of runs.values()) run.cancel();
        await engine?.close();
        engine = undefined;
        answer({ type: 'closed', id });
        return port.close();
    }
  };

  port.listen((message) => {
    let question: Question;
    try {
      question = parseQuestion(message);
    } catch (error) {
      return answer({ type: 'failed', id: null, error: structured(error) });
    }
    void handle(question).catch((error: unknown) => answer({ type: 'failed', id: question.id, error: structured(error) }));
  });
}

/** One run: gathers what happens, sends it in chunks between the engine's steps, and waits while the page is WINDOW chunks behind. */
class Run {
  readonly #id: number;
  readonly #answer: (message: Answer) => void;
  readonly #controller = new AbortController();
  #events: RunEvent[] = [];
  #sent = 0;
  #acknowledged = 0;
  #flushed = performance.now();
  #wake: () => void = () => undefined;

  constructor(id: number, answer: (message: Answer) => void) {
    this.#id = id;
    this.#answer = answer;
  }

  async complete(engine: ChatEngine, requests: readonly ChatRequest[], stream: boolean): Promise<void> {
    await engine.complete(requests, {
      signal: this.#controller.signal,
      onCompletion: (index: number, completion: ChatCompletion) => this.#events.push({ type: 'completion', index, completion }),
      ...(stream && { onToken: (index: number, choice: number, text: string) => this.#events.push({ type: 'text', index, choice, text }) }),
      ready: () => this.#ready(),
    });
    await this.#room();
    if (this.#controller.signal.aborted) throw cancelled();
    this.#flush();
  }

  cancel(): void {
    this.#controller.abort();
    this.#wake();
  }

  acknowledge(chunk: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, chunk);
    this.#wake();
  }

  async #ready(): Promise<void> {
    const due = this.#events.length >= CHUNK || performance.now() - this.#flushed >= EVERY;
    if (due && this.#hasRoom) this.#flush();
    await this.#room();
  }

  get #hasRoom(): boolean {
    return this.#sent - this.#acknowledged < WINDOW;
  }

  /** Waits until another chunk may be sent, or the run is cancelled. */
  async #room(): Promise<void> {
    while (!this.#hasRoom && !this.#controller.signal.aborted) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  #flush(): void {
    this.#flushed = performance.now();
    if (this.#events.length === 0) return;
    this.#sent += 1;
    this.#answer({ type: 'progress', id: this.#id, chunk: this.#sent, events: this.#events });
    this.#events = [];
  }
}

function structured(error: unknown): { code: EngineError['code']; message: string } {
  if (error instanceof EngineError) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
