/**
 * Running a Llama decoder: prefill and decode over key-value caches. A token's logits do not depend, to the last
 * bit, on what else is in the batch or on how the prompt was cut into calls.
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Weights } from './weights.ts';

/** New tokens for one sequence. */
export interface Segment {
  sequence: Sequence;
  tokens: readonly number[];
  /** Which logits are wanted: after every token, after the last, or none. */
  logits: 'all' | 'last' | 'none';
}

/** The key-value cache of one sequence. */
export interface Sequence {
  /** Tokens seen so far. */
  length: number;
  /** Tokens it may hold. */
  readonly limit: number;
  /** Positions of its cache: the limit rounded up to a multiple of 8. */
  readonly capacity: number;
  /** Pointer to the keys and values of all layers. */
  readonly cache: number;
}

/** Rows computed at once; longer calls go through in pieces. */
const ROWS = 256;

/** Rows of one sequence among those computed at once. */
interface Span {
  readonly sequence: Sequence;
  /** The first one's place. */
  readonly from: number;
  readonly rows: number;
  /** The first one's position in its sequence. */
  readonly position: number;
}

interface Rows {
  readonly spans: readonly Span[];
  readonly count: number;
}

/** The last `taken` rows of each segment. */
function rowsOf(segments: readonly Segment[], taken: (segment: Segment) => number): Rows {
  let end = 0;
  const spans = segments.map((segment): Span => {
    const { sequence, tokens } = segment;
    const rows = taken(segment);
    end += tokens.length;
    return { sequence, from: end - rows, rows, position: sequence.length + tokens.length - rows };
  });
  return { spans, count: spans.reduce((sum, { rows }) => sum + rows, 0) };
}

export class Llama {
  readonly weights: Weights;
  readonly #kernels: Kernels;
  readonly #cos: number;
  readonly #sin: number;

