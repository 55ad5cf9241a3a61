import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';
import type { Lever } from '../book/contents.ts';
import { hue, percent, shape, type Estimate } from './estimate.ts';

/** One line of a curve: an estimate at each `x`. `name` is written at its right end, or further left where lines end together. */
export interface CurveSeries {
  readonly name: string;
  readonly lever: Lever;
  readonly points: readonly { readonly x: number; readonly y: Estimate }[];
}

export interface Curve {
  readonly series: readonly CurveSeries[];
  /** The unit of the horizontal axis, such as "examples in the prompt". */
  readonly xLabel: string;
  /** A level to compare with, such as chance, drawn as a dashed line. */
  readonly reference?: { readonly value: number; readonly name: string };
}

/** Lines whose ends are nearer than this share would write their names over one another. */
const APART = 0.08;

/** How many points before the end the names are written: at the last place where all lines are apart. Lines of different lengths are named at their ends. */
function namedBefore(series: readonly CurveSeries[]): number {
  const [last = 0, ...others] = new Set(series.map(({ points }) => points.length - 1));
  if (others.length > 0) return 0;
  for (let at = last; at >= 0; at--) {
    const heights = series.map(({ points }) => points[at]!.y.value).sort((a, b) => a - b);
    if (heights.every((height, place) => place === 0 || height - heights[place - 1]! > APART)) return last - at;
  }
  return 0;
}

/** Shares along a numeric axis, with the 95% interval of every point as a band. `width` in CSS pixels. */
export function curve({ series, xLabel, reference }: Curve, width: number): ChartOptions {
  const xs = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))];
  const longest = Math.max(0, ...series.map(({ name }) => name.length));
  const named = series.length > 1;
  const before = namedBefore(series);
  return {
    width,
    height: Math.round(Math.max(220, width * 0.5)),
    marginLeft: 40,
    marginRight: named ? 14 + longest * 6.6 : 14,
    marginTop: 14,
    marginBottom: 42,
    x: { ticks: xs, tickFormat: String, tickSize: 0, tickPadding: 8, label: xLabel, labelAnchor: 'center', labelArrow: 'none', labelOffset: 38 },
    y: { domain: [0, 1], ticks: 5, tickFormat: percent, tickSize: 0, label: null },
    marks: [
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      ...(reference
        ? [
            Plot.ruleY([reference.value], { stroke: 'var(--base)', strokeDasharray: '3 4' }),
            Plot.text([reference], { y: 'value', text: 'name', frameAnchor: 'right', textAnchor: 'end', dy: -8, fill: 'var(--soft)' }),
          ]
        : []),
      ...series.flatMap(({ name, lever, points }) => [
        Plot.areaY(points, { x: 'x', y1: ({ y }) => y.low, y2: ({ y }) => y.high, fill: hue(lever), fillOpacity: 0.15 }),
        Plot.lineY(points, { x: 'x', y: ({ y }) => y.value, stroke: hue(lever), strokeWidth: 2 }),
        Plot.dot(points, {
          x: 'x',
          y: ({ y }) => y.value,
          r: 3.5,
          symbol: shape[lever],
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
