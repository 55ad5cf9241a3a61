import { describe, expect, test } from 'vitest';
import { searchFromJson } from './search-json.ts';
import { searchToJson, type FoundSearch } from './search-record.ts';
import { madeSearch } from './testing/made-search.ts';

/** A search as JSON, to be damaged. */
type Loose = { -readonly [K in keyof FoundSearch]: Writable<FoundSearch[K]> };
type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T extends string ? string : T;

test.each([[undefined], [1], [2]])('a search comes back as it was (stopped after round %o)', async (rounds) => {
  const found = await madeSearch('a', rounds === undefined ? {} : { rounds });
  expect(found.result.ended).toBe(rounds === undefined ? 'winner' : 'stopped');
  expect(searchFromJson(searchToJson(found))).toEqual(found);
});

test('so does one that ran out of tokens', async () => {
  const found = await madeSearch('a', { rounds: 1 });
  const short = { ...found, result: { ...found.result, ended: 'budget' as const } };
  expect(searchFromJson(searchToJson(short))).toEqual(short);
});

describe('is refused with a reason', () => {
  test.each<[string, (search: Loose) => unknown, RegExp]>([
    ['an unknown member', (it) => Object.assign(it, { extra: 1 }), /its search\.extra is not known/],
    ['another engine', (it) => { it.engine.engine = 'cloud'; }, /of who answered, it names the engine "cloud"/],
    ['no rounds', (it) => { it.result.rounds = []; }, /rounds is not a list of 1 to 20/],
    ['a grader that is none', (it) => { it.search.space.grader = '__proto__'; }, /grader is not one of/],
    ['a slot that is none', (it) => { it.search.space.instructions[1]![0]!.template = '{{secret}}'; }, /secret/],
    ['a prompt without end', (it) => { it.search.byHand[0]!.template = 'x'.repeat(100_001); }, /byHand is not a prompt of at most 100000 characters/],
    ['a title without end', (it) => { it.search.title = 'x'.repeat(1001); }, /title is not a text of at most 1000/],
    ['an example that is not in the pool', (it) => { it.result.winner.candidate.examples = [40]; }, /examples\[0\] is not a whole number from 0 to 39/],
    ['an instruction that is not there', (it) => { it.result.rounds[0]!.standings.at(-1)!.candidate.instruction = 3; }, /an instruction that is not there/],
    ['more right than asked', (it) => { it.result.rounds[0]!.standings[0]!.right = 5; }, /right more often than it was asked/],
    ['a better score for a worse prompt', (it) => { const [first, last] = [it.result.rounds[0]!.standings[0]!, it.result.rounds[0]!.standings.at(-1)!]; [first.right, last.right] = [0, 4]; }, /round 1 is not in order/],
    ['a prompt out of nowhere', (it) => { it.result.rounds[1]!.standings[0]!.candidate.id = 'x'; }, /round 2 asks other prompts/],
    ['a prompt twice', (it) => { it.result.rounds[0]!.standings[1]!.candidate.id = it.result.rounds[0]!.standings[0]!.candidate.id; }, /share a name/],
    ['other items', (it) => { for (const each of it.result.rounds[1]!.standings) each.items += 1; }, /round 2 counts other items/],
    ['another winner', (it) => { it.result.winner = it.result.rounds[0]!.standings.at(-1)!; }, /its winner is not who was ahead/],
    ['another first prompt', (it) => { it.result.baseline.candidate.instruction = 1; }, /its first prompt is another/],
    ['another end', (it) => { it.result.ended = 'stopped'; }, /does not end where it says/],
    ['cheaper than it was', (it) => { it.result.tokens -= 1; }, /its tokens are not those/],
  ])('with %s', async (_name, damage, reason) => {
    const loose = JSON.parse(searchToJson(await madeSearch('a'))) as Loose;
    damage(loose);
    expect(() => searchFromJson(JSON.stringify(loose))).toThrow(reason);
  });

  test('what is no JSON, or too long', () => {
    expect(() => searchFromJson('{')).toThrow(/not JSON/);
    expect(() => searchFromJson(' '.repeat(1_000_001))).toThrow(/1000001 characters, and at most 1000000/);
  });
});
