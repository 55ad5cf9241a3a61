/**
 * Resolves once the messages that are already waiting have been handled. Unlike setTimeout, whose delay browsers
 * stretch, it costs microseconds.
 */
export const macrotask: () => Promise<void> =
  typeof setImmediate === 'function'
    ? () => new Promise((resolve) => setImmediate(resolve))
    : (() => {
        const { port1, port2 } = new MessageChannel();
        const waiting: (() => void)[] = [];
        port1.onmessage = () => waiting.shift()?.();
        return () => new Promise((resolve) => {
          waiting.push(resolve);
          port2.postMessage(undefined);
        });
      })();
