import { expect, test } from 'vitest';
import type { ComparisonSheet } from '../../notebook/comparison-sheet.ts';
import type { SearchSheet } from '../../notebook/search-sheet.ts';
import { asked, choice, comparisonBasis, comparisonFinding, entries, flipsSentence, headline, importReport, leftOut, searched, searchFinding, usage } from './words.ts';

const arm = (label: string, value: number) => ({ id: label, label, lever: 'prompt' as const, right: 0, outcomes: 0, share: { value, low: value - 0.1, high: value + 0.1 } });

test('the size of a run counts items, arms and, where there are several, answers', () => {
  expect(asked({ items: 1200, arms: [arm('a', 0.5)], samples: 1 })).toBe('1,200 items × 1 arm');
  expect(asked({ items: 1, arms: [arm('a', 0.5), arm('b', 0.5)], samples: 8 })).toBe('1 item × 2 arms × 8 answers');
});

test('few arms are all shown, of many the highest', () => {
  expect(headline({ arms: [arm('a', 0.5), arm('b', 0.7)] })).toEqual({ shown: [{ label: 'a', figure: '50%, 40 to 60' }, { label: 'b', figure: '70%, 60 to 80' }], rest: '' });
  expect(headline({ arms: [0.5, 0.2, 0.8, 0.3].map((value, at) => arm(`v${at}`, value)) })).toEqual({ shown: [{ label: 'v2', figure: '80%, 70 to 90' }], rest: 'the highest of 4' });
});

const sheet: ComparisonSheet = {
  names: ['new', 'old'], arms: [[{ id: 'a', label: 'short' }], [{ id: 'a', label: 'short' }]], chosen: ['a', 'a'], grader: 'exact',
  shares: [{ value: 0.7, low: 0.6, high: 0.8 }, { value: 0.5, low: 0.4, high: 0.6 }], n: [200, 100], equal: false, differing: [],
  comparison: { method: 'unpaired', why: '', n: [200, 100], difference: { value: 0.2, low: 0.05, high: 0.35 }, settled: true },
};

test('a comparison says who is ahead, by how much, and on how many items', () => {
  expect(comparisonFinding(sheet)).toBe('“short” of the newer run against “short” of the older one: 20 points higher (95% interval 5\u00a0to\u00a035, n = 200 and 100).');
  expect(comparisonFinding({ ...sheet, names: ['same', 'same'] })).toMatch(/^The newer run against the older one: 20 points higher/);
  expect(comparisonFinding({ ...sheet, comparison: { ...sheet.comparison, method: 'paired', n: [200, 200], settled: false, difference: { value: 0.01, low: -0.1, high: 0.12 }, p: 0.8 } })).toMatch(/cannot tell yet .*n = 200, exact p = 0\.80/);
  expect(comparisonFinding({ ...sheet, equal: true })).toBe('The two runs are equal in every answer.');
});

test('a comparison of two models says so, and one that is settled names its test', () => {
  expect(comparisonBasis({ ...sheet, comparison: { ...sheet.comparison, why: 'Why.' } })).toBe('Why. Graded by exact.');
  expect(comparisonBasis({ ...sheet, comparison: { ...sheet.comparison, why: 'Why.', p: 0.00001 } })).toBe('Why. Exact McNemar: p < 0.001. Graded by exact.');
  const models = { ...sheet, names: ['same', 'same'] as const, differing: [{ what: 'model', values: ['raw', 'instructed'] as const }, { what: 'model hash', values: ['00', 'ff'] as const }] };
  expect(comparisonFinding(models)).toMatch(/^The newer run \(raw\) against the older one \(instructed\): 20 points higher/);
  expect(comparisonBasis(models)).toMatch(/Graded by exact\. The models differ\.$/);
  expect(comparisonBasis({ ...models, differing: models.differing.slice(1) })).toMatch(/not the same weights\.$/);
});

test('flips are counted both ways', () => {
  expect(flipsSentence({ gained: 0, lost: 0, shown: [] })).toMatch(/^No item/);
  expect(flipsSentence({ gained: 3, lost: 1, shown: [{ item: 0, gained: true, answers: ['', ''], reference: '' }] })).toBe('4 items flipped: 3 right more often in the newer run, 1 in the older one. The first 1 are listed.');
});

test('an import names the lines that it refused, and says what became of the rest', () => {
  expect(importReport({ kept: [1], searches: [1, 2], duplicates: 2, refused: [{ line: 3, run: 'x', reason: 'its checksum does not match' }], altered: true })).toEqual({
    said: '1 run and 2 searches imported. 2 were here already. 1 line refused.', faults: ['Line 3, “x”: its checksum does not match.'],
  });
  expect(importReport({ kept: [], searches: [], duplicates: 0, refused: [], altered: true }).said).toMatch(/changed after the file was written; the answers were not/);
  expect(importReport({ kept: [], searches: [], duplicates: 0, refused: [], altered: false, stopped: { why: 'It is full.', left: 1 } }).said).toBe('0 runs imported. It is full. 1 entry of the file was not kept.');
});

test('what is chosen, used and left out', () => {
  expect([0, 1, 2, 3].map((runs) => choice({ runs, searches: 0 }))).toEqual([expect.stringMatching(/^None/), expect.stringMatching(/^1 run chosen/), '2 runs chosen.', '3 runs chosen. Two can be compared.']);
  expect(choice({ runs: 1, searches: 1 })).toMatch(/^1 run and 1 search chosen\. Searches can be exported and deleted/);
  expect(choice({ runs: 0, searches: 1 })).toMatch(/^1 search chosen/);
  expect(usage({ runs: 2, searches: 1, bytes: 3_400_000, used: 40_000_000, quota: 2_000_000_000 })).toBe('2 runs and 1 search, 3.4 MB. This site uses 40 MB here, of 2.0 GB that the browser allows it.');
  expect(usage({ runs: 0, searches: 0, bytes: 0 })).toBe('No run is kept.');
  expect(leftOut([])).toBe('');
  expect(leftOut([{ id: 'a', name: 'x', reason: '' }])).toBe(' Left out, because they are damaged: “x”.');
});

test('runs and searches are counted each by its name', () => {
  expect([[0, 0], [1, 0], [0, 2], [3, 1]].map(([runs, searches]) => entries({ runs: runs!, searches: searches! }))).toEqual(['0 runs', '1 run', '2 searches', '3 runs and 1 search']);
});

test('a search says what it tried, what it found, and whether it was stopped', () => {
  expect(searched({ prompts: 32, rounds: 1, tokens: 41200 })).toBe('32 prompts × 1 round, 41,200 tokens');
  const trial = { label: '“x.”', examples: [], right: 7, items: 10, share: { value: 0.7, low: 0.5, high: 0.9 }, tokens: 5 };
  const found: SearchSheet = {
    title: 't', grader: 'exact', seed: 's', options: { candidates: 8, items: 10, tokens: 1, instructions: 1, exampleCounts: [0] },
    ended: 'winner', tokens: 1, rounds: [], winner: trial, first: { ...trial, label: '“y.”', right: 1 }, unbeaten: false, prompt: [],
  };
  expect(searchFinding(found)).toBe('Found: “x.”, right on 7 of 10 development items; the first prompt, “y.”, right on 1 of 10 development items.');
  expect(searchFinding({ ...found, unbeaten: true, ended: 'stopped' })).toBe('Ahead when it was stopped: the first prompt, “y.”, right on 1 of 10 development items.');
});
