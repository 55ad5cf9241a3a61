import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { renderChart } from '../book/chart.ts';
import { sameAndRight, type SameAndRight } from './same-and-right.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const at = (name: string, same: number, right: number): SameAndRight => {
  const estimate = (value: number) => ({ value, low: value - 0.1, high: value + 0.1, n: 40 });
  return { name, lever: 'prompt', same: estimate(same), right: estimate(right) };
};
const draw = (live?: readonly SameAndRight[]) => renderChart(sameAndRight([at('constant', 0.9, 0.2), at('varied', 0.4, 0.8)], live), 'Consistency.', document);
const places = (svg: SVGElement) => Array.from(svg.querySelectorAll('circle'), (circle) => [Number(circle.getAttribute('cx')), Number(circle.getAttribute('cy'))] as const);

test('more of the same stands further to the right, and more that is right further up', () => {
  const [constant, varied] = places(draw());
  expect(constant![0]).toBeGreaterThan(varied![0]);
  expect(constant![1]).toBeGreaterThan(varied![1]);
});

test('of two names that are near, the lower stands below its point', () => {
  const svg = renderChart(sameAndRight([at('upper', 0.8, 0.7), at('lower', 0.75, 0.6)]), 'Consistency.', document);
  const [upper, lower] = places(svg);
  const height = (name: string) => Number(/translate\([\d.]+,([\d.]+)\)/.exec(Array.from(svg.querySelectorAll('text')).find(({ textContent }) => textContent === name)!.getAttribute('transform')!)![1]);
  expect(height('upper') <= upper![1]).toBe(true);
  expect(height('lower') >= lower![1]).toBe(true);
});

test('both intervals of every point are drawn, and every prompt is named', () => {
  const svg = draw();
  for (const name of ['constant', 'varied', 'the same, and wrong']) expect(svg.textContent).toContain(name);
  expect(draw([at('constant', 0.8, 0.3)]).querySelectorAll('line')).toHaveLength(svg.querySelectorAll('line').length + 2);
});
