/**
 * A trained model in another shape: deeper, wider, or with another inner width, computing the same function as nearly
 * as the shape allows (cf. Net2Net, Chen et al. 2016). Heads and vocabulary stay what they are.
 *
 * Widening changes no answer: the new channels carry zeros, and the norms' weights make up for the longer mean. Their
 * incoming weights are random, so that training can put the channels to use. Inner units that a narrower layer has no
 * room for are those of the smallest weights.
 *
 * Deepening changes no answer either: a new layer is a copy of the one below it that writes nothing yet (cf. LLaMA Pro,
 * Wu et al. 2024). New layers stand evenly between the old ones.
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

const SAME = ['vocab_size', 'num_attention_heads', 'num_key_value_heads', 'head_dim', 'rope_theta', 'tie_word_embeddings'] as const;

/** Fills `weights` with those of the source. The same seed gives the same bits. */
export function reshape(kernels: Kernels, source: Source, weights: Weights, seed: string): void {
  for (const key of SAME) {
    if (source.config[key] !== weights.config[key]) {
      throw new Error(`A model with ${key} ${source.config[key]} cannot start one with ${weights.config[key]}. Only its depth, its width and its inner width may change.`);
    }
  }
  const { hidden_size: from } = source.config;
  const { d, ffn } = weights.dim;
  if (d < from) throw new Error(`A model ${from} wide cannot start one ${d} wide. Choose a width of at least ${from}.`);
  const random = new Random(`${seed}/reshape`);
  const stack = deepened(source.config.num_hidden_layers, weights.dim.layers);
  const inner = Array.from({ length: source.config.num_hidden_layers }, (_, layer) => strongestUnits(source, layer, ffn));

  for (const { name, shape } of weights.layout.parameters) {
    const target = weights.parameter(name);
    const layer = stack[Number(/layers\.(\d+)/.exec(name)?.[1])];
    const original = source.tensors.get(layer ? name.replace(/layers\.\d+/, `layers.${layer.from}`) : name)!;
    const { data } = original;
    if (shape.length === 1) {
      // The mean of squares is taken over d channels now, of which d - from are zero.
      for (let i = 0; i < from; i++) target[i] = data[i]! * Math.sqrt(from / d);
      target.fill(1, from);
      continue;
    }
    const [rows, columns] = shape as [number, number];
    const units = layer && name.includes('.mlp.') ? inner[layer.from] : undefined;
    const writes = /o_proj|down_proj/.test(name);
    if (writes && layer?.isNew) {
      target.fill(0);
      continue;
    }
    const [oldRows, oldColumns] = original.shape as [number, number];
    const rowOf = (row: number): number | undefined => (units && !writes ? units[row] : row < oldRows ? row : undefined);
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

/** For each layer of a stack `to` deep, the layer of the stack `from` deep that it takes its weights from. */
function deepened(from: number, to: number): { from: number; isNew: boolean }[] {
  if (to < from) throw new Error(`A model of ${from} layers cannot start one of ${to}. Choose at least ${from}.`);
  const added = to - from;
  // The i-th new layer stands above this many old ones.
  const below = Array.from({ length: added }, (_, i) => Math.max(1, Math.ceil(((i + 1) * from) / (added + 1))));
  return Array.from({ length: from }, (_, layer) => [
    { from: layer, isNew: false },
    ...below.filter((count) => count === layer + 1).map(() => ({ from: layer, isNew: true })),
  ]).flat();
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
