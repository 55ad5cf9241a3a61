import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';
import type { Lever } from '../book/contents.ts';
import { hue, percent, shape, type Estimate } from './estimate.ts';

/** A prompt by how often its answers are the same, and how often they are right. */
export interface SameAndRight {
  readonly name: string;
  readonly lever: Lever;
  readonly same: Estimate;
  readonly right: Estimate;
}

const WIDTH = 480;
const HEIGHT = 360;
/** Lines of the grid. */
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Consistency along, accuracy up: recorded points as rings with both their 95% intervals, live ones as dots with theirs.
 * Constant and wrong stands at the right, below. One drawing for every width: styles keep its text at its size.
 */
export function sameAndRight(recorded: readonly SameAndRight[], live: readonly SameAndRight[] = []): ChartOptions {
  const crosses = (points: readonly SameAndRight[], strokeWidth: number, strokeOpacity: number) => points.flatMap((point) => [
    Plot.ruleY([point], { y: ({ right }: SameAndRight) => right.value, x1: ({ same }: SameAndRight) => same.low, x2: ({ same }: SameAndRight) => same.high, stroke: hue(point.lever), strokeWidth, strokeOpacity }),
    Plot.ruleX([point], { x: ({ same }: SameAndRight) => same.value, y1: ({ right }: SameAndRight) => right.low, y2: ({ right }: SameAndRight) => right.high, stroke: hue(point.lever), strokeWidth, strokeOpacity }),
  ]);
  return {
    width: WIDTH,
    height: HEIGHT,
    marginLeft: 58,
    marginRight: 18,
    marginTop: 34,
    marginBottom: 66,
    x: { domain: [0, 1], axis: null },
    y: { domain: [0, 1], ticks: TICKS, tickFormat: percent, tickSize: 0, label: null },
    marks: [
      Plot.gridY(TICKS, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.gridX(TICKS, { stroke: 'var(--rule)', strokeOpacity: 1 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      Plot.ruleX([0], { stroke: 'var(--edge)' }),
      // The name of the axis is a second line of its middle tick, so that it keeps off the ticks at every size of type.
      Plot.axisX(TICKS, { tickFormat: (share: number) => (share === 0.5 ? '50%\ntwo answers are the same' : percent(share)), tickSize: 0, tickPadding: 9, lineHeight: 1.6, label: null }),
      Plot.text(['right'], { frameAnchor: 'top-left', dx: -8, dy: -24, textAnchor: 'start', fill: 'var(--soft)' }),
      Plot.text(['the same, and wrong'], { frameAnchor: 'bottom-right', dx: -8, dy: -10, textAnchor: 'end', fill: 'var(--soft)' }),
      ...crosses(recorded, 1.5, live.length > 0 ? 0.45 : 1),
      ...crosses(live, 2.25, 1),
      ...recorded.map((point) => Plot.dot([point], { x: ({ same }: SameAndRight) => same.value, y: ({ right }: SameAndRight) => right.value, r: 4.75, symbol: shape[point.lever], fill: 'var(--paper)', stroke: hue(point.lever), strokeWidth: 1.75 })),
      ...live.map((point) => Plot.dot([point], { x: ({ same }: SameAndRight) => same.value, y: ({ right }: SameAndRight) => right.value, r: 2.75, symbol: shape[point.lever], fill: hue(point.lever) })),
      // Names stand towards the middle, and below where another point is near above; what runs through them is held off.
      ...recorded.map((point) => Plot.text([point], {
        x: ({ same }: SameAndRight) => same.value, y: ({ right }: SameAndRight) => right.value, text: 'name', fill: hue(point.lever), fontWeight: 600, stroke: 'var(--paper)', strokeWidth: 4,
        ...(point.same.value > 0.5 ? { textAnchor: 'end', dx: -9 } : { textAnchor: 'start', dx: 9 }),
        ...(isBelow(point, recorded) ? { lineAnchor: 'top', dy: 7 } : { lineAnchor: 'bottom', dy: -7 }),
      })),
    ],
  };
}

/** Names would run into each other where points are this near in height. */
const NEAR = 0.15;

function isBelow(point: SameAndRight, points: readonly SameAndRight[]): boolean {
  const at = points.indexOf(point);
  return points.some(({ right }, place) => {
    const above = right.value - point.right.value;
    return place !== at && above < NEAR && (above > 0 || (above === 0 && place < at));
  });
}
