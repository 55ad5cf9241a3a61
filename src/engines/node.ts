/** TinyDesk for the command line: in a worker thread, or in the calling thread. */
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ChatEngine } from './chat.ts';
import { WorkerEngine, type WorkerLink } from './client.ts';
import { readKernels, readModelFile } from './tinydesk/disk.ts';
import { openTinyDesk as openHere } from './tinydesk/tinydesk.ts';

export const INSTRUCTED = fileURLToPath(new URL('../../public/tinydesk/instructed', import.meta.url));

/** Opens the model in `folder`. An engine in a thread keeps the process alive until it is closed. */
export async function openTinyDesk({ folder = INSTRUCTED, inProcess = false }: { folder?: string; inProcess?: boolean } = {}): Promise<ChatEngine> {
  const model = `tinydesk-${basename(resolve(folder))}`;
  if (inProcess) return openHere({ read: readModelFile(folder), wasm: await readKernels(), model });
  const engine = new WorkerEngine(() => threadLink(new URL('./tinydesk/thread.ts', import.meta.url)), { folder: resolve(folder), model });
  await engine.info();
  return engine;
}

/** A link to a worker thread that runs the script at `script`. */
export function threadLink(script: URL): WorkerLink {
  const thread = new Worker(script);
  return {
    post: (message) => thread.postMessage(message),
    listen: (handler) => thread.on('message', handler),
    close: () => void thread.terminate(),
    onDeath: (handler) => {
      thread.on('error', (error: unknown) => handler(error instanceof Error ? error.message : String(error)));
      thread.on('messageerror', () => handler('a message could not be read'));
      thread.on('exit', (code) => handler(`exit code ${code}`));
    },
  };
}
