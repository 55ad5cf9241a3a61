/** The rows of the two figures of what goes wrong. */
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { signed, thousands } from '../../lab/wording.ts';
import type { Choice } from './best.ts';
import { LOOKS, type PeekSettings } from './peek.ts';
import { row, track } from './view.ts';

/** Scales of the two figures; where 5% and no gain stand on them is in measuring.css. */
export const PEEK_SCALE = { from: 0, to: 0.4 };
export const BEST_SCALE = { from: -0.1, to: 0.15 };

export function peekRows(document: Document, rates: readonly Estimate[], { every }: PeekSettings): HTMLElement[] {
  return rates.map((rate, at) =>
    row(document, String(LOOKS[at]), track(document, PEEK_SCALE, { dot: rate }), [`${tenths(rate.value)}%`, `${tenths(rate.low)} to ${tenths(rate.high)}`, thousands(LOOKS[at]! * every)]));
}

export function bestRows(document: Document, choices: readonly Choice[]): HTMLElement[] {
  return choices.map(({ tried, promised, kept }) =>
    row(document, String(tried), track(document, BEST_SCALE, { ring: promised, dot: kept }), [gain(promised), gain(kept)]));
}

function tenths(share: number): string {
  return (100 * share).toFixed(1);
}

function gain({ value, low, high }: Estimate): string {
  return `${signed(value)} (${signed(low)} to ${signed(high)})`;
}
