/** One tab at a time. */

/** How long a tab that is just being closed or reloaded is waited for, in ms. */
const PATIENCE = 500;

const held = new Set<string>();

/**
 * Takes the lock of that name among all tabs of this site and gives the function that lets go of it; nothing while
 * another has it. A tab that is closed or crashes lets go. Where the browser has no locks (as over plain http), it
 * holds within this page only.
 */
export async function takeLock(name: string): Promise<(() => void) | undefined> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
  if (!locks) return takeHere(name);
  return new Promise((resolve, reject) => {
    locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, () => new Promise<void>((release) => resolve(release))).catch((error: unknown) => {
      const { name: kind } = error as Error;
      if (kind === 'TimeoutError' || kind === 'AbortError') resolve(undefined);
      else if (kind === 'SecurityError' || kind === 'InvalidStateError') resolve(takeHere(name));
      else reject(error as Error);
    });
  });
}

function takeHere(name: string): (() => void) | undefined {
  if (held.has(name)) return undefined;
  held.add(name);
  return () => void held.delete(name);
}
