import { expect, test } from 'vitest';
import type { Kernels } from '../kernels/kernels.ts';
import type { LlamaConfig } from '../model/config.ts';
import { Llama } from '../model/llama.ts';
import type { Tensor } from '../model/safetensors.ts';
import { Weights } from '../model/weights.ts';
import { instantiateKernels } from '../testing/tiny-model.ts';
import { Backprop } from './backprop.ts';
import { reshape, type Source } from './reshape.ts';
import { startWeights } from './start.ts';

const SMALL: LlamaConfig = {
  vocab_size: 64, hidden_size: 64, intermediate_size: 48, num_hidden_layers: 3, num_attention_heads: 4, num_key_value_heads: 2,
  head_dim: 16, max_position_embeddings: 64, rope_theta: 100_000, rms_norm_eps: 9e-5, tie_word_embeddings: true,
};
/** Half as wide again; the epsilon follows, because the mean is taken over more channels. */
const WIDE: LlamaConfig = { ...SMALL, hidden_size: 96, intermediate_size: 64, rms_norm_eps: 6e-5 };
const TOKENS = Array.from({ length: 24 }, (_, i) => (7 * i * i + 3 * i) % SMALL.vocab_size);

/** A model with every parameter, norms too, away from where it starts. */
function source(kernels: Kernels): Source {
  const weights = new Weights(kernels, SMALL);
  startWeights(kernels, weights, 'small');
  const tensors = new Map<string, Tensor>();
  for (const { name, shape } of weights.layout.parameters) {
    const data = weights.parameter(name).slice();
    if (shape.length === 1) for (let i = 0; i < data.length; i++) data[i] = 0.5 + (i % 7) / 7;
    tensors.set(name, { shape, data });
  }
  return { config: SMALL, tensors };
}

function reshaped(kernels: Kernels, from: Source, config: LlamaConfig): Weights {
  const weights = new Weights(kernels, config);
  reshape(kernels, from, weights, 'seed');
  return weights;
}

function logits(kernels: Kernels, weights: Weights): Float32Array {
  const llama = new Llama(kernels, weights);
  const out = kernels.allocate(weights.dim.logits * TOKENS.length);
  llama.run([{ sequence: llama.sequence(TOKENS.length), tokens: TOKENS, logits: 'all' }], out);
  return kernels.floats(out, weights.dim.logits * TOKENS.length).slice();
}

/** The gradient of each parameter for predicting TOKENS. */
function gradientOf(kernels: Kernels, weights: Weights): (name: string) => Float32Array {
  const backprop = new Backprop(kernels, weights);
  backprop.pack();
  const tokens = Int32Array.from(TOKENS);
  backprop.run({ tokens: tokens.slice(0, -1), targets: tokens.slice(1), weights: new Float32Array(TOKENS.length - 1).fill(1), lengths: [TOKENS.length - 1] });
  return (name) => {
    const { offset, size } = weights.layout.parameters.find((p) => p.name === name)!;
    return kernels.floats(backprop.gradient + 4 * offset, size);
  };
}

test('a wider model says what the narrow one said', async () => {
  const kernels = await instantiateKernels();
  const from = source(kernels);
  const narrow = logits(kernels, reshaped(kernels, from, SMALL));
  const wide = logits(kernels, reshaped(kernels, from, WIDE));
  const largest = narrow.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest).toBeGreaterThan(0.5);
  narrow.forEach((value, i) => expect(Math.abs(value - wide[i]!)).toBeLessThan(1e-5 * largest));
});

test('a deeper model says what the shallow one said, bit for bit, and training reaches its new layers', async () => {
  const kernels = await instantiateKernels();
  const from = source(kernels);
  const shallow = logits(kernels, reshaped(kernels, from, SMALL));
  const weights = reshaped(kernels, from, { ...SMALL, num_hidden_layers: 5 });
  expect(logits(kernels, weights)).toEqual(shallow);
  const silent = [0, 1, 2, 3, 4].filter((layer) => weights.parameter(`model.layers.${layer}.mlp.down_proj.weight`).every((value) => value === 0));
  expect(silent).toEqual([1, 3]);
  const gradient = gradientOf(kernels, weights);
  for (const layer of silent) {
    for (const part of ['self_attn.o_proj', 'mlp.down_proj']) expect(gradient(`model.layers.${layer}.${part}.weight`).some((value) => value !== 0)).toBe(true);
  }
});

test('training reaches the new channels and the new inner units', async () => {
  const kernels = await instantiateKernels();
  const weights = reshaped(kernels, source(kernels), WIDE);
  const gradient = gradientOf(kernels, weights);
  const { d, ffn } = weights.dim;
  expect(gradient('model.embed_tokens.weight').slice(TOKENS[0]! * d + 64, TOKENS[0]! * d + d).every((value) => value !== 0)).toBe(true);
  expect(gradient('model.layers.1.mlp.down_proj.weight').slice(48, ffn).every((value) => value !== 0)).toBe(true);
});

test('a narrower layer keeps the inner units that do most', async () => {
  const kernels = await instantiateKernels();
  const from = source(kernels);
  const down = from.tensors.get('model.layers.0.mlp.down_proj.weight')!.data;
  for (let row = 0; row < 64; row++) for (const unit of [3, 11, 20, 30, 40, 41, 42, 43]) down[row * 48 + unit] = 0;
  const full = logits(kernels, reshaped(kernels, from, SMALL));
  const other = from.tensors;
  for (const layer of [1, 2]) {
    const values = other.get(`model.layers.${layer}.mlp.down_proj.weight`)!.data;
    for (let row = 0; row < 64; row++) for (let unit = 40; unit < 48; unit++) values[row * 48 + unit] = 0;
  }
  const before = logits(kernels, reshaped(kernels, from, SMALL));
  const after = logits(kernels, reshaped(kernels, from, { ...SMALL, intermediate_size: 40 }));
  expect(before).not.toEqual(full);
  expect(after).toEqual(before);
});

test('what cannot keep its function is refused', async () => {
  const kernels = await instantiateKernels();
  const from = source(kernels);
  expect(() => reshaped(kernels, from, { ...SMALL, num_hidden_layers: 2 })).toThrow('3 layers cannot start one of 2');
  expect(() => reshaped(kernels, from, { ...SMALL, num_key_value_heads: 1 })).toThrow('num_key_value_heads 2 cannot start one with 1');
  expect(() => reshaped(kernels, from, { ...SMALL, hidden_size: 32 })).toThrow('64 wide cannot start one 32 wide');
});
