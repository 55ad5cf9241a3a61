import { expect, test } from 'vitest';
import type { ComparisonSheet } from '../../notebook/comparison-sheet.ts';
import { asked, choice, comparisonFinding, flipsSentence, headline, importReport, leftOut, usage } from './words.ts';

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

test('flips are counted both ways', () => {
  expect(flipsSentence({ gained: 0, lost: 0, shown: [] })).toMatch(/^No item/);
  expect(flipsSentence({ gained: 3, lost: 1, shown: [{ item: 0, gained: true, answers: ['', ''], reference: '' }] })).toBe('4 items flipped: 3 right more often in the newer run, 1 in the older one. The first 1 are listed.');
});

test('an import names the lines that it refused, and says what became of the rest', () => {
  expect(importReport({ kept: [1], duplicates: 2, refused: [{ line: 3, run: 'x', reason: 'its checksum does not match' }], altered: true })).toEqual({
    said: '1 run imported. 2 runs were here already. 1 line refused.', faults: ['Line 3, “x”: its checksum does not match.'],
  });
  expect(importReport({ kept: [], duplicates: 0, refused: [], altered: true }).said).toMatch(/changed after the file was written; the answers were not/);
  expect(importReport({ kept: [], duplicates: 0, refused: [], altered: false, stopped: { why: 'It is full.', left: 1 } }).said).toBe('0 runs imported. It is full. 1 run of the file was not kept.');
});

test('what is chosen, used and left out', () => {
  expect([0, 1, 2, 3].map(choice)).toEqual([expect.stringMatching(/^None/), expect.stringMatching(/^1 run chosen/), '2 runs chosen.', '3 runs chosen. Two can be compared.']);
  expect(usage({ runs: 2, bytes: 3_400_000, used: 40_000_000, quota: 2_000_000_000 })).toBe('2 runs, 3.4 MB. This site uses 40 MB here, of 2.0 GB that the browser allows it.');
  expect(usage({ runs: 0, bytes: 0 })).toBe('No run is kept.');
  expect(leftOut([])).toBe('');
  expect(leftOut([{ id: 'a', name: 'x', reason: '' }])).toBe(' Left out, because they are damaged: “x”.');
});
