/** The worker thread that runs TinyDesk for the command line. Its source is `folder`, a path, and `model`, its name. */
import { parentPort } from 'node:worker_threads';
import type { Port } from '../protocol.ts';
import { serve } from '../server.ts';
import { readKernels, readModelFile } from './disk.ts';
import { openTinyDesk } from './tinydesk.ts';

if (!parentPort) throw new Error('This file is the inside of a worker thread: start it with node:worker_threads.');
const parent = parentPort;
const port: Port = {
  post: (message) => parent.postMessage(message),
  listen: (handler) => parent.on('message', handler),
  close: () => parent.close(),
};

serve(port, async ({ folder = '', model = '' }) => openTinyDesk({ read: readModelFile(folder), wasm: await readKernels(), model }));
