/**
 * The WebAssembly kernels and the memory they work in. Pointers are byte offsets into that memory; matrices are
 * row-major float32 unless a kernel's comment in `assembly/` says otherwise.
 */
export interface KernelFunctions {
  gemm(a: number, lda: number, b: number, panelStride: number, c: number, ldc: number, rows: number, K: number, panels: number, accumulate: number): void;
  gemmTransposed(a: number, lda: number, b: number, panelStride: number, c: number, ldc: number, rows: number, K: number, panels: number, accumulate: number): void;
  packColumns(src: number, ld: number, K: number, N: number, out: number, panelStride: number): void;
  packRows(src: number, ld: number, K: number, N: number, out: number, panelStride: number): void;
  exponential(x: number, out: number, n: number): void;
  logarithm(x: number): number;
  cosine(x: number): number;
  sine(x: number): number;
  power(x: number, y: number): number;
  ropeTables(cos: number, sin: number, positions: number, half: number, base: number): void;
  rmsNorm(x: number, weight: number, out: number, rows: number, d: number, epsilon: number): void;
  rmsNormBackward(x: number, weight: number, dy: number, dx: number, dWeight: number, rows: number, d: number, epsilon: number): void;
  rope(x: number, ld: number, positions: number, cos: number, sin: number, rows: number, heads: number, width: number, direction: number): void;
  swiglu(gateUp: number, out: number, rows: number, width: number): void;
  swigluBackward(gateUp: number, dOut: number, dGateUp: number, rows: number, width: number): void;
  gather(table: number, ids: number, out: number, rows: number, d: number): void;
  scatterAdd(dTable: number, ids: number, dOut: number, rows: number, d: number): void;
  appendKeyValue(key: number, value: number, keys: number, values: number, t: number, width: number, capacity: number): void;
  attend(q: number, ldq: number, keys: number, values: number, out: number, ldo: number, probabilities: number, rows: number, first: number, width: number, capacity: number, keep: number): void;
  attendBackward(probabilities: number, keyRows: number, valueColumns: number, queryRows: number, dOutRows: number, dOut: number, ldo: number, dq: number, ldq: number, dk: number, dv: number, ldkv: number, scores: number, rows: number, width: number, capacity: number): void;
  argmax(x: number, n: number): number;
  softmax(x: number, out: number, n: number, sharpness: number): void;
  logSumExp(x: number, n: number): number;
  crossEntropy(logits: number, targets: number, weights: number, rows: number, n: number): number;
  axpy(a: number, x: number, y: number, n: number): void;
  axpby(a: number, x: number, b: number, y: number, n: number): void;
  scale(a: number, x: number, n: number): void;
  sumOfSquares(x: number, n: number): number;
  adamw(p: number, g: number, m: number, v: number, n: number, rate: number, second: number, beta1: number, beta2: number, epsilon: number, decay: number): void;
  zero(p: number, n: number): void;
  copy(to: number, from: number, n: number): void;
}

const PAGE = 65536;
const FIRST_PAGES = 4;
/** Kernels keep nothing of their own in memory beyond AssemblyScript's first kilobytes. */
const FIRST_FREE = 65536;

/** The machine has no more memory to give, with what to do about it. */
export class MemoryError extends Error {
  constructor(bytes: number) {
    super(`The model needs ${Math.ceil(bytes / 1e6)} MB of memory and this machine would not give it. Close other tabs, or use a shorter prompt or a smaller batch.`);
    this.name = 'MemoryError';
  }
}

export class Kernels {
  readonly run: KernelFunctions;
  readonly #memory: WebAssembly.Memory;
  #top = FIRST_FREE;

  private constructor(run: KernelFunctions, memory: WebAssembly.Memory) {
    this.run = run;
    this.#memory = memory;
  }

  /** Compiles `wasm` (the bytes of kernels.wasm) into an instance with a memory of its own. */
  static async instantiate(wasm: BufferSource): Promise<Kernels> {
    let memory: WebAssembly.Memory;
    try {
      memory = new WebAssembly.Memory({ initial: FIRST_PAGES });
    } catch {
      throw new MemoryError(FIRST_PAGES * PAGE);
    }
    const { instance } = await WebAssembly.instantiate(wasm, { env: { memory } });
    return new Kernels(instance.exports as unknown as KernelFunctions, memory);
  }

  /** Reserves room for n floats (or int32s), 64-byte aligned and not cleared. Views made earlier may go stale. */
  allocate(n: number): number {
    const pointer = this.#top;
    const top = pointer + Math.ceil((n * 4) / 64) * 64;
    const missing = Math.ceil((top - this.#memory.buffer.byteLength) / PAGE);
    if (missing > 0) {
      try {
        this.#memory.grow(missing);
      } catch {
        throw new MemoryError(top);
      }
    }
    this.#top = top;
    return pointer;
  }

  /** What is allocated after `mark()` is given back by `release` of that mark. */
  mark(): number {
    return this.#top;
  }

  release(mark: number): void {
    this.#top = mark;
  }

  /** A view of n floats at `pointer`, good until the next allocation. */
  floats(pointer: number, n: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#memory.buffer, pointer, n);
  }

  /** A view of n int32s at `pointer`, good until the next allocation. */
  ints(pointer: number, n: number): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer, pointer, n);
  }

  get bytesInUse(): number {
    return this.#top;
  }
}
