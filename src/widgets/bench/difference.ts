/** Where a prompt differs from another, word by word. */
import { diffWordsWithSpace } from 'diff';
import type { Variant } from './bench.ts';

export interface Piece {
  readonly text: string;
  /** In both, only in this prompt, or only in the other. */
  readonly kind: 'same' | 'added' | 'removed';
}

/** The prompt against `other`, as running text: each message under its role, and the number of examples. */
export function difference(variant: Variant, other: Variant): Piece[] {
  return diffWordsWithSpace(textOf(other), textOf(variant)).map(({ value, added, removed }) => ({ text: value, kind: added ? 'added' : removed ? 'removed' : 'same' }));
}

function textOf({ prompt, examples }: Variant): string {
  const messages = prompt.map(({ role, template }) => `${role}: ${template}`);
  return [...messages, ...(examples.length > 0 ? [`examples: ${examples.length}`] : [])].join('\n');
}
