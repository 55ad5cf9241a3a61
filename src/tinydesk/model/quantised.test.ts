import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { ConfigError } from './config.ts';
import { quantise, QUANTISATION, storageOf, weightsFrom } from './quantised.ts';
import { readSafetensors, writeSafetensors, type Tensor } from './safetensors.ts';

const random = new Random('quantised');
const matrix = (rows: number, columns: number): Tensor => ({ shape: [rows, columns], data: Float32Array.from({ length: rows * columns }, () => random.float() - 0.5) });
const NAME = 'model.layers.0.mlp.up_proj.weight';
const weights = new Map<string, Tensor>([
  ['model.embed_tokens.weight', { shape: [2, 2], data: Float32Array.from([0.5, -1, 0.25, 2]) }],
  [NAME, matrix(6, 40)],
  ['model.layers.0.input_layernorm.weight', { shape: [2], data: Float32Array.from([1, 0.5]) }],
]);

test('a weight comes back within half a step of its row, and the rest comes back as it was', () => {
  const { tensors, typeOf } = quantise(weights);
  const back = weightsFrom('compressed', readSafetensors(writeSafetensors(tensors, typeOf)).tensors);
  expect([...back.keys()]).toEqual([...weights.keys()]);
  const [before, after] = [weights.get(NAME)!.data, back.get(NAME)!.data];
  for (let row = 0; row < 6; row++) {
    const values = before.subarray(40 * row, 40 * row + 40);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    values.forEach((value, i) => expect(Math.abs(after[40 * row + i]! - value)).toBeLessThanOrEqual((0.5 * largest) / 127 + 1e-7));
  }
  for (const name of ['model.embed_tokens.weight', 'model.layers.0.input_layernorm.weight']) expect(back.get(name)).toEqual(weights.get(name));
});

test('what was stored so once stays the same when it is stored again', () => {
  const once = quantise(weights);
  const twice = quantise(weightsFrom('compressed', once.tensors));
  expect(twice.tensors.get(NAME)).toEqual(once.tensors.get(NAME));
});

test('a row of zeros stays a row of zeros', () => {
  const zeros = new Map([[NAME, { shape: [2, 3], data: new Float32Array(6) }]]);
  expect(weightsFrom('compressed', quantise(zeros).tensors).get(NAME)!.data).toEqual(new Float32Array(6));
});

test('a scale that is missing or of another length is refused', () => {
  const { tensors } = quantise(weights);
  tensors.set(`${NAME}_scale`, matrix(5, 1));
  expect(() => weightsFrom('compressed', tensors)).toThrow('6 rows and 5 scales');
  tensors.delete(`${NAME}_scale`);
  expect(() => weightsFrom('compressed', tensors)).toThrow('6 rows and no scale');
});

test('a compressed matrix that is no whole numbers is refused, and decompressed weights are taken without their scales', () => {
  const { tensors } = quantise(weights);
  tensors.set(NAME, weights.get(NAME)!);
  expect(() => weightsFrom('compressed', tensors)).toThrow('where whole numbers belong');
  expect(weightsFrom('decompressed', tensors)).toEqual(weights);
});

test('weights that were never compressed keep whatever is beside them', () => {
  const { tensors } = quantise(weights);
  expect(weightsFrom('plain', tensors)).toBe(tensors);
});

test('config.json says whether weights are stored so, and what is stored otherwise is refused', () => {
  expect(storageOf({})).toBe('plain');
  expect(storageOf({ quantization_config: null })).toBe('plain');
  expect(storageOf({ quantization_config: QUANTISATION })).toBe('compressed');
  expect(storageOf({ quantization_config: { ...QUANTISATION, quantization_status: 'decompressed' } })).toBe('decompressed');
  const group = (weights: unknown) => ({ ...QUANTISATION, config_groups: { group_0: { weights } } });
  for (const other of [
    { quant_method: 'bitsandbytes', load_in_4bit: true },
    { ...QUANTISATION, format: 'pack-quantized' },
    { ...QUANTISATION, config_groups: null },
    { ...QUANTISATION, quantization_status: 'frozen' },
    group(null),
    group({ num_bits: 4, type: 'int', symmetric: true, strategy: 'group' }),
    7,
  ]) {
    expect(() => storageOf({ quantization_config: other })).toThrow(ConfigError);
  }
});
