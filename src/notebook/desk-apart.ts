/** The desk in a thread of its own, which is started with the first task, and again after it has died. */
import type { WorkerLink } from '../engines/client.ts';
import { linkTo } from '../engines/worker-link.ts';
import type { Desk } from './desk.ts';
import { deskAnswer, TASKS, type DeskQuestion } from './desk-messages.ts';
import { NotebookError, reasonOf } from './notebook-error.ts';

/** An error of the worker, told again here. `readable`: its message is a sentence for the reader. */
class DeskError extends Error {
  readonly readable: boolean;

  constructor(message: string, readable: boolean) {
    super(message);
    this.name = 'DeskError';
    this.readable = readable;
  }
}

interface Waiting {
  resolve(result: unknown): void;
  reject(reason: Error): void;
}

export function deskApart(start: () => WorkerLink = startWorker): Desk {
  let link: WorkerLink | undefined;
  let last = 0;
  const waiting = new Map<number, Waiting>();
  const died = (reason: string) => {
    link?.close();
    link = undefined;
    for (const { reject } of waiting.values()) reject(new NotebookError('failed', `The worker that reads the notebook has ended (${reason}). Try again; what is kept is still there.`));
    waiting.clear();
  };
  const heard = (message: unknown) => {
    try {
      const answer = deskAnswer(message, 'the answer');
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.type === 'done') asked?.resolve(answer.result);
      else asked?.reject(new DeskError(answer.message, answer.readable));
    } catch (error) {
      died(reasonOf(error));
    }
  };
  const ask = (task: DeskQuestion['task'], given: unknown[]) => new Promise<unknown>((resolve, reject) => {
    try {
      if (!link) {
        const started = start();
        started.onDeath((reason) => {
          if (link === started) died(reason);
        });
        started.listen(heard);
        link = started;
      }
      const question: DeskQuestion = { id: (last += 1), task, given };
      waiting.set(question.id, { resolve, reject });
      link.post(question);
    } catch (error) {
      waiting.delete(last);
      reject(new NotebookError('failed', `The notebook could not be asked (${reasonOf(error)}). Reload the page and try again; what is kept is still there.`));
    }
  });
  // The worker is of this site's own build, so that what it gives is what the desk of that build gives.
  return Object.fromEntries(TASKS.map((task) => [task, (...given: unknown[]) => ask(task, given)])) as unknown as Desk;
}

function startWorker(): WorkerLink {
  return linkTo(new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module', name: 'notebook desk' }));
}
