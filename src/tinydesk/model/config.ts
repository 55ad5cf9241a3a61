import { show } from '../show.ts';

/**
 * The shape of a Llama-architecture decoder, as Hugging Face's `config.json` writes it. Any shape runs that fits in
 * memory and meets the stated multiples.
 */
export interface LlamaConfig {
  vocab_size: number;
  hidden_size: number;
  intermediate_size: number;
  num_hidden_layers: number;
  num_attention_heads: number;
  num_key_value_heads: number;
  head_dim: number;
  max_position_embeddings: number;
  rope_theta: number;
  rms_norm_eps: number;
  tie_word_embeddings: boolean;
}

const SIZES = [
  'vocab_size', 'hidden_size', 'intermediate_size', 'num_hidden_layers', 'num_attention_heads',
  'max_position_embeddings',
] as const;

/**
 * Reads a parsed `config.json`. Throws an error that names the field for anything this engine would not compute
 * faithfully: another architecture, scaled rotary embeddings, biases, sliding windows, odd sizes.
 */
export function parseConfig(json: unknown): LlamaConfig {
  if (typeof json !== 'object' || json === null) throw new ConfigError('it is not a JSON object');
  const raw = json as Record<string, unknown>;
  const type = raw['model_type'];
  const architectures = raw['architectures'];
  const named = Array.isArray(architectures) ? architectures.slice(0, 3).map((name) => (typeof name === 'string' ? name : show(name))).join(', ') : 'none';
  if (type !== 'llama' || (Array.isArray(architectures) && !architectures.includes('LlamaForCausalLM'))) {
    throw new ConfigError(`its architecture is ${named} (model_type ${show(type)}), and this engine runs LlamaForCausalLM only`);
  }
  for (const key of SIZES) requireSize(raw, key);
  const heads = raw['num_attention_heads'] as number;
  const rope = ropeParameters(raw['rope_parameters']);
  const scaling = raw['rope_scaling'] ?? (rope?.['rope_type'] === 'default' ? null : (rope?.['rope_type'] ?? null));
  if (scaling !== null) throw new ConfigError('it scales its rotary embedding (rope_scaling), which this engine does not');
  for (const factor of [rope?.['partial_rotary_factor'], raw['partial_rotary_factor']]) {
    if ((factor ?? 1) !== 1) throw new ConfigError(`partial_rotary_factor is ${show(factor)}, and this engine turns every channel of a head`);
  }
  if ((raw['sliding_window'] ?? null) !== null) {
    throw new ConfigError(`sliding_window is ${show(raw['sliding_window'])}, and this engine attends to the whole context`);
  }
  for (const key of ['attention_bias', 'mlp_bias'] as const) {
    if (raw[key] === true) throw new ConfigError(`${key} is true, and this engine has no biases`);
  }
  if (raw['hidden_act'] !== undefined && raw['hidden_act'] !== 'silu') {
    throw new ConfigError(`hidden_act is ${show(raw['hidden_act'])}, and this engine knows silu only`);
  }
  const config: LlamaConfig = {
    vocab_size: raw['vocab_size'] as number,
    hidden_size: raw['hidden_size'] as number,
    intermediate_size: raw['intermediate_size'] as number,
    num_hidden_layers: raw['num_hidden_layers'] as number,
    num_attention_heads: heads,
    num_key_value_heads: optionalSize(raw, 'num_key_value_heads', heads),
    head_dim: optionalSize(raw, 'head_dim', (raw['hidden_size'] as number) / heads),
    max_position_embeddings: raw['max_position_embeddings'] as number,
    rope_theta: positive(raw['rope_theta'] ?? rope?.['rope_theta'] ?? 10000, 'rope_theta'),
    rms_norm_eps: positive(raw['rms_norm_eps'] ?? 1e-6, 'rms_norm_eps'),
    tie_word_embeddings: raw['tie_word_embeddings'] === true,
  };
  const epsilon = Math.fround(config.rms_norm_eps);
  if (epsilon === 0 || epsilon === Infinity) throw new ConfigError(`rms_norm_eps is ${config.rms_norm_eps}, which no float32 can hold`);
  for (const key of ['hidden_size', 'intermediate_size', 'head_dim'] as const) {
    if (config[key] % 8 !== 0) throw new ConfigError(`${key} is ${config[key]}, and this engine needs a multiple of 8`);
  }
  if (heads % config.num_key_value_heads !== 0) {
    throw new ConfigError(`${heads} attention heads cannot share ${config.num_key_value_heads} key-value heads evenly`);
  }
  return config;
}

/** A configuration that cannot be run, with the reason and what to do. */
export class ConfigError extends Error {
  constructor(reason: string) {
    super(`This model cannot be loaded: in config.json, ${reason}. Choose a model whose config.json says LlamaForCausalLM with the default rotary embedding.`);
    this.name = 'ConfigError';
  }
}

function ropeParameters(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw new ConfigError(`rope_parameters is ${show(value)} where an object belongs`);
  return value as Record<string, unknown>;
}

function requireSize(raw: Record<string, unknown>, key: string): void {
  const value = raw[key];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 1) {
    throw new ConfigError(`${key} is ${show(value)} where a positive whole number belongs`);
  }
}

function optionalSize(raw: Record<string, unknown>, key: string, otherwise: number): number {
  if (raw[key] === undefined || raw[key] === null) return otherwise;
  requireSize(raw, key);
  return raw[key] as number;
}

function positive(value: unknown, key: string): number {
  if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) {
    throw new ConfigError(`${key} is ${show(value)} where a positive number belongs`);
  }
  return value;
}
