/**
 * The forward and backward pass of a Llama decoder over a batch of token sequences. Sequences lie one after another
 * with no padding, and none sees another. Knows nothing of tokenizers, tasks or optimisers.
 */
import type { Kernels } from '../kernels/kernels.ts';
import { PROJECTIONS, type Projection, type Weights } from '../model/weights.ts';

export interface Batch {
  /** Token ids of all sequences, one after another: [N]. */
  tokens: Int32Array;
  /** The id that should follow each token: [N]. */
  targets: Int32Array;
  /** How much each prediction counts: [N]; 0 leaves it out. */
  weights: Float32Array;
  /** Length of each sequence; they add up to N. */
  lengths: readonly number[];
}

/** Rows of the vocabulary softmax computed at once: small enough for the logits to stay in cache. */
const HEAD_ROWS = 64;
/** Tokens summed at once in a weight gradient, so that one column block of activations stays in cache. */
const GRADIENT_ROWS = 256;

/** What one layer's backward pass needs from its forward pass: pointers to [N, ...] matrices. */
interface Saved {
  x: number;
  normed: number;
  qkv: number;
  attended: number;
  middle: number;
  middleNormed: number;
  gateUp: number;
  activated: number;
  /** Attention probabilities by sequence, then head. */
  probabilities: number[][];
}

interface Sequence {
  start: number;
  length: number;
  /** Length rounded up to whole panels. */
  capacity: number;
}

export class Backprop {
  /** Pointer to the gradient block, laid out like the weights. */
  readonly gradient: number;
  readonly weights: Weights;
  readonly #kernels: Kernels;
  readonly #transposed: Record<Projection, number>[] = [];
  readonly #headTransposed: number;
  readonly #cos: number;
  readonly #sin: number;

