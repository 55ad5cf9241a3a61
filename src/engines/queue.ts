/** Runs one task at a time, in order of arrival. */
import { EngineError } from './chat.ts';

export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * What the task gives, once those before it have ended. An abort rejects at once with code `cancelled`: a task whose
   * turn has not come is then never started; one that runs keeps its turn until it has ended by itself.
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const turn = this.#last.then(() => {
      if (signal?.aborted) throw cancelled();
      return task();
    });
    this.#last = turn.catch(() => undefined);
    if (!signal) return turn;
    return new Promise((resolve, reject) => {
      const abort = (): void => reject(cancelled());
      if (signal.aborted) abort();
      signal.addEventListener('abort', abort);
      turn.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
    });
  }
}

export function cancelled(): EngineError {
  return new EngineError('cancelled', 'The run was cancelled.');
}