  constructor(kernels: Kernels, weights: Weights) {
    this.#kernels = kernels;
    this.weights = weights;
    const { head } = weights.dim;
    const { max_position_embeddings: positions, rope_theta } = weights.config;
    this.#cos = kernels.allocate(positions * (head / 2));
    this.#sin = kernels.allocate(positions * (head / 2));
    kernels.run.ropeTables(this.#cos, this.#sin, positions, head / 2, rope_theta);
    weights.pack();
  }

  /** An empty sequence with room for `tokens`. Its memory comes from the kernels' stack: see Kernels.mark. */
  sequence(tokens: number): Sequence {
    const limit = this.weights.config.max_position_embeddings;
    if (tokens > limit) throw new RangeError(`A sequence of ${tokens} tokens was asked for; this model's context holds ${limit}.`);
    const capacity = Math.ceil(tokens / 8) * 8;
    const size = this.bytesFor(tokens) / 4;
    const cache = this.#kernels.allocate(size);
    this.#kernels.run.zero(cache, size);
    return { length: 0, limit: tokens, capacity, cache };
  }

  /** Bytes of memory that a sequence with room for `tokens` takes. */
  bytesFor(tokens: number): number {
    const { layers, keyValueHeads, head } = this.weights.dim;
    return 4 * 2 * layers * keyValueHeads * head * Math.ceil(tokens / 8) * 8;
  }

  /**
   * Makes `to` begin as `from` does, and end there: its first `tokens` tokens. For many answers to one prompt, and for
   * prompts that begin alike. A sequence that is copied to itself is cut short.
   */
  copy(from: Sequence, to: Sequence, tokens = from.length): void {
    if (tokens > from.length) throw new RangeError(`The first ${tokens} tokens of a sequence that has ${from.length} cannot be copied.`);
    if (tokens > to.limit) throw new RangeError(`A sequence with room for ${to.limit} tokens cannot take ${tokens}.`);
    to.length = tokens;
    if (to === from) return;
    const { layers, keyValueHeads, head } = this.weights.dim;
    const keyPanels = Math.ceil(tokens / 8) * 8 * head;
    for (let one = 0; one < layers * keyValueHeads; one++) {
      const source = from.cache + 8 * one * head * from.capacity;
      const target = to.cache + 8 * one * head * to.capacity;
      this.#kernels.run.copy(target, source, keyPanels);
      for (let values = head; values < 2 * head; values += 8) {
        this.#kernels.run.copy(target + 4 * values * to.capacity, source + 4 * values * from.capacity, 8 * tokens);
      }
    }
  }

  /**
   * Appends each segment's tokens to its sequence. Writes the wanted logits, in order, as rows of `dim.logits` floats
   * at `out` (entries beyond the vocabulary are -Infinity), and returns the number of rows.
   */
  run(segments: readonly Segment[], out: number): number {
    let written = 0;
    let piece: Segment[] = [];
    let room = ROWS;
    const flush = (): void => {
      if (piece.length > 0) written += this.#forward(piece, out + 4 * written * this.weights.dim.logits);
      piece = [];
      room = ROWS;
    };
    for (const { sequence, tokens, logits } of segments) {
      if (sequence.length + tokens.length > sequence.limit) {
        throw new RangeError(`This sequence has room for ${sequence.limit} tokens and would grow to ${sequence.length + tokens.length}.`);
      }
      for (let from = 0; from < tokens.length; ) {
        const taken = tokens.slice(from, from + room);
        from += taken.length;
        piece.push({ sequence, tokens: taken, logits: logits === 'last' && from < tokens.length ? 'none' : logits });
        room -= taken.length;
        if (room === 0) flush();
      }
    }
    flush();
    return written;
  }

  #forward(segments: readonly Segment[], out: number): number {
    const kernels = this.#kernels;
    const { run } = kernels;
    const w = this.weights;
    const { d, ffn, q, qkv, head, heads, keyValueHeads, layers } = w.dim;
    const epsilon = w.config.rms_norm_eps;
    const mark = kernels.mark();
    const every = rowsOf(segments, ({ tokens }) => tokens.length);
    const wanted = rowsOf(segments, ({ tokens, logits }) => (logits === 'all' ? tokens.length : logits === 'last' ? 1 : 0));
    const longest = Math.max(...segments.map(({ sequence }) => sequence.capacity));
    const ids = kernels.allocate(every.count);
    const positions = kernels.allocate(every.count);
    const x = kernels.allocate(every.count * d);
    const normed = kernels.allocate(every.count * d);
    const keyValues = kernels.allocate(every.count * (qkv - q));
    const queries = kernels.allocate(every.count * q);
    const attended = kernels.allocate(every.count * q);
    const gateUp = kernels.allocate(every.count * 2 * ffn);
    const activated = kernels.allocate(every.count * ffn);
    const scores = kernels.allocate(4 * longest);
    this.#place(segments, ids, positions);
    run.gather(w.embedding(), ids, x, every.count, d);
    for (let layer = 0; layer < layers; layer++) {
      const panels = w.panels(layer, 'qkv');
      run.rmsNorm(x, w.norm(layer, 'input_layernorm'), normed, every.count, d, epsilon);
      run.gemm(normed, d * 4, panels + 4 * q * d, d * 32, keyValues, (qkv - q) * 4, every.count, d, (qkv - q) / 8, 0);
      run.rope(keyValues, (qkv - q) * 4, positions, this.#cos, this.#sin, every.count, keyValueHeads, head, 1);
      this.#remember(every, layer, keyValues);
      // The last layer owes its keys and values to every row, and the rest only to those whose logits are wanted.
      const rows = layer === layers - 1 ? wanted : every;
      if (rows.count < every.count) for (const [matrix, width] of [[x, d], [normed, d], [positions, 1]] as const) this.#keep(rows, matrix, width);
      run.gemm(normed, d * 4, panels, d * 32, queries, q * 4, rows.count, d, q / 8, 0);
      run.rope(queries, q * 4, positions, this.#cos, this.#sin, rows.count, heads, head, 1);
      this.#attend(rows, layer, queries, attended, scores);
      run.gemm(attended, q * 4, w.panels(layer, 'o'), q * 32, x, d * 4, rows.count, q, d / 8, 1);
      run.rmsNorm(x, w.norm(layer, 'post_attention_layernorm'), normed, rows.count, d, epsilon);
      run.gemm(normed, d * 4, w.panels(layer, 'gateUp'), d * 32, gateUp, 2 * ffn * 4, rows.count, d, (2 * ffn) / 8, 0);
      run.swiglu(gateUp, activated, rows.count, ffn);
      run.gemm(activated, ffn * 4, w.panels(layer, 'down'), ffn * 32, x, d * 4, rows.count, ffn, d / 8, 1);
    }
    run.rmsNorm(x, w.finalNorm(), normed, wanted.count, d, epsilon);
    this.#head(normed, wanted.count, out);
    for (const { sequence, tokens } of segments) sequence.length += tokens.length;
    kernels.release(mark);
    return wanted.count;
  }

  /** Writes the segments' tokens and their positions, one int32 a row. */
  #place(segments: readonly Segment[], ids: number, positions: number): void {
    const { vocabulary } = this.weights.dim;
    const tokens = segments.flatMap((segment) => segment.tokens);
    const stray = tokens.findIndex((token) => !(token >= 0 && token < vocabulary));
    if (stray >= 0) throw new RangeError(`There is no token ${tokens[stray]}: the vocabulary has ${vocabulary} entries.`);
    this.#kernels.ints(ids, tokens.length).set(tokens);
    this.#kernels.ints(positions, tokens.length).set(segments.flatMap((segment) => segment.tokens.map((_, t) => segment.sequence.length + t)));
  }

  /** Appends the rows' keys and values to the caches of their sequences. */
  #remember({ spans }: Rows, layer: number, keyValues: number): void {
    const { head, keyValueHeads } = this.weights.dim;
    const values = 4 * keyValueHeads * head;
    for (const { sequence, from, rows, position } of spans) {
      for (let kv = 0; kv < keyValueHeads; kv++) {
        const cache = this.#cacheOf(sequence, layer, kv);
        for (let t = 0; t < rows; t++) {
          const key = keyValues + 2 * values * (from + t) + 4 * kv * head;
          this.#kernels.run.appendKeyValue(key, key + values, cache.keys, cache.values, position + t, head, sequence.capacity);
        }
      }
    }
  }

