/** The Web Worker with the page's desk. */
import { serveDesk } from './desk-server.ts';

serveDesk({
  post: (message) => self.postMessage(message),
  listen: (handler) => self.addEventListener('message', ({ data }) => handler(data)),
  close: () => self.close(),
});
