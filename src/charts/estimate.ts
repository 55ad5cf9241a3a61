import type { Lever } from '../book/contents.ts';

/** A share between 0 and 1 with its 95% interval, from `n` observations. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** The hue of a lever, as a colour that follows the theme. */
export const hue = (lever: Lever): string => `var(--${lever})`;

/** The shape of a lever, so that hue is never alone: as in the text, base is hollow. */
export const shape: Record<Lever, 'circle' | 'square' | 'diamond2'> = {
  base: 'circle',
  prompt: 'circle',
  tune: 'square',
  both: 'diamond2',
};

/** 0.25 → "25%". */
export const percent = (share: number): string => `${Math.round(share * 100)}%`;
