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
    const size = this.#cacheSize(capacity);
    const cache = this.#kernels.allocate(size);
    this.#kernels.run.zero(cache, size);
    return { length: 0, limit: tokens, capacity, cache };
  }

  /** Makes `to` begin as `from` does: its first `tokens` tokens. For many answers to one prompt, and for prompts that begin alike. */
  copy(from: Sequence, to: Sequence, tokens = from.length): void {
    if (tokens > from.length) throw new RangeError(`The first ${tokens} tokens of a sequence that has ${from.length} cannot be copied.`);
    if (tokens > to.limit) throw new RangeError(`A sequence with room for ${to.limit} tokens cannot take ${tokens}.`);
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
    to.length = tokens;
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

  #cacheSize(capacity: number): number {
    const { layers, keyValueHeads, head } = this.weights.dim;
    return 2 * layers * keyValueHeads * head * capacity;
  }

  #forward(segments: readonly Segment[], out: number): number {
    const kernels = this.#kernels;
    const { run } = kernels;
    const w = this.weights;
    const { d, ffn, q, qkv: width, head, heads, keyValueHeads, layers } = w.dim;
    const epsilon = w.config.rms_norm_eps;
    const mark = kernels.mark();
    const rows = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
    const longest = Math.max(...segments.map(({ sequence }) => sequence.capacity));
    const ids = kernels.allocate(rows);
    const positions = kernels.allocate(rows);
    const x = kernels.allocate(rows * d);
    const normed = kernels.allocate(rows * d);
    const qkv = kernels.allocate(rows * width);
    const attended = kernels.allocate(rows * q);
    const gateUp = kernels.allocate(rows * 2 * ffn);
    const activated = kernels.allocate(rows * ffn);
    const scores = kernels.allocate(4 * longest);
    const idView = kernels.ints(ids, rows);
    const positionView = kernels.ints(positions, rows);
    let row = 0;
    for (const { sequence, tokens } of segments) {
      tokens.forEach((token, t) => {
        if (!(token >= 0 && token < w.dim.vocabulary)) throw new RangeError(`There is no token ${token}: the vocabulary has ${w.dim.vocabulary} entries.`);
        idView[row] = token;
        positionView[row++] = sequence.length + t;
      });
    }
    run.gather(w.embedding(), ids, x, rows, d);
    const group = heads / keyValueHeads;
    for (let layer = 0; layer < layers; layer++) {
      run.rmsNorm(x, w.norm(layer, 'input_layernorm'), normed, rows, d, epsilon);
      run.gemm(normed, d * 4, w.panels(layer, 'qkv'), d * 32, qkv, width * 4, rows, d, width / 8, 0);
      run.rope(qkv, width * 4, positions, this.#cos, this.#sin, rows, heads + keyValueHeads, head, 1);
      let start = 0;
      for (const { sequence, tokens } of segments) {
        const { capacity, length } = sequence;
        const one = 4 * head * capacity;
        const layerCache = sequence.cache + 2 * layer * keyValueHeads * one;
        for (let kv = 0; kv < keyValueHeads; kv++) {
          const keys = layerCache + 2 * kv * one;
          const values = keys + one;
          for (let t = 0; t < tokens.length; t++) {
            const key = qkv + 4 * ((start + t) * width + q + kv * head);
            run.appendKeyValue(key, key + 4 * keyValueHeads * head, keys, values, length + t, head, capacity);
          }
          for (let h = kv * group; h < (kv + 1) * group; h++) {
            run.attend(qkv + 4 * (start * width + h * head), width * 4, keys, values, attended + 4 * (start * q + h * head), q * 4, scores, tokens.length, length, head, capacity, 0);
          }
        }
        start += tokens.length;
      }
      run.gemm(attended, q * 4, w.panels(layer, 'o'), q * 32, x, d * 4, rows, q, d / 8, 1);
      run.rmsNorm(x, w.norm(layer, 'post_attention_layernorm'), normed, rows, d, epsilon);
      run.gemm(normed, d * 4, w.panels(layer, 'gateUp'), d * 32, gateUp, 2 * ffn * 4, rows, d, (2 * ffn) / 8, 0);
      run.swiglu(gateUp, activated, rows, ffn);
      run.gemm(activated, ffn * 4, w.panels(layer, 'down'), ffn * 32, x, d * 4, rows, ffn, d / 8, 1);
    }
    const wanted = this.#gatherWanted(segments, x, normed);
    run.rmsNorm(normed, w.finalNorm(), normed, wanted, d, epsilon);
    this.#head(normed, wanted, out);
    for (const { sequence, tokens } of segments) sequence.length += tokens.length;
    kernels.release(mark);
    return wanted;
  }

  /** Copies the rows whose logits are wanted together; returns how many there are. */
  #gatherWanted(segments: readonly Segment[], x: number, to: number): number {
    const { d } = this.weights.dim;
    let row = 0;
    let count = 0;
    for (const { tokens, logits } of segments) {
      const taken = logits === 'all' ? tokens.length : logits === 'last' ? 1 : 0;
      row += tokens.length;
      this.#kernels.run.copy(to + 4 * count * d, x + 4 * (row - taken) * d, taken * d);
      count += taken;
    }
    return count;
  }

  #head(normed: number, rows: number, out: number): void {
    const { d, logits, vocabulary } = this.weights.dim;
    this.#kernels.run.gemm(normed, d * 4, this.weights.head, d * 32, out, logits * 4, rows, d, logits / 8, 0);
    for (let row = 0; row < rows && vocabulary < logits; row++) {
      this.#kernels.floats(out + 4 * (row * logits + vocabulary), logits - vocabulary).fill(-Infinity);
    }
  }
}
