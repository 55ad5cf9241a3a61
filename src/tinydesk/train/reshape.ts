/**
 * A trained model in another shape: wider, or with another inner width, computing the same function as nearly as the
 * shape allows (cf. Net2Net, Chen et al. 2016). Layers, heads and vocabulary stay what they are.
 *
 * Widening changes no answer: the new channels carry zeros, and the norms' weights make up for the longer mean. Their
 * incoming weights are random, so that training can put the channels to use. Inner units that a narrower layer has no
 * room for are those of the smallest weights.
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { LlamaConfig } from '../model/config.ts';
import type { Tensor } from '../model/safetensors.ts';
import type { Weights } from '../model/weights.ts';
import { Random } from '../random.ts';
import { DEVIATION, gaussian } from './start.ts';

export interface Source {
  readonly config: LlamaConfig;
  readonly tensors: ReadonlyMap<string, Tensor>;
}

const SAME = ['vocab_size', 'num_hidden_layers', 'num_attention_heads', 'num_key_value_heads', 'head_dim', 'rope_theta', 'tie_word_embeddings'] as const;

/** Fills `weights` with those of the source. The same seed gives the same bits. */
export function reshape(kernels: Kernels, source: Source, weights: Weights, seed: string): void {
  for (const key of SAME) {
    if (source.config[key] !== weights.config[key]) {
      throw new Error(`A model with ${key} ${source.config[key]} cannot start one with ${weights.config[key]}. Only its width and its inner width may change.`);
    }
  }
  const { hidden_size: from } = source.config;
  const { d, ffn } = weights.dim;
  if (d < from) throw new Error(`A model ${from} wide cannot start one ${d} wide. Choose a width of at least ${from}.`);
  const random = new Random(`${seed}/reshape`);
  const inner = Array.from({ length: weights.dim.layers }, (_, layer) => strongestUnits(source, layer, ffn));

  for (const { name, shape } of weights.layout.parameters) {
    const target = weights.parameter(name);
    const { data } = source.tensors.get(name)!;
    if (shape.length === 1) {
      // The mean of squares is taken over d channels now, of which d - from are zero.
      for (let i = 0; i < from; i++) target[i] = data[i]! * Math.sqrt(from / d);
      target.fill(1, from);
      continue;
    }
    const [rows, columns] = shape as [number, number];
    const units = inner[Number(/layers\.(\d+)\.mlp/.exec(name)?.[1])];
    const writes = /o_proj|down_proj/.test(name);
    const oldColumns = source.tensors.get(name)!.shape[1]!;
    const rowOf = (row: number): number | undefined => (units && !writes ? units[row] : row < source.tensors.get(name)!.shape[0]! ? row : undefined);
    const columnOf = (column: number): number | undefined => (units && writes ? units[column] : column < oldColumns ? column : undefined);
    // What reads a new channel is random; what writes to one, and the embedding, leaves it zero.
    const isReader = !writes && name.startsWith('model.layers.');
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const [r, c] = [rowOf(row), columnOf(column)];
        target[row * columns + column] = r !== undefined && c !== undefined ? data[r * oldColumns + c]! : isReader ? DEVIATION * gaussian(kernels, random) : 0;
      }
    }
  }
}

/** The inner units of a layer with the largest product of norms of gate, up and down, in their old order: at most `room`. */
function strongestUnits({ config, tensors }: Source, layer: number, room: number): number[] {
  const { hidden_size: d, intermediate_size: units } = config;
  const matrix = (part: string): Float32Array => tensors.get(`model.layers.${layer}.mlp.${part}_proj.weight`)!.data;
  const [gate, up, down] = [matrix('gate'), matrix('up'), matrix('down')];
  const strength = Array.from({ length: units }, (_, unit) => {
    const norms = [0, 0, 0];
    for (let i = 0; i < d; i++) {
      const weights = [gate[unit * d + i]!, up[unit * d + i]!, down[i * units + unit]!];
      weights.forEach((v, part) => (norms[part]! += v * v));
    }
    return norms.reduce((product, norm) => product * norm, 1);
  });
  return Array.from(strength.keys()).sort((a, b) => strength[b]! - strength[a]! || a - b).slice(0, room).sort((a, b) => a - b);
}
