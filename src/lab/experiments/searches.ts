/** Prompt searches whose record is committed in content/searches. */
import type { PromptSearch } from '../search-record.ts';
import { CODE_LISTED } from './bench.ts';

const instruction = (words: string) => [{ role: 'user', template: `${words}\n{{ticket}}` }] as const;

/** The routing code of a ticket: six instructions, up to four worked examples in any order. */
export const promptSearch: PromptSearch = {
  id: 'prompt-search',
  title: 'A routing code, by the prompt that a search finds',
  space: {
    answer: 'code',
    ticket: 'full',
    grader: 'exact',
    instructions: [
      instruction('deal with this message.'),
      instruction('route this.'),
      instruction('answer with the three-letter code.'),
      instruction('which queue is it for? BIL, SHP, RET, ACC, PRD.'),
      instruction('send it to BIL for billing, SHP for shipping, RET for returns, ACC for account or PRD for product.'),
      instruction('answer with the code: BIL, SHP, RET, ACC or PRD.'),
    ],
    exampleCounts: [0, 1, 2, 4],
    candidates: 32,
    seed: 'prompt-search',
  },
  plan: { items: 10, tokens: 400_000 },
  finalItems: 200,
  // The last of the three rounds that the chapter on prompt engineering went by hand, before there was a search.
  byHand: CODE_LISTED,
};

export const SEARCHES: readonly PromptSearch[] = [promptSearch];
