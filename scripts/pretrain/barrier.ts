/** A place where workers wait for each other, over one shared Int32Array of two cells. */
export class Barrier {
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #parties: number;

  constructor(buffer: SharedArrayBuffer, parties: number) {
    this.#cells = new Int32Array(buffer);
    this.#parties = parties;
  }

  static readonly bytes = 8;

  /** Blocks until all parties have called it. */
  wait(): void {
    const round = Atomics.load(this.#cells, 1);
    if (Atomics.add(this.#cells, 0, 1) + 1 === this.#parties) {
      Atomics.store(this.#cells, 0, 0);
      Atomics.add(this.#cells, 1, 1);
      Atomics.notify(this.#cells, 1);
    } else {
      while (Atomics.load(this.#cells, 1) === round) Atomics.wait(this.#cells, 1, round);
    }
  }
}
