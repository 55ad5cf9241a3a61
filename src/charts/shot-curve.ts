import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';
import { hue, percent, type Estimate } from './estimate.ts';

/** The share right with so many examples in the prompt. */
export interface ShotPoint {
  readonly k: number;
  readonly y: Estimate;
}

export interface ShotCurve {
  readonly recorded: readonly ShotPoint[];
  /** The same drawn live; points without observations are left out. */
  readonly live?: readonly ShotPoint[];
  /** The share that guessing among the labels shown would get right. */
  readonly chance: number;
  /** The share of questions whose label stands in the prompt, for each k of `recorded`; nothing where names are known beforehand. */
  readonly shown?: readonly number[];
}

const WIDTH = 560;
const HEIGHT = 330;
/** Lines of the grid. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Recorded points as rings with their 95% band, live ones as dots with their intervals: where both agree, dots fill rings. One drawing for every width: styles keep its text and marks at their size. */
export function shotCurve({ recorded, live = [], chance, shown }: ShotCurve): ChartOptions {
  const limits = shown?.map((y, index) => ({ k: recorded[index]!.k, y })) ?? [];
  const drawn = live.filter(({ y }) => y.n > 0);
  const colour = hue('prompt');
  return {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 46,
    marginRight: 14,
    marginTop: 16,
    marginBottom: 52,
    // Room for the ring at zero beside the axis.
    insetLeft: 12,
    insetRight: 8,
    x: { ticks: recorded.map(({ k }) => k), tickFormat: String, tickSize: 0, tickPadding: 10, label: 'examples in the prompt', labelAnchor: 'center', labelArrow: 'none', labelOffset: 48 },
    y: { domain: [0, 1], ticks: TICKS, tickFormat: percent, tickSize: 0, label: null },
    marks: [
      Plot.gridY(TICKS, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      Plot.ruleY([chance], { stroke: 'var(--base)', strokeDasharray: '3 4' }),
      Plot.text([chance], { y: (y: number) => y, text: () => 'guessing', frameAnchor: 'right', textAnchor: 'end', dy: -7, fill: 'var(--soft)' }),
      Plot.line(limits, { x: 'k', y: 'y', stroke: 'var(--base)', strokeDasharray: '3 4' }),
      ...(limits.length > 2
        ? [Plot.text([limits[2]!], { x: 'k', y: 'y', text: () => 'name shown', textAnchor: 'end', dx: -8, dy: -8, fill: 'var(--soft)' })]
        : []),
      Plot.areaY(recorded, { x: 'k', y1: ({ y }) => y.low, y2: ({ y }) => y.high, fill: colour, fillOpacity: 0.15 }),
      Plot.lineY(recorded, { x: 'k', y: ({ y }) => y.value, stroke: colour, strokeWidth: 1.5, ...(drawn.length > 0 && { strokeDasharray: '5 4' }) }),
      Plot.lineY(drawn, { x: 'k', y: ({ y }) => y.value, stroke: colour, strokeWidth: 2.25 }),
      Plot.ruleX(drawn, { x: 'k', y1: ({ y }) => y.low, y2: ({ y }) => y.high, stroke: colour, strokeWidth: 1.5 }),
      Plot.dot(recorded, { x: 'k', y: ({ y }) => y.value, r: 5.5, fill: 'var(--paper)', stroke: colour, strokeWidth: 1.75 }),
      Plot.dot(drawn, { x: 'k', y: ({ y }) => y.value, r: 3.25, fill: colour }),
    ],
  };
}
