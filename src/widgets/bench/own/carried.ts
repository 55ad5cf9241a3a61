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

/** Characters of items that a link is tried with, and of the link: servers refuse addresses much longer than that. */
const MOST_CHARACTERS = 60_000;
const LONGEST_LINK = 6_000;

/** Items travel where they are few; the prompts and the grading alone where they are not. */
export async function carried(bench: Bench, opening: Bench): Promise<Carried> {
  if (isAs(bench, opening)) return { words: 'Link to these prompts' };
  if (!bench.own || isSmall(bench.own)) {
    const whole = await fitting(linked(bench, opening));
    if (whole !== undefined) return { text: whole, words: bench.own ? 'Link to these prompts and items' : 'Link to these prompts' };
  }
  const prompts = bench.own && (await fitting(linked(bench, opening, 'prompts')));
  if (prompts !== undefined) return { text: prompts, words: 'Link to these prompts alone: your items are too large for a link' };
  return { words: 'Link to the recorded prompts: yours are too large for a link, so save them as a file' };
}

/** Whether the bench is as it was recorded. */
export function isAs(bench: Bench, opening: Bench): boolean {
  return !bench.own && canonical(linked(bench, opening)) === canonical(linked(opening, opening));
}

async function fitting(what: unknown): Promise<string | undefined> {
  try {
    const text = await encodeShare(what);
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
