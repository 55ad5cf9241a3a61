import type { Words } from '../bench/view.ts';

/** What the closer look at an item calls things. `right` says what its references are; `live` whether it is of the reader's own run. */
export function wordsFor(item: string, right: string, live = false): Words {
  return { item: item.charAt(0).toUpperCase() + item.slice(1), right, answer: live ? 'answer in your run' : 'recorded answer' };
}
