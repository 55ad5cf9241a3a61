import { expect, test } from 'vitest';
import type { LlamaConfig } from '../model/config.ts';
import { Weights } from '../model/weights.ts';
import { Random } from '../random.ts';
import { instantiateKernels } from '../testing/tiny-model.ts';
import { startWeights } from './start.ts';

const CONFIG: LlamaConfig = {
  vocab_size: 64, hidden_size: 128, intermediate_size: 64, num_hidden_layers: 5, num_attention_heads: 6,
  num_key_value_heads: 3, head_dim: 32, max_position_embeddings: 64, rope_theta: 100_000, rms_norm_eps: 4.5e-5,
  tie_word_embeddings: true,
};

async function started(seed: string): Promise<Weights> {
  const kernels = await instantiateKernels();
  const weights = new Weights(kernels, CONFIG);
  startWeights(kernels, weights, seed);
  return weights;
}

/** Attention of one head over normed rows x [T, d], causal, by the formulas alone: the last row's probabilities. */
function attention(weights: Weights, layer: number, head: number, x: readonly number[][]): number[] {
  const { d, head: width } = weights.dim;
  const project = (name: string, which: number, row: readonly number[], position: number): number[] => {
    const matrix = weights.parameter(`model.layers.${layer}.self_attn.${name}.weight`);
    const flat = Array.from({ length: width }, (_, j) => row.reduce((sum, value, i) => sum + value * matrix[(which * width + j) * d + i]!, 0));
    return flat.map((value, j) => {
      const half = width / 2;
      const angle = position * CONFIG.rope_theta ** (-(j % half) / half);
      const other = j < half ? -flat[j + half]! : flat[j - half]!;
      return value * Math.cos(angle) + other * Math.sin(angle);
    });
  };
  const last = x.length - 1;
  const query = project('q_proj', head, x[last]!, last);
  const scores = x.map((row, t) => project('k_proj', Math.floor(head / 2), row, t).reduce((sum, k, j) => sum + k * query[j]!, 0) / Math.sqrt(width));
  const exps = scores.map((score) => Math.exp(score - Math.max(...scores)));
  return exps.map((e) => e / exps.reduce((a, b) => a + b, 0));
}

function embedded(weights: Weights, ids: readonly number[]): number[][] {
  const { d } = weights.dim;
  const table = weights.parameter('model.embed_tokens.weight');
  return ids.map((id) => {
    const row = Array.from(table.subarray(id * d, (id + 1) * d));
    const rms = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0) / d + CONFIG.rms_norm_eps);
    return row.map((value) => value / rms);
  });
}

test.each([[0, 0], [1, 0], [2, 2], [3, 2]])('layer %i, head %i begins by attending to the token before', async (layer, head) => {
  const weights = await started('ladder');
  const random = new Random('ids');
  const shares = Array.from({ length: 20 }, () => {
    const ids = Array.from({ length: 24 }, () => random.int(0, CONFIG.vocab_size - 1));
    return attention(weights, layer, head, embedded(weights, ids))[22]!;
  });
  expect(shares.reduce((a, b) => a + b, 0) / shares.length).toBeGreaterThan(0.5);
});

test.each([[2, 0], [3, 1], [4, 4]])('layer %i, head %i begins as a matching head: its queries are its keys', async (layer, head) => {
  const weights = await started('ladder');
  const { d, head: width } = weights.dim;
  const rows = (name: string, which: number): Float32Array =>
    weights.parameter(`model.layers.${layer}.self_attn.${name}.weight`).slice(which * width * d, (which + 1) * width * d);
  expect(rows('q_proj', head)).toEqual(rows('k_proj', Math.floor(head / 2)));
});

test('a seed names one start', async () => {
  const block = async (seed: string): Promise<Float32Array> => (await started(seed)).parameter('model.layers.4.mlp.up_proj.weight').slice();
  expect(await block('a')).toEqual(await block('a'));
  expect(await block('a')).not.toEqual(await block('b'));
});
