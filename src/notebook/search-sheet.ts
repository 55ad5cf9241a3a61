/** One prompt search as a page shows it: its rounds, its trials, and the prompt that it found. */
import type { ChatMessage } from '../engines/chat.ts';
import { itemsOf } from '../lab/items.ts';
import { halved, roundOf, type SearchResult, type SearchSpace, type Standing } from '../lab/search.ts';
import type { FoundSearch } from '../lab/search-record.ts';
import { described } from '../lab/search-words.ts';
import { wilson, type Estimate } from '../lab/statistics/wilson.ts';

/** A prompt as it stood after a round, over all development items that it had been asked until then. */
export interface TrialRow {
  readonly label: string;
  /** Its worked examples, by their places in the pool. */
  readonly examples: readonly number[];
  readonly right: number;
  readonly items: number;
  readonly share: Estimate;
  /** Tokens a completion. */
  readonly tokens: number;
}

export interface SearchSheet {
  readonly title: string;
  readonly grader: string;
  readonly seed: string;
  /** What the reader chose: prompts to draw, items in the first round, tokens to spend. */
  readonly options: { readonly candidates: number; readonly items: number; readonly tokens: number; readonly instructions: number; readonly exampleCounts: readonly number[] };
  readonly ended: SearchResult['ended'];
  readonly tokens: number;
  readonly rounds: readonly { readonly items: number; readonly tokens: number; readonly trials: readonly (TrialRow & { /** Is of the better half. */ readonly better: boolean })[] }[];
  readonly winner: TrialRow;
  /** The first prompt of the list, over all rounds. */
  readonly first: TrialRow;
  /** The first prompt is the winner. */
  readonly unbeaten: boolean;
  /** What the model reads for the first development item with the winner's prompt; where that cannot be made any more, why. */
  readonly prompt: readonly Pick<ChatMessage, 'role' | 'content'>[] | string;
}

export async function searchSheet({ search: { title, space, plan }, result }: FoundSearch): Promise<SearchSheet> {
  const trial = ({ candidate, right, items, tokens }: Standing): TrialRow =>
    ({ label: described(space, candidate), examples: candidate.examples, right, items, share: wilson(right, items), tokens });
  return {
    title, grader: space.grader, seed: space.seed,
    options: { candidates: space.candidates, items: plan.items, tokens: plan.tokens, instructions: space.instructions.length, exampleCounts: space.exampleCounts },
    ended: result.ended,
    tokens: result.tokens,
    rounds: result.rounds.map(({ standings, tokens }, at) => {
      const { better } = halved(standings);
      return { items: plan.items * 2 ** at, tokens, trials: standings.map((each, place) => ({ ...trial(each), better: place < better.length })) };
    }),
    winner: trial(result.winner),
    first: trial(result.baseline),
    unbeaten: result.winner.candidate.id === result.baseline.candidate.id,
    prompt: await promptOf(space, result),
  };
}

async function promptOf(space: SearchSpace, { winner }: SearchResult): Promise<SearchSheet['prompt']> {
  try {
    const [item] = await itemsOf(roundOf(space, [winner.candidate], 1, 0));
    return item!.arms[0]!.messages.map(({ role, content }) => ({ role, content }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
