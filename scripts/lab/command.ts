/** What the lab's commands have in common: Ctrl-C cancels, and an expected error is one sentence and exit status 1. */
import { EngineError } from '../../src/engines/chat.ts';

/** Runs the command and sets the process's exit status: what it returns, or 1 after an error. */
export async function command(work: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  try {
    process.exitCode = await work(cancel.signal);
  } catch (error) {
    if (!(error instanceof EngineError) && !(error instanceof CommandError)) throw error;
    process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${error.message}\n`);
    process.exitCode = 1;
  }
}

/** A command line that cannot be carried out: what is wrong with it, and what to write instead. */
export class CommandError extends Error {}
