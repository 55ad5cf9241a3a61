/** What a link to the bench carries. */
import { canonical } from '../../../lab/canonical.ts';
import { encodeShare, ShareError } from '../../../lab/share/share.ts';
import type { WorkedExample } from '../../../lab/template/values.ts';
import { linked, type Bench } from '../bench.ts';

export interface Carried {
  /** For the address; nothing where the bench is as it was recorded, or fits no link. */
  readonly text?: string;
  /** What the link is called. */
  readonly words: string;
}

/** Characters of items that a link is tried with, and of the link with them: servers refuse addresses much longer than that. */
const MOST_CHARACTERS = 60_000;
const LONGEST_LINK = 6_000;

/** Items travel where they are few; the prompts and the grading alone where they are not. */
export async function carried(bench: Bench, opening: Bench): Promise<Carried> {
  if (!bench.own && canonical(linked(bench, opening)) === canonical(linked(opening, opening))) return { words: 'Link to these prompts' };
  try {
    if (!bench.own) return { text: await encodeShare(linked(bench, opening)), words: 'Link to these prompts' };
    const whole = isSmall(bench.own) ? await withItems(bench, opening) : undefined;
    if (whole !== undefined) return { text: whole, words: 'Link to these prompts and items' };
    return { text: await encodeShare(linked(bench, opening, 'prompts')), words: 'Link to these prompts alone: your items are too large for a link' };
  } catch (error) {
    if (!(error instanceof ShareError)) throw error;
    return { words: 'Link to the recorded prompts: yours are too large for a link, so save them as a file' };
  }
}

async function withItems(bench: Bench, opening: Bench): Promise<string | undefined> {
  try {
    const text = await encodeShare(linked(bench, opening));
    return text.length <= LONGEST_LINK ? text : undefined;
  } catch (error) {
    if (error instanceof ShareError) return undefined;
    throw error;
  }
}

function isSmall(own: readonly WorkedExample[]): boolean {
  let characters = 0;
  for (const { text, reference } of own) {
    characters += text.length + reference.length;
    if (characters > MOST_CHARACTERS) return false;
  }
  return true;
}
