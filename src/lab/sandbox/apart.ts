/**
 * A sandbox in a worker of its own, so that what someone wrote never holds the page up. The sandbox itself stops what
 * takes too long; should it ever not, the worker is ended.
 */
import type { WorkerLink } from '../../engines/client.ts';
import { linkTo } from '../../engines/worker-link.ts';
import { SandboxError, type Pair, type Sandbox } from '../sandbox.ts';
import type { SandboxedGrader } from '../grader.ts';
import type { Verdict } from '../graders.ts';
import { answer, type Answer, type Question } from './messages.ts';

export interface SandboxApart extends Sandbox {
  /** Ends the worker; whoever still waits gets an error. Judging again starts another. */
  close(): void;
}

/** Pairs in a message, and ms after which a worker that has not answered one is ended: the sandbox gives each pair 100. */
const AT_ONCE = 64;
const PATIENCE = 15_000;

interface Opened {
  readonly link: WorkerLink;
  readonly ready: Promise<void>;
  /** Takes the next answer, or why there will be none. */
  waiting: { resolve(answer: Answer): void; reject(error: unknown): void } | undefined;
}

/** Nothing is fetched before the first call. With an abort of `signal` the worker ends, and judging rejects with its reason. */
export function sandboxApart({ signal, start = startWorker, patience = PATIENCE }: { signal?: AbortSignal; start?: () => WorkerLink; patience?: number } = {}): SandboxApart {
  let opened: Opened | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  const end = (error: unknown): void => {
    const ended = opened;
    opened = undefined;
    ended?.link.close();
    ended?.waiting?.reject(error);
  };
  signal?.addEventListener('abort', () => end(signal.reason));

  const next = (of: Opened): Promise<Answer> => new Promise((resolve, reject) => {
    of.waiting = { resolve, reject };
  });
  const open = (): Opened => {
    const link = start();
    const made: Opened = { link, waiting: undefined, ready: Promise.resolve() };
    const died = (reason: string) => made === opened && end(unopened(reason));
    link.onDeath(died);
    link.listen((message) => {
      try {
        const came = answer(message, 'the answer');
        const { waiting } = made;
        made.waiting = undefined;
        waiting?.resolve(came);
      } catch (error) {
        died(String(error));
      }
    });
    opened = made;
    return Object.assign(made, {
      ready: next(made).then((came) => {
        if (came.type !== 'ready') throw unopened(came.type === 'unopened' ? came.reason : 'it answered out of turn');
      }),
    });
  };

  const judgeSome = async (grader: SandboxedGrader, pairs: readonly Pair[]): Promise<readonly Verdict[]> => {
    signal?.throwIfAborted();
    const at = opened ?? open();
    try {
      await at.ready;
    } catch (error) {
      if (at === opened) end(error);
      throw error;
    }
    const answering = next(at);
    at.link.post({ type: 'judge', grader, pairs: [...pairs] } satisfies Question);
    const timer = setTimeout(() => end(new SandboxError(`The ${grader.kind === 'pattern' ? 'regular expression' : 'expression'} gave no verdict within ${patience / 1000} s and was stopped. Make it simpler.`)), patience);
    try {
      const came = await answering;
      if (came.type === 'failed') throw new SandboxError(came.message);
      if (came.type !== 'judged' || came.verdicts.length !== pairs.length) throw new SandboxError('The sandbox gave no verdict for every answer. Try again.');
      return came.verdicts;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    judge: (grader, pairs) => {
      const mine = turn.then(async () => {
        const verdicts: Verdict[] = [];
        for (let at = 0; at < pairs.length; at += AT_ONCE) verdicts.push(...(await judgeSome(grader, pairs.slice(at, at + AT_ONCE))));
        return verdicts;
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: () => end(new SandboxError('The sandbox was closed.')),
  };
}

function unopened(reason: string): SandboxError {
  return new SandboxError(`The sandbox that expressions run in could not be opened (${reason.replace(/\.$/, '')}). Check the connection and try again, or choose another way of grading.`);
}

function startWorker(): WorkerLink {
  return linkTo(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'sandbox' }));
}
