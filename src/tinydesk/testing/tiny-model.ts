/** A Llama small enough for tests, with random weights and a tokenizer of its own. */
import { readFileSync } from 'node:fs';
import { Kernels } from '../kernels/kernels.ts';
import type { LlamaConfig } from '../model/config.ts';
import { Llama } from '../model/llama.ts';
import { layoutOf } from '../model/parameters.ts';
import type { Tensor } from '../model/safetensors.ts';
import { Weights } from '../model/weights.ts';
import { Random } from '../random.ts';
import { SPECIAL_TOKENS } from '../tokenizer/chat.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import { trainTokenizer } from '../tokenizer/train.ts';

export const VOCABULARY = 304;

export const TINY: LlamaConfig = {
  vocab_size: VOCABULARY,
  hidden_size: 32,
  intermediate_size: 64,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 8,
  max_position_embeddings: 120,
  rope_theta: 10_000,
  rms_norm_eps: 1e-5,
  tie_word_embeddings: true,
};

const CORPUS = [
  'My parcel has not arrived, and the tracking page says nothing new since the third of March.',
  'I was charged twice for one order. Please refund the second payment to my card.',
  'The lamp came with a cracked shade; I would like to return it. Où est mon colis ? 我的包裹在哪里？ 😀😀',
];

export const KERNELS = new URL('../kernels/kernels.wasm', import.meta.url);

export function instantiateKernels(): Promise<Kernels> {
  return Kernels.instantiate(readFileSync(KERNELS));
}

/** A parsed tokenizer.json. */
export function tinyTokenizerJson(): object {
  return trainTokenizer(CORPUS, VOCABULARY, SPECIAL_TOKENS);
}

/** Random weights by name; the embedding is large, so that next-token probabilities are far from equal. */
export function tinyTensors(config: LlamaConfig = TINY, seed = 'tiny'): Map<string, Tensor> {
  const random = new Random(seed);
  return new Map(layoutOf(config).parameters.map(({ name, shape, size }) => {
    const [middle, spread] = shape.length === 1 ? [1, 0.2] : [0, name.includes('layers') ? 0.5 : 1.5];
    return [name, { shape, data: Float32Array.from({ length: size }, () => middle + spread * (2 * random.float() - 1)) }];
  }));
}

export interface TinyModel {
  kernels: Kernels;
  weights: Weights;
  llama: Llama;
  tokenizer: Tokenizer;
}

export async function tinyModel(config: LlamaConfig = TINY, seed = 'tiny'): Promise<TinyModel> {
  const kernels = await instantiateKernels();
  const weights = new Weights(kernels, config);
  for (const [name, { data }] of tinyTensors(config, seed)) weights.parameter(name).set(data);
  return { kernels, weights, llama: new Llama(kernels, weights), tokenizer: Tokenizer.parse(tinyTokenizerJson()) };
}
