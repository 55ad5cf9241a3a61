/** Measured numbers as the book writes them. */
import type { Contrast } from './contrast.ts';
import { pValue } from './p-value.ts';
import type { Estimate } from './statistics/wilson.ts';

/** "87%". Only all of them are 100%, and only none is 0%. */
export function percent(share: number): string {
  return `${points(share)}%`;
}

/** A share beside the least that was asked of it: with a decimal where whole percents would hide that it falls short. */
export function percentBeside(share: number, least: number | undefined): string {
  return least !== undefined && share < least && points(share) >= points(least) ? `${(100 * share).toFixed(1)}%` : percent(share);
}

/** "83 to 90": an interval in percent, without the sign. */
export function interval({ low, high }: Pick<Estimate, 'low' | 'high'>): string {
  return `${points(low)} to ${points(high)}`;
}

/** "87%, 95% interval 83 to 90, n = 400". */
export function measured(estimate: Estimate, n: number): string {
  return `${percent(estimate.value)}, 95% interval ${interval(estimate)}, n = ${thousands(n)}`;
}

/** "0.42": an agreement. */
export function hundredths(value: number): string {
  return value.toFixed(2);
}

/** "1,204". */
export function thousands(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A difference is called none to speak of where its interval ends within this many points of zero, as a share. */
const ALIKE = 0.03;
/** Beyond so many times the items at hand, how many more it would take is no estimate any more. */
const FORESEEABLE = 10;

/**
 * "12 points higher (95% interval 5 to 19, n = 200)"; "no difference of more than 1 point (…)" where the interval ends
 * close to zero on both sides; else "cannot tell yet (2 points, …, exact p = 0.80): …". The test decides; where it has not,
 * its p stands beside the interval, which may leave out zero: it is approximate, and of several comparisons it is for one
 * alone (say familyNote beside them). Two sets of items have an n each: "n = 200 and 100".
 */
export function verdict({ difference, n, p, among, settled, moreItems }: Omit<Contrast, 'n'> & { readonly n: number | readonly [number, number] }): string {
  const range = `95% interval ${signed(difference.low)}\u00a0to\u00a0${signed(difference.high)}, n = ${[n].flat().map(thousands).join(' and ')}`;
  if (settled) return `${inPoints(Math.abs(difference.value))} ${difference.value > 0 ? 'higher' : 'lower'} (${range})`;
  const test = p === undefined ? '' : `, ${pWords(p, among)}`;
  const most = Math.max(-difference.low, difference.high);
  if (most <= ALIKE) {
    const whole = Math.max(1, Math.ceil(100 * most - 1e-9));
    return `no difference of more than ${whole} ${whole === 1 ? 'point' : 'points'} (${inPoints(difference.value)}, ${range}${test})`;
  }
  const items = [n].flat().reduce((sum, each) => sum + each, 0);
  const more = moreItems === undefined || moreItems > FORESEEABLE * items ? '' : `: were that the true difference, about ${thousands(roughly(moreItems))} more items would show it four times in five`;
  return `cannot tell yet (${inPoints(difference.value)}, ${range}${test})${more}`;
}

/** "exact p = 0.80"; of one of several comparisons, "p = 0.058 by Holm over 8 comparisons". */
export function pWords(p: number, among?: number): string {
  return among === undefined ? `exact p ${pValue(p)}` : `p ${pValue(p)} by Holm over ${among} comparisons`;
}

/** Beside the verdicts of comparisons that are judged together, once, as a sentence; nothing for one that is alone. */
export function familyNote(among = 1): string {
  return among < 2 ? '' : `The interval of a difference is for that one alone, p and the verdict for ${among === 2 ? 'both' : `all ${among}`} together.`;
}

/** "−3": a difference of shares in points: whole ones, or tenths below one. */
export function signed(share: number): string {
  const all = 100 * share;
  const rounded = Math.abs(all) < 0.95 ? Math.round(10 * all) / 10 : Math.round(all);
  return String(Math.abs(rounded) === 0 ? 0 : rounded).replace('-', '−');
}

/** "−3 points", "1 point". */
export function inPoints(share: number): string {
  return `${signed(share)} ${/^−?1$/.test(signed(share)) ? 'point' : 'points'}`;
}

/** A share in whole percent, which reaches neither end by rounding alone. */
function points(share: number): number {
  const rounded = Math.round(100 * share);
  if (share > 0 && share < 1) return Math.min(99, Math.max(1, rounded));
  return rounded;
}

/** Two significant figures, rounded up, for counts that are themselves estimates. */
export function roughly(count: number): number {
  const unit = 10 ** Math.max(0, String(Math.round(count)).length - 2);
  return Math.ceil(count / unit) * unit;
}
