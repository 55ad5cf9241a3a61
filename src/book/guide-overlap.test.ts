import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Where the guide that the book covers lies beside the project, on machines that have it. */
const GUIDE = '../shared/seed';
/** So many words in a row are a sentence copied, not a phrase shared. */
const RUN = 8;
/** Whatever a reader may read of the book: chapters with their attributes and quizzes, and what components, findings and captions say. */
const READ = ['content/chapters/*.mdx', 'content/data/*.yaml', 'src/**/*.astro', 'src/**/*.ts'];

const wordsOf = (text: string): string[] => text.toLowerCase().replace(/\\?['’]/g, '’').match(/[\p{L}\p{N}]+(?:’[\p{L}\p{N}]+)*/gu) ?? [];
const runsOf = (text: string): string[] => wordsOf(text).map((_, at, words) => words.slice(at, at + RUN).join(' ')).slice(0, -RUN + 1);

interface Guide {
  readonly words: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
}

const guideOf = (texts: readonly string[]): Guide => ({ words: new Set(texts.flatMap(wordsOf)), runs: new Set(texts.flatMap(runsOf)) });

/**
 * The runs of a source that are the guide's. It is read twice: word by word as it stands, so that strings count wherever
 * they are, and without tags and what stands in braces, so that a sentence goes on behind them.
 */
function copiedIn(source: string, guide: Guide): string[] {
  const bare = source.replace(/^(?:import|export) .*$/gm, '').replace(/\$?\{[^{}]*\}/g, ' ').replace(/<[^>]*>/g, ' ');
  const found = new Set<string>();
  for (const words of [source, bare].map(wordsOf)) {
    let known = 0;
    for (const [at, word] of words.entries()) {
      known = guide.words.has(word) ? known + 1 : 0;
      const run = known < RUN ? '' : words.slice(at - RUN + 1, at + 1).join(' ');
      if (guide.runs.has(run)) found.add(run);
    }
  }
  return [...found];
}

test('runs of eight words are found across line breaks, punctuation and quotes', () => {
  expect(runsOf('One, two three\nfour “five” six seven eight nine.')).toEqual(['one two three four five six seven eight', 'two three four five six seven eight nine']);
  expect(runsOf("'It\\'s' one two three four five it's eight")).toEqual(runsOf('It’s one two three four five it’s eight'));
  expect(runsOf('too few words')).toEqual([]);
});

test.each([
  ['prose', 'They know that the quick brown fox jumps over the lazy dog.'],
  ['prose with markup and a figure', 'The *quick* <b id="a b c">brown</b> fox {figure(run, arm)} jumps over the lazy dog.'],
  ['an attribute', '<Claim guide="The quick brown fox jumps over the lazy dog." verdict="holds">Not so.</Claim>'],
  ['a question', "<Quiz questions={[{ ask: 'Why?', options: [{ text: 'The quick brown fox jumps over the lazy dog', why: 'No.' }] }]} />"],
  ['a caption', 'const caption = `${share} of them: the quick brown ${animal(run)} fox jumps over the lazy dog.`;'],
  ['a sentence in two pieces', "return 'The quick brown fox '\n  + 'jumps over the lazy dog.';"],
])('a sentence of the guide is found in %s', (_where, source) => {
  const guide = guideOf(['the quick brown fox jumps over the lazy dog']);
  expect(copiedIn(source, guide).length).toBeGreaterThan(0);
  expect(copiedIn(source.replaceAll('jumps', 'leaps'), guide)).toEqual([]);
});

const files = existsSync(GUIDE) ? readdirSync(GUIDE) : [];

test.skipIf(files.length === 0)(`nothing in the book has ${RUN} words in a row from the guide${files.length === 0 ? ' (the guide does not lie beside the project, so this was not checked)' : ''}`, () => {
  const guide = guideOf(files.map((file) => readFileSync(`${GUIDE}/${file}`, 'utf8')));
  expect(guide.runs.size).toBeGreaterThan(100);
  const sources = globSync(READ).filter((path) => !/\.test\.ts$/.test(path));
  for (const [some, least] of [['.mdx', 10], ['.astro', 50], ['.ts', 200]] as const) expect(sources.filter((path) => path.endsWith(some)).length, some).toBeGreaterThan(least);
  expect(sources.flatMap((path) => copiedIn(readFileSync(path, 'utf8'), guide).map((run) => `${path}: ${run}`))).toEqual([]);
});
