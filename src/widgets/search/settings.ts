/** What a reader may set before a search: how many prompts it draws, on how many items it begins, and what it may spend. */
import type { PromptSearch } from '../../lab/search-record.ts';

export const CHOICES = { candidates: [8, 16, 32], items: [5, 10, 20], tokens: [50_000, 100_000, 400_000] } as const;
export type Setting = keyof typeof CHOICES;
export type Settings = Readonly<Record<Setting, number>>;

export function settingsOf({ space, plan }: PromptSearch): Settings {
  return { candidates: space.candidates, items: plan.items, tokens: plan.tokens };
}

/** The search with other settings; numbers that are none of the choices leave it as it is. */
export function withChosen(search: PromptSearch, chosen: ReadonlyMap<string, string>): PromptSearch {
  const pick = (name: Setting): number => {
    const asked = Number(chosen.get(name));
    return (CHOICES[name] as readonly number[]).includes(asked) ? asked : settingsOf(search)[name];
  };
  return { ...search, space: { ...search.space, candidates: pick('candidates') }, plan: { items: pick('items'), tokens: pick('tokens') } };
}

/**
 * Tokens that a search will spend, at most: each round asks about half as many prompts on twice as many items, and the first
 * prompt besides. `each` is the tokens of a completion.
 */
export function expectedTokens({ candidates, items, tokens }: Settings, each: number): number {
  let spent = 0;
  for (let left = candidates, count = items, round = 0; left > 1; left = Math.ceil(left / 2), count *= 2, round++) {
    const price = (left + (round === 0 ? 0 : 1)) * count * each;
    if (round > 0 && spent + price > tokens) break;
    spent += price;
  }
  return spent;
}
