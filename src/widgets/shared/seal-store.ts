/** The seal of the test items, kept in this browser: every opening counts, on whichever page. */
import { opened, sealFrom, sealSentence } from '../../lab/seal.ts';

const KEY = 'seal';

/** What the page says of the seal as it stands. */
export function sealNow(): string {
  return sealSentence(sealFrom(stored()));
}

/** Counts an opening, and says what that means. */
export function openSeal(what: string): string {
  const seal = opened(sealFrom(stored()), what, new Date());
  try {
    localStorage.setItem(KEY, JSON.stringify(seal));
  } catch {
    // Storage may be full or forbidden; then this page alone counts.
  }
  return sealSentence(seal);
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
