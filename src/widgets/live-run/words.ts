import type { Words } from '../bench/view.ts';

/** What the closer look at a recorded item calls things. `right` says what its references are. */
export function wordsFor(item: string, right: string): Words {
  return { item: item.charAt(0).toUpperCase() + item.slice(1), right, answer: 'recorded answer' };
}
