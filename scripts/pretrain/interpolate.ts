/**
 * Weights between those of two checkpoints of one run. Somewhere between a model and what it became by further training
 * is often a better one than either, at the cost of one (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models",
 * arXiv:2109.01903).
 */
import type { ParameterLayout } from '../../src/tinydesk/model/parameters.ts';
import type { Tensor } from '../../src/tinydesk/model/safetensors.ts';
import type { Checkpoint } from './checkpoint.ts';

/** (1 - share) of `from` and `share` of `to`, weight by weight, rounded to float32. Both have the shapes of `layout`; the optimiser state is left out. */
export function interpolate(from: Checkpoint, to: Checkpoint, share: number, { parameters }: ParameterLayout): Map<string, Tensor> {
  return new Map(parameters.map(({ name, shape }) => {
    const other = to.tensors.get(name)!.data;
    return [name, { shape, data: from.tensors.get(name)!.data.map((value, i) => (1 - share) * value + share * other[i]!) }];
  }));
}
