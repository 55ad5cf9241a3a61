/**
 * Byte-level BPE that reads and writes an ordinary Hugging Face `tokenizer.json`. Any text survives encode and
 * decode unchanged; special tokens are recognised in text only when asked for.
 */
import { BYTE_OF_CHARACTER, toByteCharacters } from './bytes.ts';
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

const CACHE_LIMIT = 50_000;

export class Tokenizer {
  /** Token of each id, in the byte alphabet; special tokens as written. */
  readonly #tokens: string[] = [];
  readonly #vocabulary: ReadonlyMap<string, number>;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #special = new Map<string, number>();
  readonly #specialIds = new Set<number>();
  readonly #cache = new Map<string, readonly number[]>();

  constructor(json: TokenizerJson) {
    this.#vocabulary = new Map(Object.entries(json.model.vocab));
    for (const [token, id] of this.#vocabulary) this.#tokens[id] = token;
    for (const { content, id } of json.added_tokens) {
      this.#tokens[id] = content;
      this.#special.set(content, id);
      this.#specialIds.add(id);
    }
    this.#ranks = new Map(json.model.merges.map((merge, rank) => [typeof merge === 'string' ? merge : merge.join(' '), rank]));
  }

  /** Reads the parsed `tokenizer.json`; throws an error that says what does not fit. */
  static parse(json: unknown): Tokenizer {
    const raw = json as Partial<TokenizerJson> | null;
    const model = raw?.model;
    if (model?.type !== 'BPE' || typeof model.vocab !== 'object' || !Array.isArray(model.merges)) {
      throw new Error('This tokenizer.json cannot be used: it holds no byte-level BPE model. Use the tokenizer.json that came with the model.');
    }
    for (const [token, id] of Object.entries(model.vocab)) {
      if (!Number.isSafeInteger(id) || id < 0) throw new Error(`This tokenizer.json cannot be used: the id of ${JSON.stringify(token)} is ${JSON.stringify(id)}.`);
    }
    return new Tokenizer({ model, added_tokens: raw?.added_tokens ?? [] });
  }

  get size(): number {
    return this.#tokens.length;
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
    for (const piece of pretokenize(text)) ids.push(...this.#encodePiece(piece));
    return ids;
  }

  /** The text of the ids; special tokens are left out unless `special` is set. Broken UTF-8 becomes U+FFFD. */
  decode(ids: readonly number[], options: { special?: boolean } = {}): string {
    return new TextDecoder().decode(this.bytes(ids, options));
  }

  /** The bytes of the ids, for streaming text whose characters are cut across tokens. */
  bytes(ids: readonly number[], options: { special?: boolean } = {}): Uint8Array<ArrayBuffer> {
    const bytes: number[] = [];
    for (const id of ids) {
      const token = this.#tokens[id];
      if (token === undefined) throw new RangeError(`There is no token ${id}: the vocabulary has ${this.size} entries.`);
      if (this.#specialIds.has(id)) {
        if (options.special) bytes.push(...new TextEncoder().encode(token));
      } else {
        for (const character of token) bytes.push(BYTE_OF_CHARACTER.get(character)!);
      }
    }
    return new Uint8Array(bytes);
  }

  #encodePiece(piece: string): readonly number[] {
    const known = this.#cache.get(piece);
    if (known) return known;
    let symbols = Array.from(toByteCharacters(piece));
    for (;;) {
      let best = Infinity;
      for (let i = 0; i + 1 < symbols.length; i++) {
        best = Math.min(best, this.#ranks.get(`${symbols[i]} ${symbols[i + 1]}`) ?? Infinity);
      }
      if (best === Infinity) break;
      symbols = mergeAll(symbols, (a, b) => this.#ranks.get(`${a} ${b}`) === best);
    }
    const ids = symbols.map((symbol) => {
      const id = this.#vocabulary.get(symbol);
      if (id === undefined) throw new Error(`The tokenizer has no entry for ${JSON.stringify(symbol)}: its alphabet is incomplete.`);
      return id;
    });
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
