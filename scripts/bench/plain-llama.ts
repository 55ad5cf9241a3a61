/**
 * A Llama decoder in plain JavaScript, one token at a time: what the kernels are compared with, in speed by the
 * benchmark and in values by the tests. It shares no arithmetic with them.
 */
import type { LlamaConfig } from '../../src/tinydesk/model/config.ts';
import { plainMatMul } from './plain-matmul.ts';

type Matrix = Float32Array<ArrayBuffer>;

interface Layer {
  inputNorm: Matrix;
  q: Matrix;
  k: Matrix;
  v: Matrix;
  o: Matrix;
  middleNorm: Matrix;
  gate: Matrix;
  up: Matrix;
  down: Matrix;
  /** Keys and values of all positions: [positions, keyValueHeads * head]. */
  keys: Matrix;
  values: Matrix;
}

export class PlainLlama {
  readonly #config: LlamaConfig;
  readonly #embedding: Matrix;
  readonly #head: Matrix;
  readonly #finalNorm: Matrix;
  readonly #layers: Layer[];
  readonly #cos: Matrix;
  readonly #sin: Matrix;
  readonly #x: Matrix;
  readonly #normed: Matrix;
  readonly #q: Matrix;
  readonly #attended: Matrix;
  readonly #projected: Matrix;
  readonly #gate: Matrix;
  readonly #up: Matrix;
  readonly #scores: Matrix;
  readonly #logits: Matrix;
  #length = 0;

