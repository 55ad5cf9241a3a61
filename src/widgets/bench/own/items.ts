/** What is said of items of the reader's own. */
import type { WorkedExample } from '../../../lab/template/values.ts';
import { thousands } from '../../../lab/wording.ts';

/** What was read, as a sentence: how many there are, and the longest, which is what a model's context has to hold. */
export function itemsSentence(items: readonly WorkedExample[], from: string): string {
  const longest = items.reduce((most, { text }, at) => (text.length > items[most]!.text.length ? at : most), 0);
  const size = items.length === 1 ? 'Its text' : `The longest text, item ${thousands(longest + 1)},`;
  const { length } = items[longest]!.text;
  return `${countOf(items)} from “${from}” in place of the drawn tickets. ${size} has ${thousands(length)} ${length === 1 ? 'character' : 'characters'}.`;
}

export function countOf({ length }: readonly unknown[]): string {
  return length === 1 ? '1 item of your own' : `${thousands(length)} items of your own`;
}
