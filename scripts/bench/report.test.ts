import { expect, test } from 'vitest';
import { aimsOf, report, type Figures } from './report.ts';

const product = { name: 'qkv', rows: 1, K: 128, N: 384, ours: 40, javascript: 2, onnx: 25, onnxCalled: 8, peak: 48 };
const figures: Figures = {
  machine: 'a processor', node: '24.0.0', peak: 48,
  decode: { parameters: 1_800_000, decode1: 2_600, decode32: 5_900, prefill: 9_000, javascript: 400 },
  training: { tokens: 1_100, backprop: 3_000, step: 2_500 },
  matmul: [product, { ...product, name: 'head', onnx: 32 }],
};

test('decode aims shrink as the model grows, and the onnxruntime aim is judged on its worst product', () => {
  expect(aimsOf(figures)).toEqual([
    { name: 'decode, batch 1, tok/s', wanted: 2_500, measured: 2_600, met: true },
    { name: 'decode, batch 32, tok/s', wanted: 6_000, measured: 5_900, met: false },
    { name: 'times onnxruntime-web, at the least (head, 1 row)', wanted: 1.3, measured: 1.25, met: false },
  ]);
});

test('the report prints ratios and whether each aim is met, as it is', () => {
  const lines = report(figures).split('\n').map((line) => line.trim().split(/ {2,}/));
  expect(lines).toContainEqual(['decode, batch 1', '2,600', '6.50x']);
  expect(lines).toContainEqual(['head', '1', '128', '384', '40.0', '2.00', '32.0', '8.0', '20.0x', '1.25x', '83%']);
  expect(lines).toContainEqual(['decode, batch 32, tok/s', '6,000', '5,900', 'no']);
});
