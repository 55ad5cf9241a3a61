import { expect, test } from 'vitest';
import { median, readRequest } from './lighthouse.ts';

const pages = ['', 'about/', 'few-shot/'];

test('every built page is measured unless pages are named', () => {
  expect(readRequest([], pages).paths).toEqual(pages);
  expect(readRequest(['/few-shot/', '--runs', '1'], pages).paths).toEqual(['few-shot/']);
});

test('only performance, which varies, is measured more than once', () => {
  const { runs } = readRequest(['--runs=2'], pages);
  expect(runs).toEqual([['performance', 'accessibility', 'best-practices', 'seo'], ['performance']]);
});

test('a page that does not exist and a number of runs that is none are refused', () => {
  expect(() => readRequest(['few'], pages)).toThrow('"few" is no page of dist. Choose from /, /about/, /few-shot/.');
  expect(() => readRequest(['--runs', '0'], pages)).toThrow('--runs is "0"');
});

test('the median is the middle, or the mean of the middle two', () => {
  expect(median([90, 70, 80])).toBe(80);
  expect(median([90, 70, 80, 60])).toBe(75);
});
