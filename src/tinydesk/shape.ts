/** The shape of TinyDesk. */
import type { LlamaConfig } from './model/config.ts';

export const VOCABULARY = 2048;

/** Fits inside SmolLM2-135M's shape, so that the same weights can also run through WebLLM. */
export const SHAPE: LlamaConfig = {
  vocab_size: VOCABULARY,
  hidden_size: 144,
  intermediate_size: 232,
  num_hidden_layers: 7,
  num_attention_heads: 6,
  num_key_value_heads: 3,
  head_dim: 32,
  max_position_embeddings: 512,
  rope_theta: 100_000,
  rms_norm_eps: 4e-5,
  tie_word_embeddings: true,
};
