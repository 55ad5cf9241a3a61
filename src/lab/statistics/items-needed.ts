import { Z95 } from './wilson.ts';

/** The standard normal quantile of 80% power. */
const Z80 = 0.8416212335729143;

/**
 * Items that a paired comparison needs for 80% power at the 5% level, if the shares of items that only one arm gets
 * right stay what they are (Connor 1987). Infinite where the two shares are equal.
 */
export function itemsNeeded(onlyA: number, onlyB: number, n: number): number {
  const difference = Math.abs(onlyA - onlyB) / n;
  if (difference === 0) return Number.POSITIVE_INFINITY;
  const discordant = (onlyA + onlyB) / n;
  const root = Z95 * Math.sqrt(discordant) + Z80 * Math.sqrt(discordant - difference * difference);
  return Math.ceil((root * root) / (difference * difference));
}
