/** Two ends of a link within one thread; each message arrives cloned, in a later turn, as between a page and a worker. */
import type { WorkerLink } from '../client.ts';
import type { Port } from '../protocol.ts';

export interface MemoryLink {
  page: WorkerLink;
  worker: Port;
  /** Everything that was sent, in order, by who sent it. */
  sent: { by: 'page' | 'worker'; message: unknown }[];
  /** Ends the worker as if it had crashed. */
  die(reason: string): void;
}

export function memoryLink(): MemoryLink {
  const handlers: { page?: (message: unknown) => void; worker?: (message: unknown) => void } = {};
  let onDeath: (reason: string) => void = () => undefined;
  let open = true;
  const sent: MemoryLink['sent'] = [];
  const end = (by: 'page' | 'worker'): Port => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      sent.push({ by, message: copy });
      setImmediate(() => {
        if (open) handlers[by === 'page' ? 'worker' : 'page']?.(copy);
      });
    },
    listen: (handler) => (handlers[by] = handler),
    close: () => {
      if (by === 'page') open = false;
    },
  });
  return {
    page: { ...end('page'), onDeath: (handler) => (onDeath = handler) },
    worker: end('worker'),
    sent,
    die: (reason) => {
      open = false;
      onDeath(reason);
    },
  };
}
