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

const WIDTH = 480;
const HEIGHT = 320;
/** Lines of the grid. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** Recorded points as rings with their 95% band, live ones as dots with their intervals: where both agree, dots fill rings. One drawing for every width: styles keep its text and marks at their size, for which the margins leave room. */
export function shotCurve({ recorded, live = [], chance, shown }: ShotCurve): ChartOptions {
  const limits = shown?.map((y, index) => ({ k: recorded[index]!.k, y })) ?? [];
  const drawn = live.filter(({ y }) => y.n > 0);
  const colour = hue('prompt');
  const ticks = recorded.map(({ k }) => k);
  const middle = ticks[Math.floor(ticks.length / 2)];
  return {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 58,
    marginRight: 10,
    marginTop: 32,
    marginBottom: 66,
    // Room for the ring at zero beside the axis.
    insetLeft: 12,
    insetRight: 8,
    x: { axis: null },
    y: { domain: [0, 1], ticks: TICKS, tickFormat: percent, tickSize: 0, label: null },
    marks: [
      Plot.gridY(TICKS, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      Plot.ruleY([chance], { stroke: 'var(--base)', strokeDasharray: '3 4' }),
      // Below its line, where the scale has no line for a while.
      Plot.text([chance], { y: (y: number) => y, text: () => 'guessing', frameAnchor: 'right', textAnchor: 'end', lineAnchor: 'top', dy: 9, fill: 'var(--soft)' }),
      Plot.line(limits, { x: 'k', y: 'y', stroke: 'var(--base)', strokeDasharray: '3 4' }),
      Plot.text(limits.slice(-1), { x: 'k', y: 'y', text: () => 'name shown', textAnchor: 'end', lineAnchor: 'bottom', dy: -7, fill: 'var(--soft)' }),
      // The name of the axis is a second line of its middle tick, so that it keeps off the ticks at every size of type.
      Plot.axisX(ticks, { tickFormat: (k: number) => (k === middle ? `${k}\nexamples in the prompt` : String(k)), tickSize: 0, tickPadding: 9, lineHeight: 1.6, label: null }),
      Plot.areaY(recorded, { x: 'k', y1: ({ y }) => y.low, y2: ({ y }) => y.high, fill: colour, fillOpacity: 0.15 }),
      Plot.lineY(recorded, { x: 'k', y: ({ y }) => y.value, stroke: colour, strokeWidth: 1.5, ...(drawn.length > 0 && { strokeDasharray: '5 4' }) }),
      Plot.lineY(drawn, { x: 'k', y: ({ y }) => y.value, stroke: colour, strokeWidth: 2.25 }),
      Plot.ruleX(drawn, { x: 'k', y1: ({ y }) => y.low, y2: ({ y }) => y.high, stroke: colour, strokeWidth: 1.5 }),
      Plot.dot(recorded, { x: 'k', y: ({ y }) => y.value, r: 4.75, fill: 'var(--paper)', stroke: colour, strokeWidth: 1.75 }),
      Plot.dot(drawn, { x: 'k', y: ({ y }) => y.value, r: 2.75, fill: colour }),
    ],
  };
}
