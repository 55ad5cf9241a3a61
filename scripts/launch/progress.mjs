/** Signs of life while a step takes long: what is being done, how far it is and how long it has taken so far. */
import { duration } from './steps.mjs';

/**
 * Prints what is being done, runs `work`, and prints what has been done and in what time. In between, a line says
 * how far it is: on a terminal it changes in place every second, elsewhere there is a new one every 30 s.
 *
 * @template T
 * @param {{ doing: string, done: string | ((result: T) => string), detail?: () => string }} words `detail`: how far it is, as in "3 of 7 packages"
 * @param {() => Promise<T>} work
 * @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} out
 * @returns {Promise<T>} what `work` resolves with; its rejection leaves the last line as it is
 */
export async function withProgress({ doing, done, detail = () => '' }, work, out = process.stdout) {
  const started = performance.now();
  let drawn = false;
  const timer = setInterval(
    () => {
      const line = `  ${[detail(), `${wholeSeconds(performance.now() - started)} so far`].filter(Boolean).join(', ')}`;
      out.write(out.isTTY ? `\r${line.slice(0, (out.columns || 80) - 1)}\x1b[K` : `${line}\n`);
      drawn = out.isTTY === true;
    },
    out.isTTY ? 1_000 : 30_000,
  );
  out.write(`${doing}\n`);
  try {
    const result = await work();
    out.write(`${drawn ? '\r\x1b[K' : ''}${typeof done === 'string' ? done : done(result)} in ${duration(performance.now() - started)}\n`);
    return result;
  } catch (error) {
    if (drawn) out.write('\n');
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} ms */
function wholeSeconds(ms) {
  return ms < 60_000 ? `${Math.round(ms / 1000)} s` : duration(ms);
}