  constructor(kernels: Kernels, weights: Weights) {
    const { dim, config } = weights;
    if (dim.vocabulary % 8 !== 0) {
      throw new Error(`Training needs a vocabulary that is a multiple of 8, and this model has ${dim.vocabulary} entries. Pad its embedding.`);
    }
    this.#kernels = kernels;
    this.weights = weights;
    this.gradient = kernels.allocate(weights.layout.total);
    for (let layer = 0; layer < dim.layers; layer++) {
      const room = (p: Projection): number => kernels.allocate(weights.shape(p)[0] * weights.shape(p)[1]);
      this.#transposed.push({ qkv: room('qkv'), o: room('o'), gateUp: room('gateUp'), down: room('down') });
    }
    this.#headTransposed = kernels.allocate(dim.vocabulary * dim.d);
    const table = config.max_position_embeddings * (dim.head / 2);
    this.#cos = kernels.allocate(table);
    this.#sin = kernels.allocate(table);
    kernels.run.ropeTables(this.#cos, this.#sin, config.max_position_embeddings, dim.head / 2, config.rope_theta);
  }

  /** Brings the panels up to date with the weights; to be called after every change of them. */
  pack(): void {
    const { weights } = this;
    const { run } = this.#kernels;
    weights.pack();
    for (let layer = 0; layer < weights.dim.layers; layer++) {
      for (const projection of PROJECTIONS) {
        const [out, input] = weights.shape(projection);
        run.packColumns(weights.plain(layer, projection), input * 4, out, input, this.#transposed[layer]![projection], out * 32);
      }
    }
    const { d, vocabulary } = weights.dim;
    run.packColumns(weights.headMatrix(), d * 4, vocabulary, d, this.#headTransposed, vocabulary * 32);
  }

  /**
   * Overwrites the gradient with that of the batch's loss, and returns the loss: the sum over predictions of
   * weight * -log p(target), not divided by the sum of weights.
   */
  run(batch: Batch): number {
    const kernels = this.#kernels;
    const { run } = kernels;
    const mark = kernels.mark();
    try {
      run.zero(this.gradient, this.weights.layout.total);
      const N = batch.tokens.length;
      const ids = kernels.allocate(N);
      const positions = kernels.allocate(N);
      kernels.ints(ids, N).set(batch.tokens);
      const where = kernels.ints(positions, N);
      const sequences: Sequence[] = [];
      let start = 0;
      for (const length of batch.lengths) {
        if (length > this.weights.config.max_position_embeddings) {
          throw new RangeError(`A sequence has ${length} tokens; this model holds ${this.weights.config.max_position_embeddings}. Shorten it.`);
        }
        for (let t = 0; t < length; t++) where[start + t] = t;
        sequences.push({ start, length, capacity: Math.ceil(length / 8) * 8 });
        start += length;
      }
      if (start !== N) throw new RangeError(`The sequence lengths add up to ${start}, but the batch has ${N} tokens.`);

      const { d } = this.weights.dim;
      let x = kernels.allocate(N * d);
      run.gather(this.weights.embedding(), ids, x, N, d);
      const saved: Saved[] = [];
      for (let layer = 0; layer < this.weights.dim.layers; layer++) {
        const forward = this.#forwardLayer(layer, x, positions, N, sequences);
        saved.push(forward.saved);
        x = forward.out;
      }
      const dx = kernels.allocate((N + 4) * d);
      run.zero(dx, N * d);
      const loss = this.#head(x, dx, batch);
      for (let layer = this.weights.dim.layers - 1; layer >= 0; layer--) {
        this.#backwardLayer(layer, saved[layer]!, dx, positions, N, sequences);
      }
      run.scatterAdd(this.weights.embedding(this.gradient), ids, dx, N, d);
      return loss;
    } finally {
      kernels.release(mark);
    }
  }

  #forwardLayer(layer: number, x: number, positions: number, N: number, sequences: readonly Sequence[]): { saved: Saved; out: number } {
    const kernels = this.#kernels;
    const { run } = kernels;
    const w = this.weights;
    const { d, ffn, q, qkv: width, head, heads, keyValueHeads } = w.dim;
    const epsilon = w.config.rms_norm_eps;
    const room = (columns: number): number => kernels.allocate(N * columns);

    const normed = room(d);
    const qkv = room(width);
    run.rmsNorm(x, w.norm(layer, 'input_layernorm'), normed, N, d, epsilon);
    run.gemm(normed, d * 4, w.panels(layer, 'qkv'), d * 32, qkv, width * 4, N, d, width / 8, 0);
    run.rope(qkv, width * 4, positions, this.#cos, this.#sin, N, heads + keyValueHeads, head, 1);

    const attended = room(q);
    const group = heads / keyValueHeads;
    const probabilities: number[][] = [];
    for (const { start, length, capacity } of sequences) {
      const kept = Array.from({ length: heads }, () => kernels.allocate(length * capacity));
      probabilities.push(kept);
      const mark = kernels.mark();
      const keys = kernels.allocate(head * capacity);
      const values = kernels.allocate(head * capacity);
      for (let h = 0; h < heads; h++) {
        if (h % group === 0) {
          const k = qkv + 4 * (start * width + q + (h / group) * head);
          const v = k + 4 * keyValueHeads * head;
          run.packRows(k, width * 4, head, length, keys, head * 32);
          run.packColumns(v, width * 4, length, head, values, capacity * 32);
        }
        run.attend(qkv + 4 * (start * width + h * head), width * 4, keys, values, attended + 4 * (start * q + h * head), q * 4, kept[h]!, length, 0, head, capacity, 1);
      }
      kernels.release(mark);
    }

    const middle = room(d);
    run.copy(middle, x, N * d);
    run.gemm(attended, q * 4, w.panels(layer, 'o'), q * 32, middle, d * 4, N, q, d / 8, 1);

    const middleNormed = room(d);
    const gateUp = room(2 * ffn);
    const activated = room(ffn);
    const out = room(d);
    run.rmsNorm(middle, w.norm(layer, 'post_attention_layernorm'), middleNormed, N, d, epsilon);
    run.gemm(middleNormed, d * 4, w.panels(layer, 'gateUp'), d * 32, gateUp, 2 * ffn * 4, N, d, (2 * ffn) / 8, 0);
    run.swiglu(gateUp, activated, N, ffn);
    run.copy(out, middle, N * d);
    run.gemm(activated, ffn * 4, w.panels(layer, 'down'), ffn * 32, out, d * 4, N, ffn, d / 8, 1);
    return { saved: { x, normed, qkv, attended, middle, middleNormed, gateUp, activated, probabilities }, out };
  }

  /**
   * Final norm, vocabulary softmax and loss; adds the gradient with respect to x to dx. Predictions that weigh nothing
   * are not computed.
   */
  #head(x: number, dx: number, { tokens, targets, weights: importance }: Batch): number {
    const kernels = this.#kernels;
    const { run } = kernels;
    const w = this.weights;
    const { d, vocabulary } = w.dim;
    const counted = Array.from(tokens.keys()).filter((row) => importance[row] !== 0);
    const N = counted.length;
    const mark = kernels.mark();
    const rowIds = kernels.allocate(N);
    const targetIds = kernels.allocate(N);
    const weights = kernels.allocate(N);
    kernels.ints(rowIds, N).set(counted);
    kernels.ints(targetIds, N).set(counted.map((row) => targets[row]!));
    kernels.floats(weights, N).set(counted.map((row) => importance[row]!));
    const last = kernels.allocate(N * d);
    const normed = kernels.allocate(N * d);
    const dNormed = kernels.allocate(N * d);
    const dLast = kernels.allocate(N * d);
    const logits = kernels.allocate(HEAD_ROWS * vocabulary);
    const panels = kernels.allocate(HEAD_ROWS * d);
    run.gather(x, rowIds, last, N, d);
    run.rmsNorm(last, w.finalNorm(), normed, N, d, w.config.rms_norm_eps);
    let loss = 0;
    for (let row = 0; row < N; row += HEAD_ROWS) {
      const rows = Math.min(HEAD_ROWS, N - row);
      const from = normed + 4 * row * d;
      run.gemm(from, d * 4, w.head, d * 32, logits, vocabulary * 4, rows, d, vocabulary / 8, 0);
      loss += run.crossEntropy(logits, targetIds + 4 * row, weights + 4 * row, rows, vocabulary);
      run.gemm(logits, vocabulary * 4, this.#headTransposed, vocabulary * 32, dNormed + 4 * row * d, d * 4, rows, vocabulary, d / 8, 0);
      run.packColumns(from, d * 4, rows, d, panels, rows * 32);
      run.gemmTransposed(logits, vocabulary * 4, panels, rows * 32, w.headMatrix(this.gradient), d * 4, vocabulary, rows, d / 8, 1);
    }
    run.zero(dLast, N * d);
    run.rmsNormBackward(last, w.finalNorm(), dNormed, dLast, w.finalNorm(this.gradient), N, d, w.config.rms_norm_eps);
    run.scatterAdd(dx, rowIds, dLast, N, d);
    kernels.release(mark);
    return loss;
  }

  /** Turns dx from the gradient at the layer's output into that at its input. */
  #backwardLayer(layer: number, saved: Saved, dx: number, positions: number, N: number, sequences: readonly Sequence[]): void {
    const kernels = this.#kernels;
    const { run } = kernels;
    const w = this.weights;
    const { d, ffn, q, qkv: width, head, heads, keyValueHeads } = w.dim;
    const epsilon = w.config.rms_norm_eps;
    const transposed = this.#transposed[layer]!;
    const mark = kernels.mark();

    const dActivated = kernels.allocate(N * ffn);
    const dGateUp = kernels.allocate(N * 2 * ffn);
    const dNormed = kernels.allocate(N * d);
    run.gemm(dx, d * 4, transposed.down, d * 32, dActivated, ffn * 4, N, d, ffn / 8, 0);
    this.#weightGradient(layer, 'down', dx, saved.activated, N);
    run.swigluBackward(saved.gateUp, dActivated, dGateUp, N, ffn);
    run.gemm(dGateUp, 2 * ffn * 4, transposed.gateUp, 2 * ffn * 32, dNormed, d * 4, N, 2 * ffn, d / 8, 0);
    this.#weightGradient(layer, 'gateUp', dGateUp, saved.middleNormed, N);
    run.rmsNormBackward(saved.middle, w.norm(layer, 'post_attention_layernorm'), dNormed, dx, w.norm(layer, 'post_attention_layernorm', this.gradient), N, d, epsilon);

    const dAttended = kernels.allocate(N * q);
    const dQkv = kernels.allocate((N + 4) * width);
    run.gemm(dx, d * 4, transposed.o, d * 32, dAttended, q * 4, N, d, q / 8, 0);
    this.#weightGradient(layer, 'o', dx, saved.attended, N);
    run.zero(dQkv, (N + 4) * width);
    const group = heads / keyValueHeads;
    sequences.forEach(({ start, length, capacity }, s) => {
      const inner = kernels.mark();
      const keyRows = kernels.allocate(head * capacity);
      const valueColumns = kernels.allocate(head * capacity);
      const queryRows = kernels.allocate(head * capacity);
      const dOutRows = kernels.allocate(head * capacity);
      const scores = kernels.allocate(length * capacity);
      for (let h = 0; h < heads; h++) {
        const query = 4 * (start * width + h * head);
        const key = 4 * (start * width + q + Math.floor(h / group) * head);
        const value = key + 4 * keyValueHeads * head;
        const out = dAttended + 4 * (start * q + h * head);
        if (h % group === 0) {
          run.packColumns(saved.qkv + key, width * 4, length, head, keyRows, capacity * 32);
          run.packRows(saved.qkv + value, width * 4, head, length, valueColumns, head * 32);
        }
        run.packColumns(saved.qkv + query, width * 4, length, head, queryRows, capacity * 32);
        run.packColumns(out, q * 4, length, head, dOutRows, capacity * 32);
        run.attendBackward(saved.probabilities[s]![h]!, keyRows, valueColumns, queryRows, dOutRows, out, q * 4, dQkv + query, width * 4, dQkv + key, dQkv + value, width * 4, scores, length, head, capacity);
      }
      kernels.release(inner);
    });
    run.rope(dQkv, width * 4, positions, this.#cos, this.#sin, N, heads + keyValueHeads, head, -1);
    run.gemm(dQkv, width * 4, transposed.qkv, width * 32, dNormed, d * 4, N, width, d / 8, 0);
    this.#weightGradient(layer, 'qkv', dQkv, saved.normed, N);
    run.rmsNormBackward(saved.x, w.norm(layer, 'input_layernorm'), dNormed, dx, w.norm(layer, 'input_layernorm', this.gradient), N, d, epsilon);
    kernels.release(mark);
  }

  /** dW [out, in] += dy^T x, for dy [N, out] and x [N, in]. */
  #weightGradient(layer: number, projection: Projection, dy: number, x: number, N: number): void {
    const kernels = this.#kernels;
    const { run } = kernels;
    const [out, input] = this.weights.shape(projection);
    const target = this.weights.plain(layer, projection, this.gradient);
    const mark = kernels.mark();
    const panels = kernels.allocate(GRADIENT_ROWS * input);
    for (let row = 0; row < N; row += GRADIENT_ROWS) {
      const rows = Math.min(GRADIENT_ROWS, N - row);
      run.packColumns(x + 4 * row * input, input * 4, rows, input, panels, rows * 32);
      run.gemmTransposed(dy + 4 * row * out, out * 4, panels, rows * 32, target, input * 4, out, rows, input / 8, 1);
    }
    kernels.release(mark);
  }
}
