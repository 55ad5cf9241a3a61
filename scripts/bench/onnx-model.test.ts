import { expect, test } from 'vitest';
import { matMulSession } from './onnx.ts';
import { plainMatMul } from './plain-matmul.ts';

test.each([1, 3])('onnxruntime reads the model of %i products and multiplies', async (repeats) => {
  const [rows, K, N] = [3, 200, 16];
  const a = Float32Array.from({ length: rows * K }, (_, i) => ((i * 37) % 101) / 101 - 0.5);
  const w = Float32Array.from({ length: N * K }, (_, i) => ((i * 53) % 97) / 97 - 0.5);
  const weight = new Float32Array(K * N);
  for (let k = 0; k < K; k++) for (let n = 0; n < N; n++) weight[k * N + n] = w[n * K + k]!;
  const expected = new Float32Array(rows * N);
  plainMatMul(a, w, expected, rows, K, N);

  const session = await matMulSession({ rows, K, N, weight, repeats }, a);
  const product = await session.result();
  await session.release();
  expect(product).toHaveLength(rows * N);
  product.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
});
