import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Where the guide that the book covers lies beside the project, on machines that have it. */
const GUIDE = '../shared/seed';
/** So many words in a row are a sentence copied, not a phrase shared. */
const RUN = 8;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}’']+/gu) ?? [];
const runsOf = (text: string): string[] => wordsOf(text).map((_, at, words) => words.slice(at, at + RUN).join(' ')).slice(0, -RUN + 1);

/** What a reader reads of a chapter: front matter and prose, without imports, tags and what stands in braces. */
const proseOf = (mdx: string): string => mdx.replace(/^(?:import|export) .*$/gm, '').replace(/\{[^{}]*\}/g, ' ').replace(/<[^>]*>/g, ' ');

test('runs of eight words are found across line breaks and punctuation', () => {
  expect(runsOf('One, two three\nfour “five” six seven eight nine.')).toEqual(['one two three four five six seven eight', 'two three four five six seven eight nine']);
  expect(runsOf('too few words')).toEqual([]);
});

const files = existsSync(GUIDE) ? readdirSync(GUIDE) : [];

test.skipIf(files.length === 0)(`no chapter has ${RUN} words in a row from the guide${files.length === 0 ? ' (the guide does not lie beside the project, so this was not checked)' : ''}`, () => {
  const guide = new Set(files.flatMap((file) => runsOf(readFileSync(`${GUIDE}/${file}`, 'utf8'))));
  expect(guide.size).toBeGreaterThan(100);
  for (const chapter of readdirSync('content/chapters')) {
    const copied = runsOf(proseOf(readFileSync(`content/chapters/${chapter}`, 'utf8'))).filter((run) => guide.has(run));
    expect(copied, chapter).toEqual([]);
  }
});
