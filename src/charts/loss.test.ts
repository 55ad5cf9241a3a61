import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderChart } from '../book/chart.ts';
import { loss } from './loss.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');

test('the loss is one line from zero, and every stage is named where it begins', () => {
  const points = [[1e6, 4], [2e6, 1], [3e6, 0.5]] as const;
  const svg = renderChart(loss({ points, stages: [{ from: 0, name: 'keywords' }, { from: 2e6, name: 'everything' }] }, 560), 'Loss falls.', document);
  for (const text of ['keywords', 'everything', 'million tokens read', '0']) expect(svg.textContent).toContain(text);
  expect(svg.querySelectorAll('g[fill=none] path')).toHaveLength(1);
});

test('a stage that begins near the end is named to the left of its line', () => {
  const svg = renderChart(loss({ points: [[1e6, 4], [3e6, 0.5]], stages: [{ from: 0, name: 'keywords' }, { from: 2.9e6, name: 'widened' }] }, 560), 'Loss falls.', document);
  const anchor = (name: string) => Array.from(svg.querySelectorAll('text')).find(({ textContent }) => textContent === name)?.closest('[text-anchor]')?.getAttribute('text-anchor');
  expect([anchor('keywords'), anchor('widened')]).toEqual(['start', 'end']);
});
