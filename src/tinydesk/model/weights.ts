/** A model's weights in the kernels' memory: the plain block, and the panels that matrix products read. */
import type { Kernels } from '../kernels/kernels.ts';
import type { LlamaConfig } from './config.ts';
import { layoutOf, type ParameterLayout } from './parameters.ts';

/** The four matrix products of a layer; `qkv` and `gateUp` are fused (see parameters.ts). Shapes are [out, in]. */
export const PROJECTIONS = ['qkv', 'o', 'gateUp', 'down'] as const;
export type Projection = (typeof PROJECTIONS)[number];

export interface Dimensions {
  /** Model width. */
  d: number;
  ffn: number;
  /** Width of one head. */
  head: number;
  heads: number;
  keyValueHeads: number;
  /** Width of all query heads. */
  q: number;
  /** Width of query, key and value together. */
  qkv: number;
  layers: number;
  vocabulary: number;
  /** Vocabulary rounded up to whole panels. */
  logits: number;
}

export function dimensionsOf(config: LlamaConfig): Dimensions {
  const q = config.num_attention_heads * config.head_dim;
  return {
    d: config.hidden_size,
    ffn: config.intermediate_size,
    head: config.head_dim,
    heads: config.num_attention_heads,
    keyValueHeads: config.num_key_value_heads,
    q,
    qkv: q + 2 * config.num_key_value_heads * config.head_dim,
    layers: config.num_hidden_layers,
    vocabulary: config.vocab_size,
    logits: Math.ceil(config.vocab_size / 8) * 8,
  };
}

export class Weights {
  readonly config: LlamaConfig;
  readonly dim: Dimensions;
  readonly layout: ParameterLayout;
  /** Pointer to the plain block of `layout.total` floats. */
  readonly block: number;
  readonly #kernels: Kernels;
  readonly #panels: { pointer: number; source: number; rows: number; columns: number }[] = [];
  readonly #projections: Record<Projection, number>[] = [];
  readonly head: number;

  constructor(kernels: Kernels, config: LlamaConfig) {
    this.#kernels = kernels;
    this.config = config;
    this.dim = dimensionsOf(config);
    this.layout = layoutOf(config);
    this.block = kernels.allocate(this.layout.total);
    kernels.run.zero(this.block, this.layout.total);
    for (let layer = 0; layer < this.dim.layers; layer++) {
      this.#projections.push({
        qkv: this.#panel(layer, 'qkv'),
        o: this.#panel(layer, 'o'),
        gateUp: this.#panel(layer, 'gateUp'),
        down: this.#panel(layer, 'down'),
      });
    }
    this.head = this.#addPanel(this.headMatrix(), this.dim.vocabulary, this.dim.d);
  }

  /** [out, in] of a projection. */
  shape(projection: Projection): [number, number] {
    const { d, ffn, q, qkv } = this.dim;
    if (projection === 'qkv') return [qkv, d];
    if (projection === 'o') return [d, q];
    return projection === 'gateUp' ? [2 * ffn, d] : [d, ffn];
  }

  /** Pointer to a projection's plain matrix, inside a block laid out like this one (the weights, or their gradient). */
  plain(layer: number, projection: Projection, block = this.block): number {
    const first = { qkv: 'self_attn.q_proj', o: 'self_attn.o_proj', gateUp: 'mlp.gate_proj', down: 'mlp.down_proj' };
    return block + 4 * this.layout.offsetOf(`model.layers.${layer}.${first[projection]}.weight`);
  }

  norm(layer: number, which: 'input_layernorm' | 'post_attention_layernorm', block = this.block): number {
    return block + 4 * this.layout.offsetOf(`model.layers.${layer}.${which}.weight`);
  }

  finalNorm(block = this.block): number {
    return block + 4 * this.layout.offsetOf('model.norm.weight');
  }

  embedding(block = this.block): number {
    return block + 4 * this.layout.offsetOf('model.embed_tokens.weight');
  }

  /** The output head [vocabulary, d]: the embedding itself where the two are tied. */
  headMatrix(block = this.block): number {
    return this.config.tie_word_embeddings ? this.embedding(block) : block + 4 * this.layout.offsetOf('lm_head.weight');
  }


  /** Panels of W^T, for x W^T. */
  panels(layer: number, projection: Projection): number {
    return this.#projections[layer]![projection];
  }

  /** Fills the panels again; to be called whenever the plain block has changed. */
  pack(): void {
    for (const { pointer, source, rows, columns } of this.#panels) {
      this.#kernels.run.packRows(source, columns * 4, columns, rows, pointer, columns * 32);
    }
  }

  /** A view of one parameter by its Hugging Face name, good until the next allocation. */
  parameter(name: string): Float32Array<ArrayBuffer> {
    const p = this.layout.parameters.find((candidate) => candidate.name === name);
    if (!p) throw new Error(`This model has no parameter called ${name}.`);
    return this.#kernels.floats(this.block + 4 * p.offset, p.size);
  }

  #panel(layer: number, projection: Projection): number {
    const [rows, columns] = this.shape(projection);
    return this.#addPanel(this.plain(layer, projection), rows, columns);
  }

  #addPanel(source: number, rows: number, columns: number): number {
    const pointer = this.#kernels.allocate(Math.ceil(rows / 8) * 8 * columns);
    this.#panels.push({ pointer, source, rows, columns });
    return pointer;
  }
}
