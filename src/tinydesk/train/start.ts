/**
 * The start of pretraining: random weights with the "ladder" of heads that in-context learning needs.
 *
 * Layers 1 to 4 each begin with one previous-token head, and every second key-value head from layer 3 on begins as a
 * matching head, in which like attends to like. A label thereby learns at several depths which ticket it followed, and
 * a question can find the label whose ticket resembles its own. This is the known anatomy of induction heads (Olsson et al. 2022) given
 * as a structured start (cf. mimetic initialisation, Trockman and Kolter 2023). Training moves all of it freely.
 */
import type { Kernels } from '../kernels/kernels.ts';
import type { Weights } from '../model/weights.ts';
import { Random } from '../random.ts';

/** Of random weights. */
export const DEVIATION = 0.05;
/** The value of channel 0 in every token's embedding, which previous-token heads read. */
const MARK = 0.2;
/** The score of a previous-token head at distance one. */
const SHARPNESS = 12;

/** Fills the weights. The same seed gives the same bits. */
export function startWeights(kernels: Kernels, weights: Weights, seed: string): void {
  const random = new Random(`${seed}/weights`);
  for (const { name, shape } of weights.layout.parameters) {
    const values = weights.parameter(name);
    for (let i = 0; i < values.length; i++) values[i] = shape.length === 1 ? 1 : DEVIATION * gaussian(kernels, random);
  }
  const { d, layers, head, heads, keyValueHeads, vocabulary } = weights.dim;
  const embedding = weights.parameter('model.embed_tokens.weight');
  for (let id = 0; id < vocabulary; id++) embedding[id * d] = MARK;
  const group = heads / keyValueHeads;
  for (let layer = 0; layer < Math.min(4, layers); layer++) {
    const keyValueHead = layer < 2 || keyValueHeads === 1 ? 0 : 1;
    previousTokenHead(kernels, weights, layer, keyValueHead, random);
  }
  for (let layer = 2; layer < layers; layer++) {
    for (let kv = 0; kv < keyValueHeads; kv += 2) {
      const match = orthonormal(kernels, random, d, head);
      const carry = orthonormal(kernels, random, d, head);
      setRows(weights, layer, 'k_proj', kv * head, match, 0.5);
      setRows(weights, layer, 'v_proj', kv * head, carry, 0.7);
      for (let h = kv * group; h < (kv + 1) * group; h++) {
        setRows(weights, layer, 'q_proj', h * head, match, 0.5);
        setOutput(weights, layer, h * head, carry, 0.35);
      }
    }
  }
}

/**
 * Makes the first query head of a key-value head attend to the token before: query and key read the mark, one rotary
 * step apart.
 */
function previousTokenHead(kernels: Kernels, weights: Weights, layer: number, keyValueHead: number, random: Random): void {
  const { run } = kernels;
  const { d, head, heads, keyValueHeads } = weights.dim;
  const half = head / 2;
  const first = keyValueHead * (heads / keyValueHeads) * head;
  const rows = (projection: string, row: number): Float32Array =>
    weights.parameter(`model.layers.${layer}.self_attn.${projection}.weight`).subarray(row * d, (row + head) * d);
  const query = rows('q_proj', first);
  const key = rows('k_proj', keyValueHead * head);
  for (let i = 0; i < head * d; i++) {
    query[i] = 0.1 * query[i]!;
    key[i] = 0.1 * key[i]!;
  }
  const profile = [1, 0.9, 0.8, 0.7, 0.6].slice(0, half);
  const norm = Math.sqrt(profile.reduce((sum, u) => sum + u * u, 0));
  const gain = Math.sqrt(SHARPNESS * Math.sqrt(head)) / (MARK / meanRms(weights));
  for (let i = 0; i < half; i++) {
    const u = ((profile[i] ?? 0) / norm) * gain;
    const angle = run.power(weights.config.rope_theta, -i / half);
    key[i * d] = u;
    key[(i + half) * d] = 0;
    query[i * d] = u * run.cosine(angle);
    query[(i + half) * d] = -u * run.sine(angle);
  }
  const carry = orthonormal(kernels, random, d, head);
  setRows(weights, layer, 'v_proj', keyValueHead * head, carry, 0.7);
  setOutput(weights, layer, first, carry, 0.5);
}

function meanRms(weights: Weights): number {
  const { d, vocabulary } = weights.dim;
  const embedding = weights.parameter('model.embed_tokens.weight');
  let total = 0;
  for (let id = 0; id < vocabulary; id++) {
    let squares = 0;
    for (let i = 0; i < d; i++) {
      const v = embedding[id * d + i]!;
      squares += v * v;
    }
    total += Math.sqrt(squares / d);
  }
  return total / vocabulary;
}

/** Rows first .. first + width of a projection become gain * basis^T, for basis [d, width]. */
function setRows(weights: Weights, layer: number, projection: 'q_proj' | 'k_proj' | 'v_proj', first: number, basis: number[][], gain: number): void {
  const matrix = weights.parameter(`model.layers.${layer}.self_attn.${projection}.weight`);
  const { d } = weights.dim;
  basis.forEach((column, j) => column.forEach((value, i) => (matrix[(first + j) * d + i] = gain * value)));
}

/** Columns first .. first + width of the output projection become gain * basis. */
function setOutput(weights: Weights, layer: number, first: number, basis: number[][], gain: number): void {
  const matrix = weights.parameter(`model.layers.${layer}.self_attn.o_proj.weight`);
  const { q } = weights.dim;
  basis.forEach((column, j) => column.forEach((value, i) => (matrix[i * q + first + j] = gain * value)));
}

/** `width` orthonormal directions of R^d that leave channel 0, the mark, alone (Gram-Schmidt). */
function orthonormal(kernels: Kernels, random: Random, d: number, width: number): number[][] {
  const columns: number[][] = [];
  while (columns.length < width) {
    const v = Array.from({ length: d }, () => gaussian(kernels, random));
    v[0] = 0;
    for (const other of columns) {
      const dot = v.reduce((sum, x, i) => sum + x * other[i]!, 0);
      for (let i = 0; i < d; i++) v[i] = v[i]! - dot * other[i]!;
    }
    const norm = Math.sqrt(v.reduce((sum, x) => sum + x * x, 0));
    columns.push(v.map((x) => x / norm));
  }
  return columns;
}

/** A standard normal number (Box-Muller). */
export function gaussian(kernels: Kernels, random: Random): number {
  const radius = Math.sqrt(-2 * kernels.run.logarithm(1 - random.float()));
  return radius * kernels.run.cosine(6.283185307179586 * random.float());
}
