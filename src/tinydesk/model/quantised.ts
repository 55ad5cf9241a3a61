/**
 * Weights stored in 8 bits: each row of a layer's matrix as whole numbers from -127 to 127 and one scale, so that
 * value = number x scale. The file format is "int-quantized" of compressed-tensors, with a scale to a channel, which
 * Hugging Face's transformers reads: `X.weight` is I8 of [out, in] and `X.weight_scale` of [out, 1]. The embedding and the
 * norms keep their type. Everything is computed in float32.
 */
import { show } from '../show.ts';
import { ConfigError } from './config.ts';
import { SafetensorsError, type SafetensorsType, type Tensor } from './safetensors.ts';

const SCALE = '_scale';
const LARGEST = 127;

/** What config.json says of weights that are stored so. */
export const QUANTISATION = {
  quant_method: 'compressed-tensors',
  format: 'int-quantized',
  quantization_status: 'compressed',
  ignore: ['lm_head'],
  config_groups: {
    group_0: {
      targets: ['Linear'],
      // Said again here: compressed-tensors packs what is 8 bits wide into words unless the group says otherwise.
      format: 'int-quantized',
      weights: { num_bits: 8, type: 'int', symmetric: true, strategy: 'channel', dynamic: false },
      input_activations: null,
      output_activations: null,
    },
  },
} as const;

/**
 * How weights are stored. `plain`: as numbers. `compressed`: as above. `decompressed`: as numbers, with scales beside them
 * that no longer apply, as transformers saves a model that it has read.
 */
export type Storage = 'plain' | 'compressed' | 'decompressed';

/** What a parsed config.json says of the storage. Any other quantisation is a ConfigError. */
export function storageOf(json: Readonly<Record<string, unknown>>): Storage {
  const said = json['quantization_config'];
  if (said === undefined || said === null) return 'plain';
  const { quant_method, format, quantization_status: status, config_groups } = said as Readonly<Record<string, unknown>>;
  const groups = Object.values((config_groups ?? {}) as Record<string, { weights?: Record<string, unknown> } | null>);
  const weights = groups[0]?.weights;
  const { weights: known } = QUANTISATION.config_groups.group_0;
  const isKnown = quant_method === QUANTISATION.quant_method && format === QUANTISATION.format && groups.length === 1;
  if (!isKnown || !(['num_bits', 'type', 'symmetric', 'strategy'] as const).every((key) => weights?.[key] === known[key])) {
    throw new ConfigError(`quantization_config is of ${show(quant_method)} with the format ${show(format)}, and this engine reads compressed-tensors with 8-bit symmetric whole numbers and a scale to a channel, or no quantisation`);
  }
  if (status !== 'compressed' && status !== 'decompressed') throw new ConfigError(`quantization_status is ${show(status)}, and this engine knows compressed and decompressed`);
  return status;
}

function isMatrixOfLayer(name: string, { shape }: Tensor): boolean {
  return name.startsWith('model.layers.') && shape.length === 2;
}

/** The tensors to store for these weights, in their order, and the type of each. A row's largest value becomes 127 or -127. */
export function quantise(weights: ReadonlyMap<string, Tensor>): { tensors: Map<string, Tensor>; typeOf: (name: string) => SafetensorsType } {
  const tensors = new Map<string, Tensor>();
  const whole = new Set<string>();
  for (const [name, tensor] of weights) {
    if (!isMatrixOfLayer(name, tensor)) {
      tensors.set(name, tensor);
      continue;
    }
    const [rows, columns] = tensor.shape as [number, number];
    const data = new Float32Array(tensor.data.length);
    const scales = new Float32Array(rows);
    for (let row = 0; row < rows; row++) {
      const values = tensor.data.subarray(row * columns, (row + 1) * columns);
      scales[row] = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / LARGEST;
      if (scales[row]! > 0) values.forEach((value, i) => (data[row * columns + i] = Math.max(-LARGEST, Math.min(LARGEST, Math.round(value / scales[row]!)))));
    }
    whole.add(name);
    tensors.set(name, { shape: tensor.shape, data });
    tensors.set(name + SCALE, { shape: [rows, 1], data: scales });
  }
  return { tensors, typeOf: (name) => (whole.has(name) ? 'I8' : name.endsWith(SCALE) ? 'F32' : 'F16') };
}

/** The weights that stored tensors stand for. A compressed matrix of a layer that is not whole numbers with a scale to a row is a SafetensorsError. */
export function weightsFrom(storage: Storage, stored: ReadonlyMap<string, Tensor>): ReadonlyMap<string, Tensor> {
  if (storage === 'plain') return stored;
  const weights = new Map<string, Tensor>();
  for (const [name, tensor] of stored) {
    if (name.endsWith(SCALE) && stored.has(name.slice(0, -SCALE.length))) continue;
    weights.set(name, storage === 'compressed' && isMatrixOfLayer(name, tensor) ? scaled(name, tensor, stored.get(name + SCALE)) : tensor);
  }
  return weights;
}

function scaled(name: string, { shape, data }: Tensor, scale: Tensor | undefined): Tensor {
  const [rows, columns] = shape as [number, number];
  if (scale?.data.length !== rows) {
    throw new SafetensorsError(`${name} has ${rows} rows and ${scale === undefined ? 'no scale' : `${scale.data.length} scales`}`);
  }
  const odd = data.find((value) => !Number.isInteger(value));
  if (odd !== undefined) throw new SafetensorsError(`${name} holds ${odd} where whole numbers belong`);
  const out = new Float32Array(data.length);
  for (let i = 0; i < out.length; i++) out[i] = data[i]! * scale.data[Math.floor(i / columns)]!;
  return { shape, data: out };
}
