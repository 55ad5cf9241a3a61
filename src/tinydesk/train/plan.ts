/** What a pretraining run is, beside its shape: data, rates and length. Everything that decides the outcome is here. */
import type { Random } from '../random.ts';
import type { Example, PlainText } from '../world/example.ts';
import { curriculum } from '../world/mixture.ts';
import { plain } from '../world/tasks/plain.ts';

/** Gradients of a step are summed over this many shards in order, however many workers share them. */
export const SHARDS = 2;
export const TOKENS_PER_STEP = 2_200;
/** Longer texts are cut here. */
export const LONGEST_TEXT = 448;
export const CLIP = 1;

/** Tokens after which the published model got its last two layers. */
export const DEEPENED_AT = 108e6;

const WARM_UP_STEPS = 100;
/** The last part of a run's tokens, over which its rates fall to zero. */
export const DECAY_SHARE = 0.3;
const MUON_RATE = 0.015;
const ADAM_RATE = 0.003;

/**
 * Rates after so many steps of this run: a short warm-up, then constant, then falling to zero over the last part of
 * the token budget.
 */
export function ratesAt(step: number, tokens: number, budget: number): { muon: number; adam: number } {
  const warm = Math.min(1, (step + 1) / WARM_UP_STEPS);
  const cool = Math.min(1, Math.max(0, (1 - tokens / budget) / DECAY_SHARE));
  return { muon: MUON_RATE * warm * cool, adam: ADAM_RATE * warm * cool };
}

export type Stage = 'raw' | 'instructed';

/** The next text to learn from. The raw model reads tickets, threads and records only, and no conversation. */
export function nextText(stage: Stage, random: Random, tokens: number): Example | PlainText {
  return stage === 'raw' ? plain(random, 'train') : curriculum(random, tokens);
}
