import { Random } from '../../tinydesk/random.ts';
import { mcnemar } from './mcnemar.ts';
import { LEVEL, wilson, type Estimate } from './wilson.ts';

/** Comparisons that are simulated. */
export const RUNS = 2000;

/** Two equally good arms, looked at `looks` times at most, after every `every` items, of which the share `discordant` is right in one arm only. */
export interface Peeking {
  readonly looks: number;
  readonly every: number;
  readonly discordant: number;
}

/**
 * How often two equally good arms are found to differ, when McNemar's exact test is made at the 5% level after every
 * `every` items, up to `looks` times, and the comparison stops at the first p below 0.05 (Armitage, McPherson and Rowe
 * 1969). Simulated 2,000 times on items of which the share `discordant` is right in one arm only. Seeded, so that more
 * looks see the same items again, and more.
 */
export function falsePositives(looks: number, every: number, discordant: number, seed = 'peeking'): Estimate {
  let found = 0;
  for (let run = 0; run < RUNS; run++) {
    if (firstFinding({ looks, every, discordant }, run, seed) !== undefined) found++;
  }
  return wilson(found, RUNS);
}

/** The look, from 1, at which simulated comparison number `run` first finds a difference that is not there; nothing where none does. */
export function firstFinding({ looks, every, discordant }: Peeking, run: number, seed = 'peeking'): number | undefined {
  const random = new Random(`${seed}/${run}`);
  let onlyA = 0;
  let onlyB = 0;
  for (let look = 1; look <= looks; look++) {
    for (let item = 0; item < every; item++) {
      const draw = random.float();
      if (draw < discordant / 2) onlyA++;
      else if (draw < discordant) onlyB++;
    }
    if (mcnemar(onlyA, onlyB) < LEVEL) return look;
  }
  return undefined;
}
