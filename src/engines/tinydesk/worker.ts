/** The Web Worker that runs TinyDesk for a page. Its source is `folder`, the model's address, and `model`, its name. */
import wasmAddress from '../../tinydesk/kernels/kernels.wasm?url';
import type { Port } from '../protocol.ts';
import { serve } from '../server.ts';
import { fetchFile } from './fetch-file.ts';
import { openTinyDesk } from './tinydesk.ts';

const page: Port = {
  post: (message) => self.postMessage(message),
  listen: (handler) => self.addEventListener('message', ({ data }) => handler(data)),
  close: () => self.close(),
};

serve(page, async ({ folder = '', model = '' }) => openTinyDesk({
  read: (name) => fetchFile(new URL(name, folder).href),
  wasm: await fetchFile(new URL(wasmAddress, import.meta.url).href),
  model,
}));
