/**
 * The optimisers of pretraining: Muon for matrices, AdamW for the embedding and the norms. Each parameter is stepped
 * on its own, so any worker may own any share of them and the result is the same.
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Parameter } from '../model/parameters.ts';
import { Muon } from './muon.ts';

const ADAM = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8 } as const;

/** Whether Muon steps this parameter; AdamW steps the rest. */
export function isMuon(parameter: Parameter): boolean {
  return parameter.shape.length === 2 && parameter.name.startsWith('model.layers.');
}

/** Floats of optimiser state that a parameter needs: Muon's momentum, or AdamW's two moments. */
export function stateSize(parameter: Parameter): number {
  return isMuon(parameter) ? parameter.size : 2 * parameter.size;
}

export interface Rates {
  /** Muon's rate: the size of a matrix step, before its shape factor. */
  muon: number;
  adam: number;
}

export class Optimiser {
  readonly #kernels: Kernels;
  readonly #muon: Muon;
  readonly #owned: { parameter: Parameter; state: number }[];
  #steps = 0;

  /** `parameters` are those this optimiser owns; their state starts at zero. */
  constructor(kernels: Kernels, parameters: readonly Parameter[]) {
    this.#kernels = kernels;
    this.#owned = parameters.map((parameter) => {
      const state = kernels.allocate(stateSize(parameter));
      kernels.run.zero(state, stateSize(parameter));
      return { parameter, state };
    });
    this.#muon = new Muon(kernels, parameters.filter(isMuon));
  }

  /** Moves the owned parameters of the block at `weights` against the gradient block at `gradient`. */
  step(weights: number, gradient: number, rates: Rates): void {
    this.#steps += 1;
    const { run } = this.#kernels;
    const rate = rates.adam / (1 - integerPower(ADAM.beta1, this.#steps));
    const second = 1 / (1 - integerPower(ADAM.beta2, this.#steps));
    for (const { parameter, state } of this.#owned) {
      const p = weights + 4 * parameter.offset;
      const g = gradient + 4 * parameter.offset;
      if (isMuon(parameter)) this.#muon.step(parameter, p, g, state, rates.muon);
      else run.adamw(p, g, state, state + 4 * parameter.size, parameter.size, rate, second, ADAM.beta1, ADAM.beta2, ADAM.epsilon, 0);
    }
  }

  /** The state of one owned parameter: a view, good until the next allocation. */
  state(parameter: Parameter): Float32Array<ArrayBuffer> {
    const owned = this.#owned.find((o) => o.parameter.name === parameter.name);
    if (!owned) throw new Error(`This optimiser does not own ${parameter.name}.`);
    return this.#kernels.floats(owned.state, stateSize(parameter));
  }

  get steps(): number {
    return this.#steps;
  }

  /** Continues after `steps` steps, once every `state` has been filled. */
  resume(steps: number): void {
    this.#steps = steps;
  }
}

/** base^exponent for a whole exponent, by repeated squaring: the same bits in every engine, unlike Math.pow. */
export function integerPower(base: number, exponent: number): number {
  let result = 1;
  for (let square = base, n = exponent; n > 0; n = Math.floor(n / 2), square *= square) {
    if (n % 2 === 1) result *= square;
  }
  return result;
}
