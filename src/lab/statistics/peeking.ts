import { Random } from '../../tinydesk/random.ts';
import { mcnemar } from './mcnemar.ts';
import { LEVEL, wilson, type Estimate } from './wilson.ts';

const RUNS = 2000;

/**
 * How often two equally good arms are found to differ, when McNemar's exact test is made at the 5% level after every
 * `every` items, up to `looks` times, and the comparison stops at the first p below 0.05 (Armitage, McPherson and Rowe
 * 1969). Simulated 2,000 times on items of which the share `discordant` is right in one arm only. Seeded, so that more
 * looks see the same items again, and more.
 */
export function falsePositives(looks: number, every: number, discordant: number, seed = 'peeking'): Estimate {
  let found = 0;
  for (let run = 0; run < RUNS; run++) {
    if (findsDifference(new Random(`${seed}/${run}`), looks, every, discordant)) found++;
  }
  return wilson(found, RUNS);
}

function findsDifference(random: Random, looks: number, every: number, discordant: number): boolean {
  let onlyA = 0;
  let onlyB = 0;
  for (let look = 0; look < looks; look++) {
    for (let item = 0; item < every; item++) {
      const draw = random.float();
      if (draw < discordant / 2) onlyA++;
      else if (draw < discordant) onlyB++;
    }
    if (mcnemar(onlyA, onlyB) < LEVEL) return true;
  }
  return false;
}
