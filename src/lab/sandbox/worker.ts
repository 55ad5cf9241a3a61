/** The Web Worker that runs the graders that someone wrote. */
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { openSandbox } from '../sandbox.ts';
import { serveSandbox } from './serve.ts';

serveSandbox({
  post: (message) => self.postMessage(message),
  listen: (handler) => self.addEventListener('message', ({ data }) => handler(data)),
  close: () => self.close(),
}, () => openSandbox(variant));
