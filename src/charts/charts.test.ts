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
