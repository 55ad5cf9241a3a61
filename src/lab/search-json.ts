/** A search that someone wrote down: checked before it is believed. */
import { CheckError, count, fields, finite, list, oneOf, text, type Check } from '../engines/check.ts';
import { canonical } from './canonical.ts';
import { GRADERS, type GraderName } from './graders.ts';
import { engineFrom, RecordError } from './record-json.ts';
import { halved, type Candidate, type Round, type SearchResult, type Standing } from './search.ts';
import type { FoundSearch, PromptSearch } from './search-record.ts';
import { ANSWERS, POOL, SLOTS } from './tasks/prompted.ts';
import { parsePrompt, type MessageSource } from './template/prompt.ts';

/** Longer texts are refused, and larger searches; a reader's own has some 30 kB and 32 prompts. */
const LONGEST = 1_000_000;
const MOST_PROMPTS = 1000;
const LONGEST_TITLE = 1000;
/** Characters of all messages of a prompt. */
const LONGEST_PROMPT = 100_000;

/** Reads a search and checks that it is whole and agrees with itself. Throws an error that says what is wrong. */
export function searchFromJson(written: string): FoundSearch {
  if (written.length > LONGEST) throw new Error(`its search has ${written.length} characters, and at most ${LONGEST} are read`);
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    throw new Error('its search is not JSON');
  }
  const found = wholeSearch(json, 'its search');
  const fault = faultOf(found);
  if (fault) throw new Error(`its search contradicts itself: ${fault}`);
  return found;
}

const between = (least: number, most: number): Check<number> => (value, path) => {
  if (count(value, path) < least || (value as number) > most) throw new CheckError(path, `a whole number from ${least} to ${most}`);
  return value as number;
};
const short: Check<string> = (value, path) => {
  if (text(value, path).length > LONGEST_TITLE) throw new CheckError(path, `a text of at most ${LONGEST_TITLE} characters`);
  return value as string;
};
const some = <T>(item: Check<T>, most: number): Check<[T, ...T[]]> => (value, path) => {
  const values = list(item)(value, path);
  if (values.length === 0 || values.length > most) throw new CheckError(path, `a list of 1 to ${most}`);
  return values as [T, ...T[]];
};
const prompt: Check<readonly MessageSource[]> = (value, path) => {
  const messages = list(fields({ role: oneOf('system', 'user', 'assistant'), template: text }))(value, path);
  if (messages.reduce((sum, { template }) => sum + template.length, 0) > LONGEST_PROMPT) throw new CheckError(path, `a prompt of at most ${LONGEST_PROMPT} characters`);
  parsePrompt(messages, SLOTS);
  return messages;
};
const engine: Check<FoundSearch['engine']> = (value) => {
  try {
    return engineFrom(value);
  } catch (error) {
    throw error instanceof RecordError ? new Error(`of who answered, ${error.reason}`, { cause: error }) : error;
  }
};
const search: Check<PromptSearch> = fields({
  id: short, title: short,
  space: fields({
    answer: oneOf(...ANSWERS), ticket: oneOf('keywords', 'short', 'full'), grader: oneOf(...(Object.keys(GRADERS) as GraderName[])),
    instructions: some(prompt, MOST_PROMPTS), exampleCounts: some(between(0, POOL), POOL + 1), candidates: between(2, MOST_PROMPTS), seed: short,
  }),
  plan: fields({ items: between(1, 1_000_000), tokens: count }),
  finalItems: between(1, 1_000_000),
  byHand: prompt,
});
const candidate: Check<Candidate> = fields({ id: short, instruction: count, examples: list(between(0, POOL - 1)) });
const standing: Check<Standing> = fields({ candidate, right: count, items: between(1, Number.MAX_SAFE_INTEGER), tokens: finite });
const round: Check<Round> = fields({ standings: some(standing, MOST_PROMPTS), tokens: count });
const result: Check<SearchResult> = fields({ rounds: some(round, 20), winner: standing, baseline: standing, tokens: count, ended: oneOf('winner', 'budget', 'stopped') });
const wholeSearch: Check<FoundSearch> = fields({ search, engine, result });

/** What does not follow from the rounds; nothing where all does. Which candidates a seed draws is not gone into: a later version may draw others. */
function faultOf({ search: { space, plan }, result: { rounds, winner, baseline, tokens, ended } }: FoundSearch): string | undefined {
  const all = [...rounds.flatMap(({ standings }) => standings), winner, baseline];
  if (all.some(({ right, items, tokens: each }) => right > items || each < 0)) return 'a prompt was right more often than it was asked, or cost less than nothing';
  if (all.some(({ candidate: { instruction } }) => instruction >= space.instructions.length)) return 'a prompt has an instruction that is not there';
  let left = rounds[0]!.standings.map(({ candidate: each }) => each);
  if (left.length > space.candidates || new Set(left.map(({ id }) => id)).size !== left.length) return 'its prompts are too many, or share a name';
  let items = 0;
  for (const [at, { standings }] of rounds.entries()) {
    items += plan.items * 2 ** at;
    const asked = standings.map(({ candidate: each }) => each);
    if (canonical(sorted(asked)) !== canonical(sorted(left))) return `round ${at + 1} asks other prompts than were left`;
    if (standings.some((each) => each.items !== items)) return `round ${at + 1} counts other items than were asked`;
    const { ranked, better } = halved(standings);
    if (canonical(ranked) !== canonical(standings)) return `round ${at + 1} is not in order`;
    left = better.map(({ candidate: each }) => each);
  }
  if (canonical(winner) !== canonical(rounds.at(-1)!.standings[0])) return 'its winner is not who was ahead';
  if (baseline.candidate.instruction !== 0 || baseline.candidate.examples.length > 0 || baseline.items !== items) return 'its first prompt is another, or was asked about other items';
  if ((ended === 'winner') !== (left.length === 1)) return 'it does not end where it says';
  return tokens === rounds.reduce((sum, each) => sum + each.tokens, 0) ? undefined : 'its tokens are not those of its rounds';
}

function sorted(candidates: readonly Candidate[]): Candidate[] {
  return [...candidates].sort((a, b) => (a.id < b.id ? -1 : 1));
}
