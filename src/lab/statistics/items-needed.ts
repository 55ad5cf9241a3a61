import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { LEVEL, Z95, type Estimate } from './wilson.ts';

/** The chance of finding a real difference that comparisons are planned for. */
export const POWER = 0.8;

/**
 * Items that a paired comparison needs for 80% power at the 5% level (or another), if the shares of items that only one
 * arm gets right stay what they are (Connor 1987, normal approximation). Infinite where the two shares are equal.
 */
export function itemsNeeded(onlyA: number, onlyB: number, n: number, level = LEVEL): number {
  const difference = Math.abs(onlyA - onlyB) / n;
  if (difference === 0) return Number.POSITIVE_INFINITY;
  const discordant = (onlyA + onlyB) / n;
  const root = twoSided(level) * Math.sqrt(discordant) + Z_POWER * Math.sqrt(discordant - difference * difference);
  return Math.ceil((root * root) / (difference * difference));
}

/**
 * Items that a paired comparison needs for 80% power at the 5% level (or another) where its interval decides: a 95%
 * interval that n items gave narrows with the root of their number (Miller 2024, normal approximation). The interval is
 * over items, so this counts items, each with as many answers as now. Infinite where there is no difference.
 */
export function itemsForInterval({ value, low, high }: Estimate, n: number, level = LEVEL): number {
  if (value === 0) return Number.POSITIVE_INFINITY;
  const errors = Math.abs(value) / ((high - low) / (2 * Z95));
  return Math.ceil(n * ((twoSided(level) + Z_POWER) / errors) ** 2);
}

/**
 * Items that each of two arms needs for 80% power at the 5% level when they are measured on different items, and `p1`
 * and `p2` are their true shares (Fleiss 1981, without continuity correction). Infinite where they are equal.
 */
export function itemsPerArm(p1: number, p2: number): number {
  const difference = p1 - p2;
  if (difference === 0) return Number.POSITIVE_INFINITY;
  const mean = (p1 + p2) / 2;
  const root = twoSided(LEVEL) * Math.sqrt(2 * mean * (1 - mean)) + Z_POWER * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return Math.ceil((root * root) / (difference * difference));
}

/** The standard normal quantile that the power stands for: 0.84. */
export const Z_POWER = quantile(POWER);

function twoSided(level: number): number {
  return quantile(1 - level / 2);
}

function quantile(probability: number): number {
  return normalQuantile(probability, 0, 1);
}
