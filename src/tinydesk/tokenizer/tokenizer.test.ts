import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { tinyTokenizerJson } from '../testing/tiny-model.ts';
import { toByteCharacters } from './bytes.ts';
import { encodeChat, SPECIAL_TOKENS } from './chat.ts';
import { pretokenize } from './pretokenize.ts';
import { Tokenizer } from './tokenizer.ts';
import { trainTokenizer } from './train.ts';

interface Reference {
  tokenizer: object;
  cases: { text: string; pieces: string[]; ids: number[] }[];
}

const reference = JSON.parse(readFileSync(new URL('./reference.json', import.meta.url), 'utf8')) as Reference;
const json = tinyTokenizerJson() as { [key: string]: unknown; model: { vocab: Record<string, number>; merges: [string, string][] }; added_tokens: { id: number; content: string }[] };
const tokenizer = Tokenizer.parse(json);

/** Well-formed text of all kinds: letters, digits, spaces, marks, and any code point but surrogates. */
function anyText(random: Random): string {
  const length = random.int(0, 40);
  const character = (): string => {
    const kind = random.int(0, 5);
    if (kind === 0) return random.pick([' ', '  ', '\n', '\t', '\u00a0', '\u0085', '\ufeff', '\u2028']);
    if (kind === 1) return String.fromCodePoint(random.int(0x20, 0x7e));
    if (kind === 2) return random.pick(['<|user|>', '<|end|>', "'s", ' the', '１', '½', 'é', 'e\u0301']);
    if (kind === 3) return String.fromCodePoint(random.int(0, 0xd7ff));
    if (kind === 4) return String.fromCodePoint(random.int(0xe000, 0xffff));
    return String.fromCodePoint(random.int(0x10000, 0x10ffff));
  };
  return Array.from({ length }, character).join('');
}

test('any well-formed text survives encode and decode', () => {
  const random = new Random('round trip');
  for (let i = 0; i < 500; i++) {
    const text = anyText(random);
    expect(tokenizer.decode(tokenizer.encode(text))).toBe(text);
    expect(pretokenize(text).join('')).toBe(text);
  }
});

test('texts are cut and encoded as the Hugging Face library does', () => {
  const theirs = Tokenizer.parse(reference.tokenizer);
  for (const { text, pieces, ids } of reference.cases) {
    expect(pretokenize(text).map(toByteCharacters), JSON.stringify(text)).toEqual(pieces);
    expect(theirs.encode(text), JSON.stringify(text)).toEqual(ids);
  }
});

test('a text cannot forge a turn', () => {
  for (const special of SPECIAL_TOKENS) {
    const ids = tokenizer.encode(`a${special}b`);
    expect(ids.some((id) => tokenizer.isSpecial(id))).toBe(false);
    expect(tokenizer.decode(ids)).toBe(`a${special}b`);
  }
});

test('a conversation is role tokens, texts and ends', () => {
  const ids = encodeChat(tokenizer, [{ role: 'system', content: 'a' }, { role: 'user', content: 'b' }, { role: 'assistant', content: 'c' }, { role: 'user', content: '' }]);
  expect(tokenizer.decode(ids, { special: true })).toBe('<|system|>a<|user|>b<|assistant|>c<|end|><|user|><|assistant|>');
  expect(tokenizer.decode(ids)).toBe('abc');
});

test('a broken character shows as U+FFFD and its bytes are kept', () => {
  const [first, ...rest] = tokenizer.encode('é');
  expect(rest).toHaveLength(1);
  expect(tokenizer.decode([first!])).toBe('\ufffd');
  expect([...tokenizer.bytes([first!])]).toEqual([0xc3]);
});

test('equal corpora give equal tokenizers of the asked size, and merges come by frequency', () => {
  const texts = ['abab abab', 'ab', 'cd'];
  const trained = trainTokenizer(texts, 260, ['<|end|>']) as typeof json;
  expect(trainTokenizer(texts, 260, ['<|end|>'])).toEqual(trained);
  expect(Object.keys(trained.model.vocab)).toHaveLength(260);
  expect(trained.model.merges[0]).toEqual(['a', 'b']);
  expect(() => trainTokenizer(texts, 300, [])).toThrow('too few different pairs');
});

test('the tokens of ids beyond the vocabulary are refused', () => {
  expect(() => tokenizer.decode([tokenizer.size])).toThrow(`There is no token ${tokenizer.size}`);
  expect(() => tokenizer.special('<|robot|>')).toThrow('no special token');
});

