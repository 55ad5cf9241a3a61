/** What the command-line programs have in common: Ctrl-C cancels, and an expected error is one sentence and exit status 1. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { EngineError } from '../src/engines/chat.ts';

/** Runs the command and sets the process's exit status: what it returns, or 1 after an error. */
export async function command(work: (signal: AbortSignal) => number | Promise<number>): Promise<void> {
  const cancel = new AbortController();
  process.once('SIGINT', () => cancel.abort());
  try {
    process.exitCode = await work(cancel.signal);
  } catch (error) {
    const message = messageOf(error);
    if (message === undefined) throw error;
    process.stderr.write(`${process.stderr.isTTY ? '\n' : ''}${message}\n`);
    process.exitCode = 1;
  }
}

/** A command line that cannot be carried out: what is wrong with it, and what to write instead. */
export class CommandError extends Error {}

/** The command line read by `config`; a CommandError for what it does not know. */
export function commandLine<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) throw error;
    const options = Object.keys(config.options ?? {}).map((name) => `--${name}`).join(', ');
    throw new CommandError(`${(error as Error).message.split('. ')[0]}. The options are ${options}.`);
  }
}

/** A whole number of at least 1, which may be written 18e6. */
export function whole(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 1) throw new CommandError(`${option} takes a whole number of at least 1, not "${text}".`);
  return value;
}

/** What an expected error says; nothing for one that nobody expected. */
function messageOf(error: unknown): string | undefined {
  if (error instanceof EngineError || error instanceof CommandError) return error.message;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (syscall === undefined || path === undefined) return undefined;
  return code === 'ENOENT' ? `There is no file ${path}. Check the name.` : `${path} cannot be used (${code}: ${syscall}). Check the name and who may use it.`;
}
