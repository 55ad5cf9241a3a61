import { expect, test } from 'vitest';
import { hash32 } from '../tinydesk/random.ts';
import { itemsOf } from './items.ts';
import { besideRound, candidatesOf, finalTest, roundOf, search, type SearchSpace } from './search.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';

const space: SearchSpace = {
  answer: 'word', ticket: 'short', grader: 'label', exampleCounts: [0, 1, 2], candidates: 16, seed: 's',
  instructions: ['route it.', 'one word: billing, shipping, returns, account or product?', 'hm?'].map((system) => [{ role: 'system', template: system }, { role: 'user', template: '{{ticket}}' }]) as unknown as SearchSpace['instructions'],
};
const byHand = [{ role: 'user', template: 'by hand: {{ticket}}' }] as const;
/** A model that is right more often where the prompt names the words, and never says what it was not told. */
const model = (skill: (prompt: string) => number) => scriptedEngine(({ messages, seed }) => {
  const prompt = messages.map(({ content }) => content).join('\n');
  return (hash32(`${prompt} ${seed}`) >>> 0) / 2 ** 32 < skill(prompt) ? 'right' : 'wrong';
});

test('candidates begin with the baseline, are all different, and the same every time', () => {
  const candidates = candidatesOf(space);
  expect(candidates[0]).toEqual({ id: 'c0', instruction: 0, examples: [] });
  expect(candidates).toHaveLength(16);
  expect(new Set(candidates.map(({ instruction, examples }) => `${instruction} ${examples.join()}`)).size).toBe(16);
  expect(candidatesOf(space)).toEqual(candidates);
  expect(candidatesOf({ ...space, exampleCounts: [0] })).toHaveLength(3);
});

test('a search keeps the better half of each round on ever more items, within its budget', async () => {
  const asked = new Set<string>();
  const engine = model(() => 0);
  const counting = { ...engine, complete: (requests: Parameters<typeof engine.complete>[0], options: Parameters<typeof engine.complete>[1]) => {
    for (const { messages } of requests) asked.add(messages.at(-1)!.content);
    return engine.complete(requests, options);
  } };
  const result = await search(space, { items: 4, tokens: 1e9 }, counting);
  expect(result.rounds.map(({ standings }) => standings.length)).toEqual([16, 8, 4, 2]);
  expect(result.ended).toBe('winner');
  expect(result.winner.items).toBe(4 + 8 + 16 + 32);
  expect(result.baseline.items).toBe(result.winner.items);
  expect(asked.size).toBeGreaterThan(50);
  // Nothing is ever right, so the cheapest prompt wins.
  expect(result.winner.candidate.examples).toEqual([]);

  const short = await search(space, { items: 4, tokens: result.rounds[0]!.tokens + 1 }, engine);
  expect(short.ended).toBe('budget');
  expect(short.rounds).toHaveLength(1);
  expect(short.tokens).toBe(short.rounds[0]!.tokens);
});

test('the winner is the prompt that answers right', async () => {
  const items = new Map<string, string>();
  const experiment = (at: number, count: number) => ({ ...finalTest(space, candidatesOf(space)[1]!, count, byHand), items: { split: 'dev' as const, count, seeds: [`search/s/${at}`] as [string] } });
  for (const [at, count] of [[0, 8], [1, 16], [2, 32], [3, 64]] as const) for (const { arms } of await itemsOf(experiment(at, count))) items.set(arms[0]!.messages.at(-1)!.content, arms[0]!.reference);
  const engine = scriptedEngine(({ messages }) => (messages[0]!.content.startsWith('one word') ? items.get(messages.at(-1)!.content)! : 'hm'));
  const { winner, baseline } = await search(space, { items: 8, tokens: 1e9 }, engine);
  expect(winner.candidate.instruction).toBe(1);
  expect(winner.right).toBe(winner.items);
  expect(baseline.right).toBe(0);
});

test('the final test asks the baseline, the winner and the prompt written by hand about the same unseen tickets', async () => {
  const experiment = finalTest(space, candidatesOf(space)[3]!, 10, byHand);
  expect(experiment.items.split).toBe('test');
  expect(experiment.arms.map(({ id }) => id)).toEqual(['baseline', 'winner', 'by-hand']);
  for (const { arms } of await itemsOf(experiment)) {
    const [baseline, winner, own] = arms.map(({ messages }) => messages);
    expect(baseline!.at(-1)).toEqual(winner!.at(-1));
    expect(own).toEqual([{ role: 'user', content: `by hand: ${baseline!.at(-1)!.content}` }]);
  }
});

test('a prompt beside a round is asked about the very tickets of that round', async () => {
  const tickets = async (experiment: ReturnType<typeof roundOf>) => (await itemsOf(experiment)).map(({ arms }) => arms[0]!.messages.at(-1)!.content.replace('by hand: ', ''));
  const round = roundOf(space, candidatesOf(space).slice(0, 1), 8, 1);
  expect(await tickets(besideRound(space, byHand, 8, 1))).toEqual(await tickets(round));
  expect(round.items.split).toBe('dev');
  expect(await tickets(besideRound(space, byHand, 8, 2))).not.toEqual(await tickets(round));
});
