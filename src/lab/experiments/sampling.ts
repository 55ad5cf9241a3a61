/** One ticket, asked about vaguely and explicitly, ten times each. */
import type { Experiment } from '../experiment.ts';

export interface SamplingOptions {
  readonly ticket?: string;
  /** The ticket's department; an empty text where nobody has said. */
  readonly answer?: string;
  readonly vague?: string;
  readonly explicit?: string;
  readonly samples?: number;
  /** 0 to 2. */
  readonly temperature?: number;
  /** (0, 1]. */
  readonly topP?: number;
  readonly seed?: string;
}

export const SAMPLING = {
  ticket: 'you charged me twice for order 4812, please put it right.',
  answer: 'billing',
  vague: 'what is this?',
  explicit: 'answer with one word: billing, shipping, returns, account or product.',
  samples: 10,
  temperature: 1,
  topP: 1,
  seed: 'sampling',
} as const satisfies SamplingOptions;

/** Repeated answers to the same two prompts. An answer is right in whichever convention it names the department. */
export function samplingExperiment(options: SamplingOptions = {}): Experiment {
  const { ticket, answer, vague, explicit, samples, temperature, topP, seed } = { ...SAMPLING, ...options };
  const asked = (instruction: string) => ({ messages: [{ role: 'user' as const, content: `${instruction}\n${ticket}` }], reference: answer });
  return {
    id: 'sampling',
    title: 'The same prompt, ten answers',
    items: { split: 'test', count: 1, seeds: [seed] },
    samples,
    request: { temperature, top_p: topP, max_tokens: 48 },
    graders: ['category', 'exact'],
    arms: [
      { id: 'vague', label: 'vague', lever: 'base', task: { name: 'written', options: asked(vague) } },
      { id: 'explicit', label: 'explicit', lever: 'prompt', task: { name: 'written', options: asked(explicit) } },
    ],
  };
}

export const sampling = samplingExperiment();
