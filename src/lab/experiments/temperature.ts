/** Agreement along the temperature: the same tickets, asked about vaguely and explicitly. */
import type { Experiment } from '../experiment.ts';

/** Temperatures of the curve. */
export const TEMPERATURES = [0, 0.5, 1, 1.5, 2] as const;

export interface TemperatureOptions {
  /** Tickets in each arm. */
  readonly count?: number;
  readonly seed?: string;
}

/** The name of an arm: "vague-1.5". */
export const temperatureArm = (request: 'vague' | 'explicit', temperature: number): string => `${request}-${temperature}`;

/** Ten answers to each of two requests about the same ticket, at every temperature. */
export function temperatureExperiment({ count = 60, seed = 'temperature' }: TemperatureOptions = {}): Experiment {
  return {
    id: 'temperature',
    title: 'Agreement along the temperature',
    items: { split: 'test', count, seeds: [seed] },
    samples: 10,
    request: { max_tokens: 24 },
    graders: ['exact', 'category'],
    arms: TEMPERATURES.flatMap((temperature) => [
      { id: temperatureArm('vague', temperature), label: `vague, temperature ${temperature}`, lever: 'base', task: { name: 'vague', options: { ticket: 'full' } }, request: { temperature } },
      {
        id: temperatureArm('explicit', temperature), label: `explicit, temperature ${temperature}`, lever: 'prompt',
        task: { name: 'explicit', options: { convention: 'word', ticket: 'full' } }, request: { temperature },
      },
    ] as const),
  };
}

export const temperature = temperatureExperiment();