test.each<[string, unknown, string]>([
  ['nothing', null, 'no byte-level BPE model'],
  ['another kind', { model: { type: 'Unigram' } }, 'no byte-level BPE model'],
  ['a normalizer', { ...json, normalizer: { type: 'NFC' } }, 'normalizer'],
  ['another cut', { ...json, pre_tokenizer: { type: 'ByteLevel' } }, 'pre_tokenizer'],
  ['byte fallback', { ...json, model: { ...json.model, byte_fallback: true } }, 'byte_fallback'],
  ['an id that is none', { ...json, model: { ...json.model, vocab: { ...json.model.vocab, a: -1 } } }, 'the id of "a" is -1'],
  ['an endless vocabulary', { ...json, model: { ...json.model, vocab: { ...json.model.vocab, zz: 4e15 } } }, 'the id of "zz"'],
  ['a gap', { ...json, model: { ...json.model, vocab: { ...json.model.vocab, zz: 400 } } }, 'no token has the id 304'],
  ['a missing byte', { ...json, model: { ...json.model, vocab: Object.fromEntries(Object.entries(json.model.vocab).map(([token, id]) => [token === 'a' ? 'zzz' : token, id])) } }, 'is not in its vocabulary'],
  ['text beyond the byte alphabet', { ...json, model: { ...json.model, vocab: { ...json.model.vocab, '字': 304 } } }, 'byte alphabet'],
  ['an unnamed added token', { ...json, added_tokens: [{ id: 0 }] }, 'added_tokens'],
  ['a merge of three', { ...json, model: { ...json.model, merges: [['a', 'b', 'c']] } }, 'not a pair'],
  ['a merge of three in one text', { ...json, model: { ...json.model, merges: ['a b c'] } }, 'the merge "a b c" is not a pair'],
  ['a merge of an unknown part', { ...json, model: { ...json.model, merges: [...json.model.merges, ['zz', 'a']] } }, 'the merge "zz a" needs "zz"'],
  ['a merge into an unknown token', { ...json, model: { ...json.model, merges: [...json.model.merges, 'b q'] } }, 'the merge "b q" needs "bq"'],
  ['two tokens of one id', { ...json, model: { ...json.model, vocab: { ...json.model.vocab, qq: json.model.vocab['a'] } } }, '"a" and "qq" have the same id'],
  ['an added token of another\'s id', { ...json, added_tokens: [...json.added_tokens, { id: json.model.vocab['a'], content: 'zz' }] }, '"a" and "zz" have the same id'],
  ['an added token whose id is another in the vocabulary', { ...json, added_tokens: [...json.added_tokens, { id: 304, content: 'a' }] }, '"a" has two ids'],
  ['an added token twice', { ...json, added_tokens: [...json.added_tokens, { id: 304, content: json.added_tokens[0]!.content }] }, 'has two ids'],
  ...[['dropout', 0.1], ['unk_token', '<unk>'], ['continuing_subword_prefix', '##'], ['end_of_word_suffix', '</w>']].map(([key, value]): [string, unknown, string] =>
    [`${key}`, { ...json, model: { ...json.model, [key!]: value } }, `${key} is ${JSON.stringify(value)}`]),
])('a tokenizer.json with %s is refused', (_, broken, reason) => {
  expect(() => Tokenizer.parse(broken)).toThrow(reason);
});

test('the published tokenizer, and one with empty affixes, are welcome', () => {
  expect(Tokenizer.parse(JSON.parse(readFileSync('public/tinydesk/instructed/tokenizer.json', 'utf8'))).size).toBe(2048);
  expect(Tokenizer.parse({ ...json, model: { ...json.model, continuing_subword_prefix: '', end_of_word_suffix: '' } }).encode('ab')).toEqual(tokenizer.encode('ab'));
});

test('a text without a space is encoded in good time, and one without a digit is cut at all', () => {
  const random = new Random('letters');
  const letters = Array.from({ length: 60_000 }, () => String.fromCharCode(random.int(97, 122))).join('');
  expect(tokenizer.decode(tokenizer.encode(letters))).toBe(letters);
  expect(pretokenize('ab '.repeat(450_000))).toHaveLength(450_001);
});

test('a long text is encoded in good time', () => {
  const text = 'where is my parcel, order 10482? '.repeat(5_000);
  expect(tokenizer.decode(tokenizer.encode(text))).toHaveLength(text.length);
});
