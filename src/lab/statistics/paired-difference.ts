import { Z95, type Estimate } from './wilson.ts';

/**
 * The difference of two shares measured on the same n items, A minus B, with its 95% interval (Agresti and Min 2005:
 * Wald's interval after half an item is added to each cell of the paired table). `onlyA` and `onlyB` are the items
 * that only one of the two got right. Between -1 and 1.
 */
export function pairedDifference(onlyA: number, onlyB: number, n: number): Estimate {
  if (n === 0) return { value: Number.NaN, low: -1, high: 1 };
  const total = n + 2;
  const difference = (onlyA - onlyB) / total;
  const half = (Z95 * Math.sqrt(onlyA + onlyB + 1 - total * difference * difference)) / total;
  return { value: (onlyA - onlyB) / n, low: Math.max(-1, difference - half), high: Math.min(1, difference + half) };
}
