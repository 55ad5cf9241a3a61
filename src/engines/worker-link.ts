import type { WorkerLink } from './client.ts';

/** A link to a worker of the page. */
export function linkTo(worker: Worker): WorkerLink {
  return {
    post: (message) => worker.postMessage(message),
    listen: (handler) => worker.addEventListener('message', ({ data }) => handler(data)),
    close: () => worker.terminate(),
    onDeath: (handler) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        handler((event.message as string | undefined) ?? 'its script could not be loaded');
      });
      worker.addEventListener('messageerror', () => handler('a message could not be read'));
    },
  };
}
