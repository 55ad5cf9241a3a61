/** A prompt search of a scripted engine, for tests. */
import { search, type SearchResult } from '../search.ts';
import type { FoundSearch, PromptSearch } from '../search-record.ts';
import { guess, scriptedEngine } from './scripted-engine.ts';

const instruction = (words: string) => [{ role: 'user', template: `${words}\n{{ticket}}` }] as const;

export const searching = (seed: string, candidates = 8): PromptSearch => ({
  id: 'prompt-search', title: 'A search',
  space: { answer: 'word', ticket: 'short', grader: 'label', instructions: [instruction('route this.'), instruction('which team?'), instruction('one word.')], exampleCounts: [0, 1, 2], candidates, seed },
  plan: { items: 4, tokens: 1_000_000 },
  finalItems: 12,
  byHand: instruction('by hand.'),
});

/** A whole search; with `rounds`, one that was stopped after so many. */
export async function madeSearch(seed: string, { candidates, rounds }: { readonly candidates?: number; readonly rounds?: number } = {}): Promise<FoundSearch> {
  const prompts = searching(seed, candidates);
  const asked = scriptedEngine(guess);
  const { engine, model, modelHash, versions } = await asked.info();
  const parts: SearchResult[] = [];
  const result = await search(prompts.space, prompts.plan, asked, { onRound: (_, soFar) => parts.push(soFar) });
  return { search: prompts, engine: { engine, model, modelHash, versions }, result: rounds === undefined ? result : parts[rounds - 1]! };
}
