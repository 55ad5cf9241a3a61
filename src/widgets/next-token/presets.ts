/** The prompts that the figure opens with, which are those of the recorded run: one ticket, asked about vaguely and explicitly. */
import { SAMPLING, sampling } from '../../lab/experiments/sampling.ts';

export type PresetId = 'vague' | 'explicit';

export interface Preset {
  readonly id: PresetId;
  readonly name: string;
  readonly prompt: string;
}

export const PRESETS: readonly [Preset, Preset] = [
  { id: 'vague', name: 'A vague request', prompt: `${SAMPLING.vague}\n${SAMPLING.ticket}` },
  { id: 'explicit', name: 'The same, made explicit', prompt: `${SAMPLING.explicit}\n${SAMPLING.ticket}` },
];

/** Answers drawn at a time, and the tokens at which one is cut off. */
export const ANSWERS = sampling.samples;
export const LONGEST_ANSWER = sampling.request.max_tokens ?? 48;
