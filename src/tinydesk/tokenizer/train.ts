/** Learns a byte-level BPE vocabulary (Sennrich et al. 2016) and writes it as a Hugging Face `tokenizer.json`. */
import { CHARACTER_OF_BYTE, toByteCharacters } from './bytes.ts';
import { pretokenize } from './pretokenize.ts';
import { mergeAll } from './tokenizer.ts';

/**
 * `size` entries in all: the special tokens, the 256 bytes, then the most frequent pairs of the corpus in turn (ties
 * go to the pair first in code-unit order). Equal corpora give equal files.
 */
export function trainTokenizer(corpus: Iterable<string>, size: number, special: readonly string[]): object {
  const counts = new Map<string, number>();
  for (const text of corpus) for (const piece of pretokenize(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const words = [...counts].map(([piece, count]) => ({ symbols: Array.from(toByteCharacters(piece)), count }));

  const pairs = new Map<string, { count: number; words: Set<number> }>();
  const tally = (index: number, sign: 1 | -1): void => {
    const { symbols, count } = words[index]!;
    for (let i = 0; i + 1 < symbols.length; i++) {
      const key = `${symbols[i]} ${symbols[i + 1]}`;
      const entry = pairs.get(key) ?? { count: 0, words: new Set<number>() };
      entry.count += sign * count;
      entry.words.add(index);
      pairs.set(key, entry);
    }
  };
  words.forEach((_, index) => tally(index, 1));

  const alphabet = [...CHARACTER_OF_BYTE].sort();
  const vocabulary = [...special, ...alphabet];
  const merges: [string, string][] = [];
  while (vocabulary.length < size) {
    let best: string | undefined;
    let highest = 0;
    for (const [key, { count }] of pairs) {
      if (count > highest || (count === highest && best !== undefined && key < best)) {
        highest = count;
        best = key;
      }
    }
    if (best === undefined) throw new Error(`The corpus has too few different pairs for ${size} entries; it gave ${vocabulary.length}.`);
    const [a, b] = best.split(' ') as [string, string];
    merges.push([a, b]);
    vocabulary.push(a + b);
    for (const index of pairs.get(best)!.words) {
      tally(index, -1);
      words[index]!.symbols = mergeAll(words[index]!.symbols, (x, y) => x === a && y === b);
      tally(index, 1);
    }
    pairs.delete(best);
  }

  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: special.map((content, id) => ({
      id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Digits', individual_digits: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null,
      fuse_unk: false, byte_fallback: false, ignore_merges: false,
      vocab: Object.fromEntries(vocabulary.map((token, id) => [token, id])),
      merges,
    },
  };
}
