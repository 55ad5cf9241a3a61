import type { Random } from '../random.ts';

/** What noise must know about a text: words it may not misspell, and words that take a capital letter. */
export interface NoiseOptions {
  /** 0 leaves nearly everything alone, 1 is somebody typing on a bus. */
  readonly level: number;
  /** Phrases kept letter for letter (the item). Words with a digit are always kept. */
  readonly keep?: readonly string[];
  /** Names, cities and days, which careful writers capitalise. */
  readonly proper?: readonly string[];
}

const NEIGHBOURS: Readonly<Record<string, string>> = {
  a: 'sqz', b: 'vgn', c: 'xvd', d: 'sfe', e: 'wrd', f: 'dgr', g: 'fht', h: 'gjy', i: 'uok', j: 'hku', k: 'jli', l: 'kop', m: 'nk',
  n: 'bmh', o: 'ipl', p: 'ol', q: 'wa', r: 'etf', s: 'adw', t: 'ryg', u: 'yij', v: 'cbf', w: 'qes', x: 'zcs', y: 'tuh', z: 'xa',
};
/** Words whose loss leaves the meaning readable. */
const DROPPABLE = new Set('the a an my your our this that is are was to of for on it i we and have has been would so at in'.split(' '));

/**
 * A text as somebody in a hurry would have typed it: slips of the keys, lost words, apostrophes and full
 * stops, other capitals. The order number and the kept phrases survive; only an all-capitals text (rare)
 * changes the case of the kept phrases.
 */
export function noise(text: string, random: Random, { level, keep = [], proper = [] }: NoiseOptions): string {
  const kept = keep.flatMap((phrase) => phrase.split(' '));
  const isKept = (word: string) => /\d/.test(word) || kept.some((part) => word.startsWith(part));
  const words: string[] = [];
  for (const word of text.split(' ')) {
    if (isKept(word)) words.push(word);
    else if (DROPPABLE.has(word) && random.chance(0.06 * level)) continue;
    else words.push(slip(word, random, level));
  }
  if (words.length === 0) return text;
  const style = random.float();
  let out = punctuate(words, random, level);
  if (style < 0.03) out = out.toUpperCase();
  else if (style < 0.68) out = sentenceCase(out, isKept, proper);
  return out;
}

/** A word with, now and then, one slip of the keys or a lost apostrophe. */
function slip(word: string, random: Random, level: number): string {
  if (word.includes("'") && random.chance(0.6)) return word.replace("'", '');
  if (word.length < 4 || !random.chance(0.07 * level)) return word;
  const letters = /[a-z]+/.exec(word)?.[0].length ?? 0;
  if (letters < 4) return word;
  const at = random.int(1, letters - 2);
  const here = word[at]!;
  switch (random.int(0, 3)) {
    case 0:
      return word.slice(0, at) + word[at + 1]! + here + word.slice(at + 2);
    case 1:
      return word.slice(0, at) + word.slice(at + 1);
    case 2:
      return word.slice(0, at) + here + word.slice(at);
    default: {
      const near = NEIGHBOURS[here];
      return near === undefined ? word : word.slice(0, at) + random.pick([...near]) + word.slice(at + 1);
    }
  }
}

/** The words joined again, with full stops and commas lost or multiplied. */
function punctuate(words: readonly string[], random: Random, level: number): string {
  const lost = random.chance(0.35 * level);
  const marked = words.map((word) => {
    const end = word[word.length - 1];
    if (end === ',' && random.chance(0.3 * level)) return word.slice(0, -1);
    if (end !== '.') return end === '?' && random.chance(0.15 * level) ? (random.chance(0.5) ? word.slice(0, -1) : `${word}?`) : word;
    const bare = word.slice(0, -1);
    if (lost) return random.chance(0.5) ? bare : `${bare},`;
    const u = random.float();
    return u < 0.06 * level ? `${bare}!!` : u < 0.14 * level ? `${bare}!` : u < 0.24 * level ? `${bare}...` : word;
  });
  const out = marked.join(' ');
  return out.endsWith(',') && lost ? out.slice(0, -1) : out;
}

/** Capitals at the beginning of sentences, for "I", and for proper names. */
function sentenceCase(text: string, isKept: (word: string) => boolean, proper: readonly string[]): string {
  const names = new Set(proper.flatMap((phrase) => phrase.split(' ')));
  let start = true;
  return text
    .split(' ')
    .map((word) => {
      const capital = (start || names.has(word.replace(/[^a-z]/g, '')) || /^i('|$|[.,!?])/.test(word)) && !isKept(word);
      start = /[.!?]$/.test(word);
      return capital ? word[0]!.toUpperCase() + word.slice(1) : word;
    })
    .join(' ');
}
