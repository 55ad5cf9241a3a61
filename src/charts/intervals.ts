import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';
import type { Lever } from '../book/contents.ts';
import { hue, percent, shape, type Estimate } from './estimate.ts';

export interface Arm {
  readonly name: string;
  readonly lever: Lever;
  readonly estimate: Estimate;
}

/**
 * Arms one below the other, each a point with its 95% interval, in the order given. `width` in CSS pixels:
 * names stand beside the plot where there is room, and above their intervals where there is not.
 */
export function intervals(arms: readonly Arm[], width: number): ChartOptions {
  const beside = width >= 480;
  const rowHeight = beside ? 34 : 46;
  const longest = Math.max(0, ...arms.map(({ name }) => name.length));
  const below = beside ? 0 : 9;
  return {
    width,
    height: 14 + arms.length * rowHeight + 30,
    marginLeft: beside ? 16 + longest * 6.9 : 14,
    marginRight: 48,
    marginTop: 8,
    marginBottom: 30,
    x: { domain: [0, 1], ticks: 5, tickFormat: percent, tickSize: 0, tickPadding: 8, label: null },
    y: { domain: [-0.5, arms.length - 0.5], reverse: true, axis: null },
    marks: [
      Plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      Plot.ruleX([0], { stroke: 'var(--edge)' }),
      ...arms.flatMap(({ name, lever, estimate }, row) => [
        Plot.ruleY([estimate], { y: () => row, x1: 'low', x2: 'high', stroke: hue(lever), strokeWidth: 2, strokeLinecap: 'round', dy: below }),
        Plot.dot([estimate], {
          y: () => row,
          x: 'value',
          r: 5,
          symbol: shape[lever],
          fill: lever === 'base' ? 'var(--paper)' : hue(lever),
          stroke: hue(lever),
          strokeWidth: 2,
          dy: below,
        }),
        Plot.text([estimate], { y: () => row, x: 'high', text: () => percent(estimate.value), textAnchor: 'start', dx: 8, dy: below, fill: hue(lever), fontWeight: 600 }),
        Plot.text([name], {
          y: () => row,
          x: 0,
          text: () => name,
          textAnchor: beside ? 'end' : 'start',
          dx: beside ? -10 : 4,
          dy: beside ? 0 : -9,
          fill: 'var(--ink)',
        }),
      ]),
    ],
  };
}
