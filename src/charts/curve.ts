import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';
import type { Lever } from '../book/contents.ts';
import { hue, percent, shape, type Estimate } from './estimate.ts';

/** One line of a curve: an estimate at each `x`. `name` is written at its right end, or further left where lines end together. */
export interface CurveSeries {
  readonly name: string;
  readonly lever: Lever;
  readonly points: readonly { readonly x: number; readonly y: Estimate }[];
  /** Another line of a lever that is drawn already: dashed, with points of another shape. */
  readonly dashed?: boolean;
}

export interface Curve {
  readonly series: readonly CurveSeries[];
  /** The unit of the horizontal axis, such as "examples in the prompt". */
  readonly xLabel: string;
  /** The vertical axis where it is not one of shares: from 0 to `most`. */
  readonly scale?: { readonly most: number; readonly format: (value: number) => string };
  /** A level to compare with, such as chance, drawn as a dashed line. */
  readonly reference?: { readonly value: number; readonly name: string };
}

/** Lines whose ends are nearer than this share of the axis would write their names over one another. */
const APART = 0.08;

const SHARES: NonNullable<Curve['scale']> = { most: 1, format: percent };

/** Room beside the drawing, in px: for the shares on the left, and where no name needs more on the right. */
const MARGIN_LEFT = 40;
const MARGIN = 14;

/**
 * How many points before the end the names are written: at the last place from which all lines are apart, there and at
 * the next point, since a name runs on to the right. Lines of different lengths are named at their ends.
 */
function namedBefore(series: readonly CurveSeries[], most: number): number {
  const [last = 0, ...others] = new Set(series.map(({ points }) => points.length - 1));
  if (others.length > 0) return 0;
  const areApart = (at: number): boolean => {
    const heights = series.map(({ points }) => points[Math.min(at, last)]!.y.value).sort((a, b) => a - b);
    return heights.every((height, place) => place === 0 || height - heights[place - 1]! > APART * most);
  };
  for (let at = last; at >= 0; at--) if (areApart(at) && areApart(at + 1)) return last - at;
  return 0;
}

/** Room to the right of the last point for names of `length` characters, of which those written before the end need less. In px. */
function marginRight(length: number, xs: readonly number[], before: number, width: number): number {
  const needed = 14 + length * 6.6;
  const [first, named, last] = [xs[0]!, xs.at(-1 - before)!, xs.at(-1)!];
  const beyond = last > first ? (last - named) / (last - first) : 0;
  return Math.max(MARGIN, (needed - beyond * (width - MARGIN_LEFT)) / (1 - beyond));
}

/** Shares, or amounts on a scale of their own, along a numeric axis, with the 95% interval of every point as a band. `width` in CSS pixels. */
export function curve({ series, xLabel, scale: { most, format } = SHARES, reference }: Curve, width: number): ChartOptions {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const longest = Math.max(0, ...series.map(({ name }) => name.length));
  const named = series.length > 1;
  const before = namedBefore(series, most);
  return {
    width,
    height: Math.round(Math.max(220, width * 0.5)),
    marginLeft: MARGIN_LEFT,
    marginRight: named ? marginRight(longest, xs, before, width) : MARGIN,
    marginTop: 14,
    marginBottom: 42,
    x: { ticks: xs, tickFormat: String, tickSize: 0, tickPadding: 8, label: xLabel, labelAnchor: 'center', labelArrow: 'none', labelOffset: 38 },
    y: { domain: [0, most], ticks: 5, tickFormat: format, tickSize: 0, label: null },
    marks: [
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      ...(reference
        ? [
            Plot.ruleY([reference.value], { stroke: 'var(--base)', strokeDasharray: '3 4' }),
            Plot.text([reference], { y: 'value', text: 'name', frameAnchor: 'right', textAnchor: 'end', dy: -8, fill: 'var(--soft)' }),
          ]
        : []),
      ...series.flatMap(({ name, lever, points, dashed = false }) => [
        ...(points.every(({ y }) => y.low === y.high) ? [] : [Plot.areaY(points, { x: 'x', y1: ({ y }) => y.low, y2: ({ y }) => y.high, fill: hue(lever), fillOpacity: 0.15 })]),
        Plot.lineY(points, { x: 'x', y: ({ y }) => y.value, stroke: hue(lever), strokeWidth: 2, ...(dashed && { strokeDasharray: '6 4' }) }),
        Plot.dot(points, {
          x: 'x',
          y: ({ y }) => y.value,
          r: 3.5,
          symbol: dashed ? 'triangle' : shape[lever],
          fill: lever === 'base' ? 'var(--paper)' : hue(lever),
          stroke: hue(lever),
          strokeWidth: 1.5,
        }),
        ...(named
          ? [Plot.text(points.slice(-1 - before, points.length - before), { x: 'x', y: ({ y }) => y.value, text: () => name, textAnchor: 'start', dx: 10, dy: before === 0 ? 0 : -9, fill: hue(lever), fontWeight: 600 })]
          : []),
      ]),
    ],
  };
}
