/**
 * Where each weight of a Llama model lies in one flat block of floats, under its Hugging Face name.
 *
 * Query, key and value projections of a layer follow one another, as do gate and up, so that each group is also one
 * taller matrix: [q; k; v] and [gate; up].
 */
import type { LlamaConfig } from './config.ts';

export interface Parameter {
  name: string;
  /** [out, in] for a projection, [vocabulary, width] for the embedding, [width] for a norm. */
  shape: readonly number[];
  /** In floats, from the start of the block. */
  offset: number;
  size: number;
}

export interface ParameterLayout {
  parameters: readonly Parameter[];
  /** Floats in all, padding included. */
  total: number;
  /** Weights in all, padding not included: the number people mean by "parameters". */
  count: number;
  offsetOf(name: string): number;
}

export function layoutOf(config: LlamaConfig): ParameterLayout {
  const { hidden_size: d, intermediate_size: ffn, head_dim, vocab_size } = config;
  const q = config.num_attention_heads * head_dim;
  const kv = config.num_key_value_heads * head_dim;
  const parameters: Parameter[] = [];
  let offset = 0;
  const add = (name: string, ...shape: number[]): void => {
    const size = shape.reduce((a, b) => a * b, 1);
    parameters.push({ name, shape, offset, size });
    offset += Math.ceil(size / 16) * 16;
  };
  add('model.embed_tokens.weight', vocab_size, d);
  for (let layer = 0; layer < config.num_hidden_layers; layer++) {
    const name = (part: string): string => `model.layers.${layer}.${part}.weight`;
    add(name('input_layernorm'), d);
    add(name('self_attn.q_proj'), q, d);
    add(name('self_attn.k_proj'), kv, d);
    add(name('self_attn.v_proj'), kv, d);
    add(name('self_attn.o_proj'), d, q);
    add(name('post_attention_layernorm'), d);
    add(name('mlp.gate_proj'), ffn, d);
    add(name('mlp.up_proj'), ffn, d);
    add(name('mlp.down_proj'), d, ffn);
  }
  add('model.norm.weight', d);
  if (!config.tie_word_embeddings) add('lm_head.weight', vocab_size, d);
  const byName = new Map(parameters.map((p) => [p.name, p.offset]));
  return {
    parameters,
    total: offset,
    count: parameters.reduce((sum, p) => sum + p.size, 0),
    offsetOf(name) {
      const at = byName.get(name);
      if (at === undefined) throw new Error(`This model has no parameter called ${name}.`);
      return at;
    },
  };
}
