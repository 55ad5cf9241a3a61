import { LEVEL } from './wilson.ts';

/**
 * The share of failures that n tries without one rule out with 95% confidence, one-sided: about 3/n, which gives the
 * rule of three its name (Hanley and Lippman-Hand 1983). Here exactly; 1 for no tries at all.
 */
export function atMost(n: number): number {
  return n === 0 ? 1 : 1 - LEVEL ** (1 / n);
}
