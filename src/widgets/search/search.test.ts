import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KEPT_REVISION } from '../../lab/experiments/better-prompts.ts';
import { promptSearch } from '../../lab/experiments/searches.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import type { SearchRecord } from '../../lab/search-record.ts';
import { keptIn, logOf, questions } from '../better/findings.ts';
import { described, overfit, searchFinding, searchRows } from './rows.ts';
import { expectedTokens, settingsOf, withChosen } from './settings.ts';

const record = JSON.parse(readFileSync('content/searches/prompt-search.json', 'utf8')) as SearchRecord;
const committed = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));

test('the rows are the rounds, the first prompt, and the two on test items once they were opened', () => {
  const { rounds } = record.result;
  expect(searchRows(record.result)).toHaveLength(rounds.length + 1);
  const rows = searchRows(record.result, record.final);
  expect(rows).toHaveLength(rounds.length + 3);
  expect(rows[0]).toMatchObject({ name: `round 1: best of ${record.search.space.candidates}`, estimate: { n: record.search.plan.items } });
  expect(rows.at(-1)).toMatchObject({ name: 'test: the winner', estimate: { n: record.search.finalItems } });
});

test('the finding follows from the figures', () => {
  const { result, final } = record;
  expect(searchFinding({ ...record, result: { ...result, winner: result.baseline } })).toContain('nothing better');
  expect(searchFinding({ ...record, final: { ...final, arms: [final.arms[0]!, { ...final.arms[0]!, id: 'winner' }] } })).toContain('cannot be told');
  const first = result.rounds[0]!.standings[0]!;
  expect(overfit(result, final)).toBeCloseTo(first.right / first.items - final.arms[1]!.summary.graders['exact']!.right / 200, 12);
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

test('the log keeps what is right more often than the best so far, and the revision that was tested is the one it ends with', () => {
  const log = logOf(committed('refinement'));
  let best = -1;
  for (const { right, isKept } of log) {
    expect(isKept).toBe(right > best);
    if (isKept) best = right;
  }
  expect(keptIn(committed('refinement')).id).toBe(KEPT_REVISION);
});

test('the exercise has three numbers that follow from the runs', () => {
  for (const { answer, tolerance } of questions(committed('better-prompts'), record)) {
    expect(Number.isFinite(answer)).toBe(true);
    expect(tolerance).toBeGreaterThan(0);
  }
});
