import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderChart } from '../book/chart.ts';
import { shotCurve, type ShotPoint } from './shot-curve.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const points = (n: number): ShotPoint[] => [0, 1, 2, 8].map((k) => ({ k, y: { value: k / 10, low: k / 12, high: k / 9, n } }));
const draw = (live?: readonly ShotPoint[]) =>
  renderChart(shotCurve({ recorded: points(50), ...(live && { live }), chance: 0.2, shown: [0, 0.2, 0.4, 1] }), 'Accuracy.', document);

test('recorded points are rings; live ones fill them', () => {
  expect(draw().querySelectorAll('circle')).toHaveLength(4);
  expect(draw(points(12)).querySelectorAll('circle')).toHaveLength(8);
});

test('a live point without an answer yet is not drawn', () => {
  const [first, ...rest] = points(1);
  expect(draw([first!, ...rest.map(({ k, y }) => ({ k, y: { ...y, n: 0 } }))]).querySelectorAll('circle')).toHaveLength(5);
});

test('both reference levels are named', () => {
  expect(draw().textContent).toContain('guessing');
  expect(draw().textContent).toContain('name shown');
});
