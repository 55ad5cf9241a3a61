/** Items of the reader's own that are held back for the final comparison. */
import { hash32 } from '../../../tinydesk/random.ts';
import type { WorkedExample } from '../../../lab/template/values.ts';
import { thousands } from '../../../lab/wording.ts';

/** One item in so many is held back. */
export const HOLDS = [3, 2] as const;
export type Hold = (typeof HOLDS)[number];
export const HOLD_WORDS: Readonly<Record<Hold, string>> = { 3: 'a third', 2: 'a half' };

/** How many of so many items are sealed: of two or more at least one, and never all. */
export function heldCount(items: number, hold: Hold | undefined): number {
  return hold === undefined || items < 2 ? 0 : Math.max(1, Math.floor(items / hold));
}

/**
 * The items to look at and those that are sealed, each in their order. Sealed are those whose hash, of the seed and the
 * text, is lowest: whatever order they are brought in, the same ones; and of a half all of the third.
 */
export function parted(items: readonly WorkedExample[], hold: Hold, seed: string): { readonly dev: readonly WorkedExample[]; readonly test: readonly WorkedExample[] } {
  const ranked = items.map(({ text }, at) => ({ at, rank: hash32(`${seed}/${text}`) >>> 0 })).sort((a, b) => a.rank - b.rank || a.at - b.at);
  const sealed = new Set(ranked.slice(0, heldCount(items.length, hold)).map(({ at }) => at));
  return { dev: items.filter((_, at) => !sealed.has(at)), test: items.filter((_, at) => sealed.has(at)) };
}

/** "40 to look at, 20 sealed"; nothing where none is. */
export function heldWords({ length }: readonly unknown[], hold: Hold | undefined): string {
  const sealed = heldCount(length, hold);
  return sealed === 0 ? '' : `${thousands(length - sealed)} to look at, ${thousands(sealed)} sealed`;
}