  /** What the rows' queries, which lie one span after the other, find in the caches of their sequences. */
  #attend({ spans }: Rows, layer: number, queries: number, out: number, scores: number): void {
    const { q, head, heads, keyValueHeads } = this.weights.dim;
    const group = heads / keyValueHeads;
    let start = 0;
    for (const { sequence, rows, position } of spans) {
      for (let h = 0; h < heads; h++) {
        const { keys, values } = this.#cacheOf(sequence, layer, Math.floor(h / group));
        const at = 4 * (start * q + h * head);
        this.#kernels.run.attend(queries + at, q * 4, keys, values, out + at, q * 4, scores, rows, position, head, sequence.capacity, 0);
      }
      start += rows;
    }
  }

  /** Moves the given rows of a matrix to its beginning, in order. */
  #keep({ spans }: Rows, matrix: number, width: number): void {
    let start = 0;
    for (const { from, rows } of spans) {
      this.#kernels.run.copy(matrix + 4 * start * width, matrix + 4 * from * width, rows * width);
      start += rows;
    }
  }

  /** Pointers to the keys and the values of one head in one layer. */
  #cacheOf({ cache, capacity }: Sequence, layer: number, keyValueHead: number): { keys: number; values: number } {
    const { head, keyValueHeads } = this.weights.dim;
    const keys = cache + 8 * head * capacity * (layer * keyValueHeads + keyValueHead);
    return { keys, values: keys + 4 * head * capacity };
  }

  #head(normed: number, rows: number, out: number): void {
    const { d, logits, vocabulary } = this.weights.dim;
    this.#kernels.run.gemm(normed, d * 4, this.weights.head, d * 32, out, logits * 4, rows, d, logits / 8, 0);
    for (let row = 0; row < rows && vocabulary < logits; row++) {
      this.#kernels.floats(out + 4 * (row * logits + vocabulary), logits - vocabulary).fill(-Infinity);
    }
  }
}
