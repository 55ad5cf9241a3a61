/**
 * Byte-level BPE that reads an ordinary Hugging Face `tokenizer.json`. Any well-formed text survives encode and decode
 * unchanged. Special tokens are never recognised in text.
 */
import { show } from '../show.ts';
import { BYTE_OF_CHARACTER, CHARACTER_OF_BYTE, toByteCharacters } from './bytes.ts';
import { mergePairs } from './merge.ts';
import { pretokenize } from './pretokenize.ts';

interface AddedToken {
  id: number;
  content: string;
  special: boolean;
}

/** The part of a `tokenizer.json` that this class reads. */
export interface TokenizerJson {
  added_tokens: AddedToken[];
  model: { type: 'BPE'; vocab: Record<string, number>; merges: (string | [string, string])[] };
}

/** A tokenizer.json that would not give the tokens its model was trained on, with the reason. */
export class TokenizerError extends Error {
  constructor(reason: string) {
    super(`This tokenizer.json cannot be used: ${reason}. Use the tokenizer.json that came with the model.`);
    this.name = 'TokenizerError';
  }
}

const CACHE_LIMIT = 50_000;
/** More ids than any vocabulary has. */
const ID_LIMIT = 10_000_000;

export class Tokenizer {
  /** Bytes of the longest token: a text of b bytes has at least b / longest tokens. */
  readonly longest: number;
  /** Bytes of each id; of special tokens, those of their name. */
  readonly #bytes: Uint8Array[] = [];
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #special = new Map<string, number>();
  readonly #specialIds = new Set<number>();
  readonly #cache = new Map<string, readonly number[]>();

