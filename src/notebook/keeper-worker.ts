/** The Web Worker that keeps one run. */
import { serveKeeper } from './keeper.ts';

serveKeeper({
  post: (message) => self.postMessage(message),
  listen: (handler) => self.addEventListener('message', ({ data }) => handler(data)),
  close: () => self.close(),
});
