import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderChart } from '../book/chart.ts';
import { curve } from './curve.ts';
import type { Estimate } from './estimate.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const estimate = (value: number): Estimate => ({ value, low: value - 0.05, high: value + 0.05, n: 400 });

const accuracy = curve(
  {
    series: [{ name: 'examples', lever: 'prompt', points: [0, 2, 4].map((x) => ({ x, y: estimate(0.2 + x / 8) })) }],
    xLabel: 'examples in the prompt',
    reference: { value: 0.2, name: 'chance' },
  },
  600,
);

test('a chart is one labelled picture without styles or labelled groups', () => {
  const svg = renderChart(accuracy, 'Accuracy rises.', document);
  expect(svg.getAttribute('role')).toBe('img');
  expect(svg.getAttribute('aria-label')).toBe('Accuracy rises.');
  expect(svg.outerHTML).not.toMatch(/<style|<g[^>]* aria-/);
});

test('a curve has a band, a line and a point for every estimate', () => {
  const svg = renderChart(accuracy, 'Accuracy rises.', document);
  expect(svg.querySelectorAll('g[fill-opacity] path')).toHaveLength(1);
  expect(svg.querySelectorAll('g[stroke-linejoin] path')).toHaveLength(1);
  expect(svg.querySelectorAll('circle')).toHaveLength(3);
  expect(svg.textContent).toContain('examples in the prompt');
});

test('counts have an axis of their own, and no band, since they are not estimates', () => {
  const tokens = [18, 45, 105].map((value, x) => ({ x, y: { value, low: value, high: value, n: 200 } }));
  const svg = renderChart(curve({ series: [{ name: 'tokens', lever: 'prompt', points: tokens }], xLabel: 'lines', scale: { most: 120, format: String } }, 330), 'Tokens.', document);
  expect(svg.querySelectorAll('g[fill-opacity]')).toHaveLength(0);
  expect(Array.from(svg.querySelectorAll('text'), ({ textContent }) => textContent)).toContain('120');
});

test('the names of lines that meet at the end stand where the lines are apart up to the next point', () => {
  const meeting = (heights: readonly (readonly [number, number])[]) => curve({
    series: ([['upper', 'prompt'], ['lower', 'base']] as const).map(([name, lever], at) => ({ name, lever, points: heights.map((pair, x) => ({ x, y: estimate(pair[at]!) })) })), xLabel: 'x',
  }, 330);
  const places = (chart: ReturnType<typeof curve>) => {
    const svg = renderChart(chart, 'Lines.', document);
    const across = (element: Element) => Number(/translate\(([\d.]+)/.exec(element.getAttribute('transform') ?? '')?.[1]);
    const name = Array.from(svg.querySelectorAll('text')).find(({ textContent }) => textContent === 'lower')!;
    return { name: across(name), points: Array.from(svg.querySelectorAll('circle'), (circle) => Number(circle.getAttribute('cx'))) };
  };
  const falls = places(meeting([[1, 0.5], [0.9, 0], [0.9, 0], [0, 0], [0, 0]]));
  expect(falls.points.map((x) => Math.round(x - falls.name)).indexOf(0)).toBe(1);
  // The room that a name takes before the end is not kept behind it.
  expect(Math.max(...falls.points)).toBeGreaterThan(300);
  const apart = places(meeting([[1, 0.5], [0.9, 0]]));
  expect(Math.max(...apart.points)).toBeCloseTo(apart.name, 0);
  expect(Math.max(...apart.points)).toBeLessThan(300);
});
