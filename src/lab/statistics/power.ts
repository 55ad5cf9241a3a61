import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { POWER } from './items-needed.ts';
import { Z95 } from './wilson.ts';

/**
 * The chance that a paired comparison of n items finds a difference at the 5% level, where `shareA` and `shareB` are the
 * shares of items that only one arm gets right (Connor 1987, normal approximation). The exact test is stricter: near
 * 80% it finds two to three points fewer.
 */
export function pairedPower(shareA: number, shareB: number, n: number): number {
  const discordant = shareA + shareB;
  const difference = Math.abs(shareA - shareB);
  if (discordant === 0) return 0;
  const spread = Math.sqrt(discordant - difference * difference);
  const beyond = (shift: number) => normalCdf((shift - Z95 * Math.sqrt(discordant)) / spread, 0, 1);
  return beyond(difference * Math.sqrt(n)) + beyond(-difference * Math.sqrt(n));
}

/**
 * The smallest difference of two shares that n paired items find with 80% power at the 5% level, between 0 and 1, where
 * the arms disagree about the share `discordant` of the items. Without it, the best case: all disagreements go one
 * way. Infinite where not even that would be found.
 */
export function smallestDifference(n: number, discordant?: number): number {
  const found = (difference: number) => {
    const disagreeing = discordant ?? difference;
    return pairedPower((disagreeing + difference) / 2, (disagreeing - difference) / 2, n) >= POWER;
  };
  let missed = 0;
  let high = discordant ?? 1;
  if (!found(high)) return Number.POSITIVE_INFINITY;
  while (high - missed > 1e-9) {
    const middle = (missed + high) / 2;
    if (found(middle)) high = middle;
    else missed = middle;
  }
  return high;
}