  /** `parameter` gives a weight by its Hugging Face name; the values are copied. */
  constructor(config: LlamaConfig, parameter: (name: string) => Float32Array) {
    const { hidden_size: d, intermediate_size: ffn, head_dim: head, max_position_embeddings: positions, vocab_size } = config;
    const kv = config.num_key_value_heads * head;
    const copy = (name: string): Matrix => parameter(`${name}.weight`).slice();
    this.#config = config;
    this.#embedding = copy('model.embed_tokens');
    this.#head = config.tie_word_embeddings ? this.#embedding : copy('lm_head');
    this.#finalNorm = copy('model.norm');
    this.#layers = Array.from({ length: config.num_hidden_layers }, (_, i) => ({
      inputNorm: copy(`model.layers.${i}.input_layernorm`),
      q: copy(`model.layers.${i}.self_attn.q_proj`),
      k: copy(`model.layers.${i}.self_attn.k_proj`),
      v: copy(`model.layers.${i}.self_attn.v_proj`),
      o: copy(`model.layers.${i}.self_attn.o_proj`),
      middleNorm: copy(`model.layers.${i}.post_attention_layernorm`),
      gate: copy(`model.layers.${i}.mlp.gate_proj`),
      up: copy(`model.layers.${i}.mlp.up_proj`),
      down: copy(`model.layers.${i}.mlp.down_proj`),
      keys: new Float32Array(positions * kv),
      values: new Float32Array(positions * kv),
    }));
    const half = head / 2;
    this.#cos = new Float32Array(positions * half);
    this.#sin = new Float32Array(positions * half);
    for (let t = 0; t < positions; t++) {
      for (let i = 0; i < half; i++) {
        const angle = t * Math.pow(config.rope_theta, -i / half);
        this.#cos[t * half + i] = Math.cos(angle);
        this.#sin[t * half + i] = Math.sin(angle);
      }
    }
    this.#x = new Float32Array(d);
    this.#normed = new Float32Array(d);
    this.#q = new Float32Array(config.num_attention_heads * head);
    this.#attended = new Float32Array(config.num_attention_heads * head);
    this.#projected = new Float32Array(d);
    this.#gate = new Float32Array(ffn);
    this.#up = new Float32Array(ffn);
    this.#scores = new Float32Array(positions);
    this.#logits = new Float32Array(vocab_size);
  }

  /** Goes back to the first `length` tokens. */
  truncate(length: number): void {
    this.#length = length;
  }

  /** Appends a token; returns the logits of the next one, good until the next call. */
  step(token: number): Float32Array {
    const { hidden_size: d, intermediate_size: ffn, num_attention_heads: heads, num_key_value_heads: keyValueHeads, head_dim: head, vocab_size } = this.#config;
    const width = keyValueHeads * head;
    const t = this.#length++;
    this.#x.set(this.#embedding.subarray(token * d, (token + 1) * d));
    for (const layer of this.#layers) {
      const key = layer.keys.subarray(t * width, (t + 1) * width);
      const value = layer.values.subarray(t * width, (t + 1) * width);
      this.#norm(this.#x, layer.inputNorm);
      plainMatMul(this.#normed, layer.q, this.#q, 1, d, heads * head);
      plainMatMul(this.#normed, layer.k, key, 1, d, width);
      plainMatMul(this.#normed, layer.v, value, 1, d, width);
      this.#turn(this.#q, heads, t);
      this.#turn(key, keyValueHeads, t);
      for (let h = 0; h < heads; h++) this.#attend(layer, h, t);
      plainMatMul(this.#attended, layer.o, this.#projected, 1, heads * head, d);
      for (let i = 0; i < d; i++) this.#x[i]! += this.#projected[i]!;
      this.#norm(this.#x, layer.middleNorm);
      plainMatMul(this.#normed, layer.gate, this.#gate, 1, d, ffn);
      plainMatMul(this.#normed, layer.up, this.#up, 1, d, ffn);
      for (let i = 0; i < ffn; i++) {
        const gate = this.#gate[i]!;
        this.#gate[i] = (gate / (1 + Math.exp(-gate))) * this.#up[i]!;
      }
      plainMatMul(this.#gate, layer.down, this.#projected, 1, ffn, d);
      for (let i = 0; i < d; i++) this.#x[i]! += this.#projected[i]!;
    }
    this.#norm(this.#x, this.#finalNorm);
    plainMatMul(this.#normed, this.#head, this.#logits, 1, d, vocab_size);
    return this.#logits;
  }

  /** RMS norm into #normed. */
  #norm(x: Float32Array, weight: Float32Array): void {
    let squares = 0;
    for (let i = 0; i < x.length; i++) squares += x[i]! * x[i]!;
    const r = 1 / Math.sqrt(squares / x.length + this.#config.rms_norm_eps);
    for (let i = 0; i < x.length; i++) this.#normed[i] = x[i]! * r * weight[i]!;
  }

  /** Rotary embedding in place, half-split. */
  #turn(x: Float32Array, heads: number, t: number): void {
    const half = this.#config.head_dim / 2;
    for (let h = 0; h < heads; h++) {
      for (let i = 0; i < half; i++) {
        const at = 2 * h * half + i;
        const a = x[at]!;
        const b = x[at + half]!;
        const cos = this.#cos[t * half + i]!;
        const sin = this.#sin[t * half + i]!;
        x[at] = a * cos - b * sin;
        x[at + half] = b * cos + a * sin;
      }
    }
  }

  /** One query head over positions 0 .. t. */
  #attend({ keys, values }: Layer, h: number, t: number): void {
    const { head_dim: head, num_attention_heads: heads, num_key_value_heads: keyValueHeads } = this.#config;
    const width = keyValueHeads * head;
    const offset = Math.floor((h * keyValueHeads) / heads) * head;
    const scores = this.#scores;
    const scale = 1 / Math.sqrt(head);
    let highest = -Infinity;
    for (let s = 0; s <= t; s++) {
      let dot = 0;
      for (let i = 0; i < head; i++) dot += this.#q[h * head + i]! * keys[s * width + offset + i]!;
      scores[s] = dot * scale;
      highest = Math.max(highest, dot * scale);
    }
    let total = 0;
    for (let s = 0; s <= t; s++) {
      const e = Math.exp(scores[s]! - highest);
      scores[s] = e;
      total += e;
    }
    const out = this.#attended.subarray(h * head, (h + 1) * head);
    out.fill(0);
    for (let s = 0; s <= t; s++) {
      const p = scores[s]! / total;
      for (let i = 0; i < head; i++) out[i]! += p * values[s * width + offset + i]!;
    }
  }
}
