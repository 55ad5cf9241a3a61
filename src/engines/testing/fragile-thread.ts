/** A worker thread like tinydesk/thread.ts that ends abruptly when a request's text is "die". */
import { parentPort } from 'node:worker_threads';
import { serve } from '../server.ts';
import { readKernels, readModelFile } from '../tinydesk/disk.ts';
import { openTinyDesk } from '../tinydesk/tinydesk.ts';

const parent = parentPort!;
serve(
  { post: (message) => parent.postMessage(message), listen: (handler) => parent.on('message', handler), close: () => parent.close() },
  async ({ folder = '', model = '' }) => {
    const engine = await openTinyDesk({ read: readModelFile(folder), wasm: await readKernels(), model });
    return {
      info: () => engine.info(),
      tokenize: (text) => engine.tokenize(text),
      close: () => engine.close(),
      complete: (requests, options) => engine.complete(requests, {
        ...options,
        onToken: (...token) => {
          if (requests.some(({ messages }) => messages.some(({ content }) => content === 'die'))) process.exit(7);
          options?.onToken?.(...token);
        },
      }),
    };
  },
);
