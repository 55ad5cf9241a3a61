/** Asking the browser not to clear the notebook when the device runs out of room. */

const KEY = 'asked-to-persist';

/**
 * Asks, the first time only: a browser may put the question to the reader, who has answered it then. Never waits, and
 * never fails; where the browser says no, the notebook is kept as other sites' data is.
 */
export function askToPersist(): void {
  try {
    const storage = navigator.storage as StorageManager | undefined;
    if (!storage || !('persist' in storage) || localStorage.getItem(KEY) !== null) return;
    localStorage.setItem(KEY, 'yes');
    storage.persist().catch(() => undefined);
  } catch {
    // Storage may be forbidden; then there is nothing to persist.
  }
}
