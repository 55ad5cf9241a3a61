/** What stands in a row of IntervalRows.astro, when the page is built and when a widget draws the row anew. */
import type { Estimate } from '../../lab/statistics/wilson.ts';
import { interval, percent, signed } from '../../lab/wording.ts';

export interface IntervalRow {
  readonly name: string;
  readonly estimate: Estimate & { readonly n: number };
  /** What its last cell says in place of n. */
  readonly end?: string;
  /** There is no interval, and its cell says so. */
  readonly without?: boolean;
  /** The estimate fell below 0 and was cut off there. */
  readonly cut?: boolean;
}

/** The value, its interval, and n or what stands in its place. `points`: without percent signs, for differences. */
export function cellsOf({ estimate, end, without = false, cut = false }: IntervalRow, points = false): [string, string, string] {
  const { value, low, high, n } = estimate;
  const said = points ? signed(value) : percent(value);
  return [cut ? `≤ ${said}` : said, without ? 'none' : points ? `${signed(low)} to ${signed(high)}` : interval({ low, high }), end ?? String(n)];
}

/** Where a share stands on a scale from 0 to `most`, as CSS has it. Whole percents of a bar are as near as its line is thick. */
export function placeOf(share: number, most = 1): string {
  return `${Math.round(100 * Math.min(1, share / most))}%`;
}

/** The end of a scale on which every interval has room, from a few round ones. */
export function scaleOf(rows: readonly IntervalRow[]): number {
  const high = Math.max(...rows.map(({ estimate }) => estimate.high));
  return [0.1, 0.3, 0.6].find((most) => high <= most) ?? 1;
}

/** What a scale that does not end at 100% says at its middle and at its ends, as custom properties for CSS. */
export function scaleWords(most: number): Readonly<Record<'--middle' | '--ends', string>> {
  return { '--middle': `'${String(Math.round(50 * most))}'`, '--ends': `'0 ${String(Math.round(100 * most))}'` };
}
