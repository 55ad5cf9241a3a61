import * as Plot from '@observablehq/plot';
import type { ChartOptions } from '../book/chart.ts';

/** The loss of a training run: points of [tokens read, mean loss in nats], and the stages that it went through. */
export interface LossCurve {
  readonly points: readonly (readonly [number, number])[];
  /** Each is named where it begins, in tokens. */
  readonly stages: readonly { readonly from: number; readonly name: string }[];
}

/** Loss along the tokens read, from zero, with a line where each stage begins. `width` in CSS pixels. */
export function loss({ points, stages }: LossCurve, width: number): ChartOptions {
  const most = Math.max(...points.map(([, value]) => value));
  const until = Math.max(...points.map(([tokens]) => tokens));
  return {
    width,
    height: Math.round(Math.max(220, width * 0.38)),
    marginLeft: 30,
    marginRight: 14,
    marginTop: 14 + 15 * stages.length,
    marginBottom: 42,
    x: { tickFormat: (tokens: number) => String(tokens / 1e6), ticks: width < 480 ? 4 : 8, tickSize: 0, tickPadding: 8, label: 'million tokens read', labelAnchor: 'center', labelArrow: 'none', labelOffset: 38 },
    y: { domain: [0, most], ticks: 5, tickSize: 0, label: null },
    marks: [
      Plot.gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      Plot.ruleY([0], { stroke: 'var(--edge)' }),
      // Names stand above the plot, one below the other, so that near stages do not collide.
      ...stages.flatMap(({ from, name }, i) => [
        Plot.ruleX([from], { stroke: 'var(--edge)', strokeDasharray: '3 4', insetTop: -15 * (stages.length - i) + 3 }),
        Plot.text([from], { x: (x: number) => x, frameAnchor: 'top', text: () => name, ...(from > 0.8 * until ? { textAnchor: 'end', dx: -5 } : { textAnchor: 'start', dx: 5 }), dy: -15 * (stages.length - i) + 3, fill: 'var(--soft)' }),
      ]),
      Plot.lineY(points, { x: ([tokens]) => tokens, y: ([, value]) => value, stroke: 'var(--ink)', strokeWidth: 1.5 }),
    ],
  };
}
