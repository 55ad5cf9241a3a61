/** Work that yields again and again, done at once or in pieces. */
import { macrotask } from '../../engines/macrotask.ts';

/** The thread is let breathe at least this often, in ms. */
const BREATH = 12;

export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `breathe` is awaited between pieces, and the work ends with its rejection. */
export async function inSteps<T>(steps: Generator<void, T>, breathe: () => Promise<void> = macrotask): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since > BREATH) {
      await breathe();
      since = performance.now();
    }
  }
}