  constructor(json: TokenizerJson) {
    const added = new Map(json.added_tokens.map(({ content, id }) => [content, id]));
    const owners = new Map<number, string>();
    for (const [token, id] of [...Object.entries(json.model.vocab), ...json.added_tokens.map(({ content, id }) => [content, id] as const)]) {
      const other = owners.get(id) ?? token;
      if (other !== token) throw new TokenizerError(`${show(other)} and ${show(token)} have the same id ${id}`);
      if ((added.get(token) ?? id) !== id) throw new TokenizerError(`${show(token)} has two ids, ${id} and ${added.get(token)}`);
      owners.set(id, token);
    }
    this.#vocabulary = new Map(Object.entries(json.model.vocab).filter(([token]) => !added.has(token)));
    for (const [token, id] of this.#vocabulary) {
      this.#bytes[id] = Uint8Array.from(token, (character) => BYTE_OF_CHARACTER.get(character) ?? unknownCharacter(token));
    }
    for (const [content, id] of added) {
      this.#bytes[id] = new TextEncoder().encode(content);
      this.#special.set(content, id);
      this.#specialIds.add(id);
    }
    for (let id = 0; id < this.#bytes.length; id++) {
      if (!this.#bytes[id]) throw new TokenizerError(`no token has the id ${id}`);
    }
    for (const character of CHARACTER_OF_BYTE) {
      if (!this.#vocabulary.has(character)) throw new TokenizerError(`the byte ${show(character)} is not in its vocabulary`);
    }
    const merges = json.model.merges.map((merge): readonly string[] => (typeof merge === 'string' ? merge.split(' ') : merge));
    for (const parts of merges) {
      if (parts.length !== 2) throw new TokenizerError(`the merge ${show(parts.join(' '))} is not a pair of tokens`);
      const missing = [...parts, parts.join('')].find((token) => !this.#vocabulary.has(token));
      if (missing !== undefined) throw new TokenizerError(`the merge ${show(parts.join(' '))} needs ${show(missing)}, which is not in its vocabulary`);
    }
    this.#ranks = new Map(merges.map((parts, rank) => [parts.join(' '), rank]));
    this.longest = this.#bytes.reduce((most, { length }) => Math.max(most, length), 1);
  }

  /** Reads the parsed `tokenizer.json`; throws a TokenizerError that says what does not fit. */
  static parse(json: unknown): Tokenizer {
    const raw = (json ?? {}) as { [key in keyof TokenizerJson | 'normalizer' | 'pre_tokenizer']?: unknown };
    const model = (raw.model ?? {}) as { [key: string]: unknown };
    const { vocab, merges } = model;
    const added = raw.added_tokens ?? [];
    if (model['type'] !== 'BPE' || typeof vocab !== 'object' || vocab === null || !Array.isArray(merges)) throw new TokenizerError('it holds no byte-level BPE model');
    if ((raw.normalizer ?? null) !== null) throw new TokenizerError('it has a normalizer, which this tokenizer does not apply');
    if (!isDigitsThenBytes(raw.pre_tokenizer)) throw new TokenizerError('its pre_tokenizer is not Digits (individual) followed by ByteLevel (no prefix space)');
    for (const key of ['byte_fallback', 'ignore_merges'] as const) {
      if (model[key] === true) throw new TokenizerError(`${key} is true, which this tokenizer does not do`);
    }
    for (const key of ['dropout', 'unk_token', 'continuing_subword_prefix', 'end_of_word_suffix'] as const) {
      // GPT-2's own file writes its missing affixes as empty texts.
      if ((model[key] ?? '') !== '') throw new TokenizerError(`${key} is ${show(model[key])}, which this tokenizer does not do`);
    }
    for (const [token, id] of Object.entries(vocab as Record<string, unknown>)) {
      if (!isId(id)) throw new TokenizerError(`the id of ${show(token)} is ${show(id)}`);
    }
    if (!Array.isArray(added) || !added.every((token: AddedToken | null) => typeof token?.content === 'string' && isId(token.id))) {
      throw new TokenizerError('an entry of added_tokens has no content or no id');
    }
    if (!merges.every((merge) => typeof merge === 'string' || (Array.isArray(merge) && merge.length === 2 && merge.every((part) => typeof part === 'string')))) {
      throw new TokenizerError('a merge is not a pair of tokens');
    }
    return new Tokenizer({ model: model as TokenizerJson['model'], added_tokens: added });
  }

  get size(): number {
    return this.#bytes.length;
  }

  /** The id of a special token such as `<|user|>`. */
  special(content: string): number {
    const id = this.#special.get(content);
    if (id === undefined) throw new Error(`The tokenizer has no special token ${content}.`);
    return id;
  }

  isSpecial(id: number): boolean {
    return this.#specialIds.has(id);
  }

  /** Token ids of plain text. Text that looks like a special token is spelled out, so a reader's text cannot forge a turn. */
  encode(text: string): number[] {
    const ids: number[] = [];
    for (const piece of pretokenize(text)) for (const id of this.#encodePiece(piece)) ids.push(id);
    return ids;
  }

  /** The text of the ids; special tokens are left out unless `special` is set. Broken UTF-8 becomes U+FFFD. */
  decode(ids: readonly number[], options: { special?: boolean } = {}): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes(ids, options));
  }

  /** The bytes of the ids, for text whose characters are cut across tokens. */
  bytes(ids: readonly number[], options: { special?: boolean } = {}): Uint8Array<ArrayBuffer> {
    const parts = ids.map((id) => (this.#specialIds.has(id) && !options.special ? new Uint8Array() : this.token(id)));
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** The bytes of one token; of a special token, those of its name. Not to be changed. */
  token(id: number): Uint8Array {
    const bytes = this.#bytes[id];
    if (!bytes) throw new RangeError(`There is no token ${id}: the vocabulary has ${this.size} entries.`);
    return bytes;
  }

  #encodePiece(piece: string): readonly number[] {
    const known = this.#cache.get(piece);
    if (known) return known;
    const symbols = mergePairs(Array.from(toByteCharacters(piece)), (a, b) => this.#ranks.get(`${a} ${b}`));
    const ids = symbols.map((symbol) => this.#vocabulary.get(symbol)!);
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    this.#cache.set(piece, ids);
    return ids;
  }
}

/** Joins each neighbouring pair that `isPair` accepts, from left to right. */
export function mergeAll(symbols: readonly string[], isPair: (a: string, b: string) => boolean): string[] {
  const out: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    const a = symbols[i]!;
    const b = symbols[i + 1];
    if (b !== undefined && isPair(a, b)) {
      out.push(a + b);
      i += 1;
    } else {
      out.push(a);
    }
  }
  return out;
}

function unknownCharacter(token: string): never {
  throw new TokenizerError(`${show(token)} is not written in the byte alphabet`);
}

function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < ID_LIMIT;
}

function isDigitsThenBytes(preTokenizer: unknown): boolean {
  const { type, pretokenizers } = (preTokenizer ?? {}) as { type?: unknown; pretokenizers?: unknown };
  if (type !== 'Sequence' || !Array.isArray(pretokenizers) || pretokenizers.length !== 2) return false;
  const [digits, bytes] = pretokenizers as [Record<string, unknown> | null, Record<string, unknown> | null];
  return digits?.['type'] === 'Digits' && digits['individual_digits'] === true
    && bytes?.['type'] === 'ByteLevel' && bytes['add_prefix_space'] === false && bytes['use_regex'] !== false;
}
