import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { promptSearch } from '../../lab/experiments/searches.ts';
import type { ArmRecord } from '../../lab/record.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import type { Standing } from '../../lab/search.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { described } from '../../lab/search-words.ts';
import { questions } from '../better/findings.ts';
import { flattery, gains, searchFinding, searchRows, tied } from './rows.ts';
import { expectedTokens, settingsOf, withChosen } from './settings.ts';

const record = JSON.parse(readFileSync('content/searches/prompt-search.json', 'utf8')) as SearchRecord;
const committed = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));

test('the rows follow the winner through the rounds, then come the first prompt, and the three on test items once they were opened', () => {
  const { rounds, winner } = record.result;
  expect(searchRows(record.result)).toHaveLength(rounds.length + 1);
  const rows = searchRows(record.result, record.final);
  expect(rows).toHaveLength(rounds.length + 4);
  expect(rows[0]).toMatchObject({ name: `winner in round 1: level with ${tied(rounds[0]!) - 1} of ${record.search.space.candidates}`, estimate: { n: record.search.plan.items } });
  expect(rows[rounds.length - 1]).toMatchObject({ estimate: { value: expect.closeTo(winner.right / winner.items, 12), n: winner.items } });
  expect(rows.at(-1)).toMatchObject({ name: 'test: the winner', estimate: { n: record.search.finalItems } });
});

test('a round says whether the winner was ahead in it, level with others, or not ahead', () => {
  const standing = (id: string, right: number) => ({ candidate: { id, instruction: 0, examples: [] }, right, items: 10, tokens: 1 });
  const round = (...standings: Standing[]) => ({ standings, tokens: 0 });
  const rounds = [round(standing('b', 9), standing('a', 8)), round(standing('a', 9), standing('b', 9)), round(standing('a', 9), standing('b', 8))];
  expect(rounds.map(tied)).toEqual([1, 2, 1]);
  const rows = searchRows({ ...record.result, rounds, winner: standing('a', 26) });
  expect(rows.slice(0, 3).map(({ name }) => name)).toEqual(['winner in round 1: not ahead of 2', 'winner in round 2: level with 1 of 2', 'winner in round 3: ahead of 2']);
});

test('the finding follows from the figures', () => {
  const { result, final } = record;
  const [baseline, winner, byHand] = final.arms as [ArmRecord, ArmRecord, ArmRecord];
  const found = (arms: readonly ArmRecord[]) => searchFinding({ ...record, final: { ...final, arms } });
  expect(searchFinding({ ...record, result: { ...result, winner: result.baseline } })).toContain('nothing better');
  expect(found([baseline, { ...baseline, id: 'winner' }, byHand])).toContain('cannot be told from the first prompt');
  expect(found([baseline, winner, { ...winner, id: 'by-hand' }])).toContain('cannot be told from one written by hand');
  expect(found([baseline, winner, { ...baseline, id: 'by-hand' }])).toContain('is better than one written by hand');
  expect(gains({ ...final, arms: [baseline, winner, { ...winner, id: 'by-hand' }] }).overHand).toMatchObject({ difference: { value: 0 }, settled: false });
});

test('what choosing flatters is what the development items are not easier by', () => {
  const { result, final } = record;
  const testShare = (id: string) => final.arms.find((arm) => arm.id === id)!.summary.graders['exact']!.right / record.search.finalItems;
  const control = { right: Math.round(testShare('by-hand') * 1000) - 100, items: 1000 };
  const found = flattery({ ...record, control });
  expect(found.winner.value).toBeCloseTo(result.winner.right / result.winner.items - testShare('winner'), 12);
  expect(found.byHand.value).toBeCloseTo(-0.1, 3);
  expect(found.left.value).toBeCloseTo(found.winner.value - found.byHand.value, 12);
  expect(found.left.high - found.left.low).toBeGreaterThan(found.winner.high - found.winner.low);
  expect(record.control.items).toBe(result.winner.items);
});

test('a candidate is described by its words and its examples', () => {
  const { space } = promptSearch;
  expect(described(space, { id: 'c', instruction: 1, examples: [] })).toBe('“route this.”');
  expect(described(space, { id: 'c', instruction: 1, examples: [3] })).toBe('“route this.” and 1 example');
  expect(described(space, { id: 'c', instruction: 0, examples: [3, 1] })).toContain(' and 2 examples');
});

test('settings from a link are taken only where they are choices', () => {
  const chosen = withChosen(promptSearch, new Map([['candidates', '8'], ['items', '7'], ['tokens', '1e99']]));
  expect(settingsOf(chosen)).toEqual({ ...settingsOf(promptSearch), candidates: 8 });
});

test('the tokens of a search are foreseen as they are spent, and never above what may be', () => {
  expect(expectedTokens({ candidates: 8, items: 5, tokens: 1e9 }, 10)).toBe(10 * (8 * 5 + 5 * 10 + 3 * 20));
  expect(expectedTokens({ candidates: 8, items: 5, tokens: 900 }, 10)).toBe(900);
  expect(expectedTokens({ candidates: 8, items: 5, tokens: 899 }, 10)).toBe(400);
});

test('the exercise has three numbers that follow from the runs', () => {
  for (const { answer, tolerance } of questions(committed('better-prompts'), record)) {
    expect(Number.isFinite(answer)).toBe(true);
    expect(tolerance).toBeGreaterThan(0);
  }
});
