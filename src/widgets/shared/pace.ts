/** How fast TinyDesk is on this machine: remembered from run to run, so that a figure can say what a run will take. */

const KEY = 'tokens-per-second';
/** Shorter runs say more about starting than about running. */
const SHORTEST = 5000;

/** Remembers that so many tokens were read in so many milliseconds. */
export function rememberPace(tokens: number, ms: number): void {
  if (tokens < SHORTEST || ms <= 0) return;
  try {
    localStorage.setItem(KEY, String(Math.round((1000 * tokens) / ms)));
  } catch {
    // Storage may be full or forbidden; then every run is a first one.
  }
}

/** Milliseconds that so many tokens take here; nothing before the first run. */
export function expectedMs(tokens: number): number | undefined {
  try {
    const pace = Number(localStorage.getItem(KEY));
    return pace > 0 ? (1000 * tokens) / pace : undefined;
  } catch {
    return undefined;
  }
}
