/**
 * Muon (Jordan et al. 2024): momentum whose matrix is orthogonalised by five Newton-Schulz steps, so that every
 * direction of a weight matrix moves by about the same amount.
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Parameter } from '../model/parameters.ts';

const MOMENTUM = 0.95;
const DECAY = 0.01;
const STEPS = 5;
/** The quintic's coefficients, tuned by Muon's authors to bring singular values near 1 fast. */
const [A, B, C] = [3.4445, -4.775, 2.0315];

export class Muon {
  readonly #kernels: Kernels;
  readonly #x: number;
  readonly #next: number;
  readonly #panels: number;
  readonly #gram: number;
  readonly #square: number;

  /** Reserves room for the largest of the matrices that will be stepped. */
  constructor(kernels: Kernels, matrices: readonly Parameter[]) {
    const largest = Math.max(0, ...matrices.map((m) => m.size));
    const narrowest = Math.max(0, ...matrices.map((m) => Math.min(...m.shape)));
    this.#kernels = kernels;
    this.#x = kernels.allocate(largest);
    this.#next = kernels.allocate(largest);
    this.#panels = kernels.allocate(Math.max(largest, narrowest * narrowest));
    this.#gram = kernels.allocate(narrowest * narrowest);
    this.#square = kernels.allocate(narrowest * narrowest);
  }

  /** One step of the matrix at `weights` with gradient `gradient` and momentum buffer `momentum`, all [rows, columns]. */
  step(matrix: Parameter, weights: number, gradient: number, momentum: number, rate: number): void {
    const { run } = this.#kernels;
    const [rows, columns] = matrix.shape as [number, number];
    const n = matrix.size;
    run.axpby(1, gradient, MOMENTUM, momentum, n);
    run.copy(this.#x, gradient, n);
    run.axpy(MOMENTUM, momentum, this.#x, n);
    const x = this.#orthogonalise(rows, columns);
    run.scale(1 - rate * DECAY, weights, n);
    run.axpy(-rate * Math.sqrt(Math.max(1, rows / columns)), x, weights, n);
  }

  /** Newton-Schulz on #x; returns the pointer to the result. The Gram matrix is taken over the shorter side. */
  #orthogonalise(rows: number, columns: number): number {
    const { run } = this.#kernels;
    const n = rows * columns;
    const tall = rows > columns;
    const side = Math.min(rows, columns);
    let x = this.#x;
    let next = this.#next;
    run.scale(1 / (Math.sqrt(run.sumOfSquares(x, n)) + 1e-7), x, n);
    for (let step = 0; step < STEPS; step++) {
      if (tall) {
        run.packColumns(x, columns * 4, rows, columns, this.#panels, rows * 32);
        run.gemmTransposed(x, columns * 4, this.#panels, rows * 32, this.#gram, side * 4, side, rows, side / 8, 0);
      } else {
        run.packRows(x, columns * 4, columns, rows, this.#panels, columns * 32);
        run.gemm(x, columns * 4, this.#panels, columns * 32, this.#gram, side * 4, side, columns, side / 8, 0);
      }
      run.packColumns(this.#gram, side * 4, side, side, this.#panels, side * 32);
      run.gemm(this.#gram, side * 4, this.#panels, side * 32, this.#square, side * 4, side, side, side / 8, 0);
      run.axpby(B, this.#gram, C, this.#square, side * side);
      run.copy(next, x, n);
      run.scale(A, next, n);
      if (tall) {
        run.packColumns(this.#square, side * 4, side, side, this.#panels, side * 32);
        run.gemm(x, columns * 4, this.#panels, side * 32, next, columns * 4, rows, side, columns / 8, 1);
      } else {
        run.packColumns(x, columns * 4, rows, columns, this.#panels, rows * 32);
        run.gemm(this.#square, side * 4, this.#panels, rows * 32, next, columns * 4, rows, side, columns / 8, 1);
      }
      [x, next] = [next, x];
    }
    return x;
  }
}
