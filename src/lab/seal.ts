import type { Experiment } from './experiment.ts';

/**
 * The test items are sealed until someone declares a final comparison. Every opening is counted, because every look is
 * another chance to find a difference that is not there.
 */
export interface Seal {
  /** What was compared, and when (ISO 8601), oldest first. */
  readonly openings: readonly { readonly what: string; readonly when: string }[];
}

export const UNOPENED: Seal = { openings: [] };
/** Older openings are forgotten one by one, and the count says so by staying at its most. */
const MOST = 1_000;

/** Whether a run of it opens the seal: prompts that someone wrote are asked about test items, or about items of one's own that were held back. */
export function opensSeal({ items, arms }: Pick<Experiment, 'items' | 'arms'>): boolean {
  return items.split === 'test' && arms.some(({ task }) => task.name === 'prompted');
}

export function opened(seal: Seal, what: string, when: Date): Seal {
  return { openings: [...seal.openings, { what: what.slice(0, 200), when: when.toISOString() }].slice(-MOST) };
}

/** The chance that at least one of so many looks finds a difference at the 5% level where there is none, if each brings news of its own: at most this. */
export function falseAlarm(looks: number): number {
  return 1 - 0.95 ** looks;
}

/** A seal as it was stored; an unopened one where that cannot be read. */
export function sealFrom(text: string | null): Seal {
  try {
    const { openings } = JSON.parse(text ?? '') as { openings?: unknown };
    if (!Array.isArray(openings)) return UNOPENED;
    return { openings: (openings as unknown[]).flatMap((opening) => {
      const { what, when } = (opening ?? {}) as { what?: unknown; when?: unknown };
      return typeof what === 'string' && typeof when === 'string' ? [{ what, when }] : [];
    }).slice(-MOST) };
  } catch {
    return UNOPENED;
  }
}

/** What the page says once the test items have been opened. */
export function sealSentence({ openings }: Seal): string {
  const looks = openings.length;
  if (looks === 0) return 'The test items are sealed. Open them when your prompts are done, for one final comparison.';
  if (looks === 1) return 'You have opened the test items once. What they say now is as good as it gets; further looks are worth less.';
  return `You have opened the test items ${looks} times. If none of the prompts you compared were any better, the chance of at least one “difference” would by now be up to ${Math.round(100 * falseAlarm(looks))}% instead of 5%.`;
}
