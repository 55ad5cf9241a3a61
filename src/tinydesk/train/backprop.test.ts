import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { LlamaConfig } from '../model/config.ts';
import { Llama } from '../model/llama.ts';
import { layoutOf } from '../model/parameters.ts';
import { Weights } from '../model/weights.ts';
import { Random } from '../random.ts';
import { instantiateKernels, tinyTensors } from '../testing/tiny-model.ts';
import { Backprop, type Batch } from './backprop.ts';

interface Reference {
  cases: {
    config: LlamaConfig;
    lengths: number[];
    tokens: number[];
    targets: number[];
    weights: number[];
    scales: Record<string, number>;
    loss: number;
    lastLogits: number[][];
    gradients: Record<string, { norm: number; at: number[]; values: number[] }>;
  }[];
}

const { cases } = JSON.parse(readFileSync(new URL('./reference.json', import.meta.url), 'utf8')) as Reference;
const byHead = cases.map((reference) => [reference.config.tie_word_embeddings ? 'tied' : 'untied', reference] as const);

/** The weights of scripts/reference/llama_reference.py. */
function fillByFormula(weights: Weights, scales: Record<string, number>): void {
  weights.layout.parameters.forEach(({ name, shape }, p) => {
    const values = weights.parameter(name);
    for (let i = 0; i < values.length; i++) values[i] = scales[name]! * (((7919 * i + 31 * p) % 1024) / 1024 - 0.5) + (shape.length === 1 ? 1 : 0);
  });
}

test.each(byHead)('loss and gradients are those of Hugging Face and PyTorch (%s head)', async (_, reference) => {
  const kernels = await instantiateKernels();
  const weights = new Weights(kernels, reference.config);
  fillByFormula(weights, reference.scales);
  const backprop = new Backprop(kernels, weights);
  backprop.pack();
  const loss = backprop.run({
    tokens: Int32Array.from(reference.tokens), targets: Int32Array.from(reference.targets),
    weights: Float32Array.from(reference.weights), lengths: reference.lengths,
  });
  expect(Math.abs(loss - reference.loss) / reference.loss).toBeLessThan(1e-6);
  for (const { name, offset, size } of weights.layout.parameters) {
    const gradient = kernels.floats(backprop.gradient + 4 * offset, size);
    const { norm, at, values } = reference.gradients[name]!;
    expect(Math.abs(Math.hypot(...gradient) - norm) / norm, `${name}: norm`).toBeLessThan(1e-5);
    at.forEach((i, k) => expect(Math.abs(gradient[i]! - values[k]!) / norm, `${name}[${i}]`).toBeLessThan(1e-5));
  }
});

test.each(byHead)('logits are those of Hugging Face (%s head)', async (_, reference) => {
  const kernels = await instantiateKernels();
  const weights = new Weights(kernels, reference.config);
  fillByFormula(weights, reference.scales);
  const llama = new Llama(kernels, weights);
  const out = kernels.allocate(weights.dim.logits);
  let start = 0;
  reference.lengths.forEach((length, s) => {
    llama.run([{ sequence: llama.sequence(length), tokens: reference.tokens.slice(start, start + length), logits: 'last' }], out);
    const expected = reference.lastLogits[s]!;
    kernels.floats(out, expected.length).forEach((logit, id) => expect(Math.abs(logit - expected[id]!)).toBeLessThan(1e-5));
    start += length;
  });
});

const SHAPE: LlamaConfig = {
  vocab_size: 48, hidden_size: 32, intermediate_size: 40, num_hidden_layers: 2, num_attention_heads: 6, num_key_value_heads: 2,
  head_dim: 8, max_position_embeddings: 64, rope_theta: 10_000, rms_norm_eps: 1e-5, tie_word_embeddings: true,
};

function randomBatch(random: Random, lengths: readonly number[]): Batch {
  const total = lengths.reduce((a, b) => a + b, 0);
  return {
    tokens: Int32Array.from({ length: total }, () => random.int(0, SHAPE.vocab_size - 1)),
    targets: Int32Array.from({ length: total }, () => random.int(0, SHAPE.vocab_size - 1)),
    weights: Float32Array.from({ length: total }, () => (random.chance(0.2) ? 0 : random.float())),
    lengths,
  };
}

for (const tied of [true, false]) {
  test.each([[[3]], [[1, 9, 4]], [[17, 2, 33, 8]]])(`gradients match finite differences (${tied ? 'tied' : 'untied'} head, lengths %j)`, async (lengths) => {
    const config = { ...SHAPE, tie_word_embeddings: tied };
    const random = new Random(`finite differences ${lengths.join()}`);
    const kernels = await instantiateKernels();
    const weights = new Weights(kernels, config);
    for (const [name, { data }] of tinyTensors(config)) weights.parameter(name).set(data.map((value) => (name.includes('norm') ? value : value / 2)));
    const backprop = new Backprop(kernels, weights);
    const batch = randomBatch(random, lengths);
    const lossAt = (): number => {
      backprop.pack();
      return backprop.run(batch);
    };
    lossAt();
    const block = kernels.floats(backprop.gradient, layoutOf(config).total).slice();
    for (const { name, offset, size } of weights.layout.parameters) {
      const gradient = block.subarray(offset, offset + size);
      const norm = Math.hypot(...gradient);
      // Half along the gradient, where the slope is large, half anywhere.
      const direction = Float64Array.from(gradient, (g) => g / norm + (2 * random.float() - 1) / Math.sqrt(size));
      const slope = direction.reduce((sum, u, i) => sum + u * gradient[i]!, 0);
      const before = weights.parameter(name).slice();
      const step = 2e-3;
      const moved = [1, -1].map((sign) => {
        weights.parameter(name).set(before.map((w, i) => w + sign * step * direction[i]!));
        return lossAt();
      });
      weights.parameter(name).set(before);
      const measured = (moved[0]! - moved[1]!) / (2 * step);
      expect(Math.abs(measured - slope) / norm, name).toBeLessThan(0.01);
    }
  });
}

test('sequences of a batch do not see one another', async () => {
  const random = new Random('apart');
  const batch = randomBatch(random, [5, 14, 3]);
  const kernels = await instantiateKernels();
  const weights = new Weights(kernels, SHAPE);
  for (const [name, { data }] of tinyTensors(SHAPE)) weights.parameter(name).set(data);
  const backprop = new Backprop(kernels, weights);
  backprop.pack();
  const together = backprop.run(batch);
  let start = 0;
  const apart = batch.lengths.map((length) => {
    const part = [start, (start += length)] as const;
    return backprop.run({ tokens: batch.tokens.slice(...part), targets: batch.targets.slice(...part), weights: batch.weights.slice(...part), lengths: [length] });
  });
  expect(together).toBeCloseTo(apart.reduce((a, b) => a + b), 4);
});

test('a batch whose lengths do not fit is refused', async () => {
  const kernels = await instantiateKernels();
  const backprop = new Backprop(kernels, new Weights(kernels, SHAPE));
  const batch = randomBatch(new Random('misfit'), [4]);
  expect(() => backprop.run({ ...batch, lengths: [3] })).toThrow('add up to 3');
  expect(() => backprop.run({ ...batch, lengths: [65] })).toThrow('Shorten it');
  expect(() => new Backprop(kernels, new Weights(kernels, { ...SHAPE, vocab_size: 45 }))).toThrow('multiple of 8');
});
