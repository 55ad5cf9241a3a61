/** Choosing the next token from logits: greedy or at a temperature, within the top k, the top p and a mask. */
import type { Kernels } from '../kernels/kernels.ts';
import type { Random } from '../random.ts';

export interface Sampling {
  /** 0 takes the likeliest token. */
  temperature: number;
  /** Keep the likeliest tokens whose probabilities add up to this: (0, 1]. */
  topP: number;
  /** Keep this many of the likeliest tokens; 0 keeps all. */
  topK: number;
}

/** Which tokens are allowed next; nothing means all. */
export type Mask = (id: number) => boolean;

/** Below the largest float32, so that no temperature above 0 turns into infinity. */
const SHARPEST = 1e38;

/**
 * Draws a token from a row of `n` logits at `logits`, using `scratch` (n floats). Rejected tokens' logits are
 * overwritten with -Infinity.
 */
export function sampleToken(kernels: Kernels, logits: number, scratch: number, n: number, sampling: Sampling, random: Random, mask?: Mask): number {
  if (mask) {
    const row = kernels.floats(logits, n);
    let allowed = 0;
    for (let id = 0; id < n; id++) {
      if (row[id] === -Infinity) continue;
      if (mask(id)) allowed += 1;
      else row[id] = -Infinity;
    }
    if (allowed === 0) throw new Error('No token is allowed here: the constraint cannot be met from this point.');
  }
  if (sampling.temperature === 0) return kernels.run.argmax(logits, n);
  kernels.run.softmax(logits, scratch, n, Math.min(1 / sampling.temperature, SHARPEST));
  const probabilities = kernels.floats(scratch, n);
  const restricted = sampling.topP < 1 || (sampling.topK > 0 && sampling.topK < n);
  return restricted ? drawFrom(nucleus(probabilities, sampling), probabilities, random) : draw(probabilities, random);
}

/** The ids kept by top k and top p, likeliest first; ties go to the lower id. */
export function nucleus(probabilities: Float32Array, { topP, topK }: Sampling): number[] {
  // Tokens below this add up to less than half of what top p leaves out, so that none of them is kept.
  const least = topP < 0.9999 ? (1 - topP) / (2 * probabilities.length) : 0;
  const ids: number[] = [];
  for (let id = 0; id < probabilities.length; id++) if (probabilities[id]! > least) ids.push(id);
  ids.sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
  const limit = topK > 0 ? Math.min(topK, ids.length) : ids.length;
  let total = 0;
  let kept = 0;
  while (kept < limit && (kept === 0 || total < topP)) total += probabilities[ids[kept++]!]!;
  return ids.slice(0, kept);
}

function draw(probabilities: Float32Array, random: Random): number {
  let rest = random.float();
  let last = 0;
  for (let id = 0; id < probabilities.length; id++) {
    const p = probabilities[id]!;
    if (p === 0) continue;
    last = id;
    rest -= p;
    if (rest < 0) return id;
  }
  return last;
}

function drawFrom(ids: readonly number[], probabilities: Float32Array, random: Random): number {
  let rest = random.float() * ids.reduce((sum, id) => sum + probabilities[id]!, 0);
  for (const id of ids) {
    rest -= probabilities[id]!;
    if (rest < 0) return id;
  }
  return ids[ids.length - 1]!;
}
