/** The model's matrix products on our kernels, in plain JavaScript and in onnxruntime-web, side by side. */
import { dimensionsOf } from '../../src/tinydesk/model/weights.ts';
import { Random } from '../../src/tinydesk/random.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';
import { race, type Contestant } from './measure.ts';
import { matMulSession } from './onnx.ts';
import { peak } from './peak.ts';
import { plainMatMul } from './plain-matmul.ts';
import { freshKernels } from './subject.ts';

/**
 * Rows: one sequence decoding, 32 of them, and a training batch; with the products in one onnxruntime graph, so many that
 * entering it costs each of them next to nothing.
 */
const ROWS = [
  { rows: 1, repeats: 512 },
  { rows: 32, repeats: 32 },
  { rows: 1100, repeats: 6 },
];
const ROUNDS = 40;

export interface MatMulFigures {
  name: string;
  rows: number;
  K: number;
  N: number;
  /** GFLOP/s, at 2 * rows * K * N operations a product. */
  ours: number;
  javascript: number;
  /** Products inside one long graph: onnxruntime without what entering it from JavaScript costs. */
  onnx: number;
  /** A graph of one product, entered from JavaScript each time. */
  onnxCalled: number;
  /** The peak loop's GFLOP/s in the same minutes. */
  peak: number;
}

/** [K, N] of each product of the model. */
export function matMulShapes(): { name: string; K: number; N: number }[] {
  const { d, q, qkv, ffn, logits } = dimensionsOf(SHAPE);
  return [
    { name: 'qkv', K: d, N: qkv },
    { name: 'o', K: q, N: d },
    { name: 'gateUp', K: d, N: 2 * ffn },
    { name: 'down', K: ffn, N: d },
    { name: 'head', K: d, N: logits },
  ];
}

export async function matMulFigures(progress: (line: string) => void): Promise<MatMulFigures[]> {
  const ceiling = await peak();
  const figures: MatMulFigures[] = [];
  for (const { rows, repeats } of ROWS) {
    for (const { name, K, N } of matMulShapes()) {
      progress(`matrix products: ${name} at ${rows} rows`);
      const random = new Random(`bench/${name}/${rows}`);
      const a = Float32Array.from({ length: rows * K }, () => random.float() - 0.5);
      const w = Float32Array.from({ length: N * K }, () => random.float() - 0.5);
      const ours = await kernelProduct(a, w, rows, K, N);
      const out = new Float32Array(rows * N);
      const single = await matMulSession({ rows, K, N, weight: transpose(w, N, K), repeats: 1 }, a);
      const many = await matMulSession({ rows, K, N, weight: transpose(w, N, K), repeats }, a);
      plainMatMul(a, w, out, rows, K, N);
      requireEqual(ours.result(), out, `our ${name}`);
      requireEqual(await single.result(), out, `onnxruntime's ${name}`);
      const seconds = await race({
        peak: ceiling.contestant,
        ours: ours.contestant,
        javascript: (times) => {
          for (let i = 0; i < times; i++) plainMatMul(a, w, out, rows, K, N);
        },
        single: single.contestant,
        many: many.contestant,
      }, ROUNDS);
      await single.release();
      await many.release();
      const rate = (time: number): number => (2 * rows * K * N) / time / 1e9;
      figures.push({
        name, rows, K, N,
        ours: rate(seconds.ours),
        javascript: rate(seconds.javascript),
        onnx: rate(seconds.many / repeats),
        onnxCalled: rate(seconds.single),
        peak: ceiling.operations / seconds.peak / 1e9,
      });
    }
  }
  return figures;
}

async function kernelProduct(a: Float32Array, w: Float32Array, rows: number, K: number, N: number): Promise<{ contestant: Contestant; result: () => Float32Array }> {
  const kernels = await freshKernels();
  const { run } = kernels;
  const plain = kernels.allocate(N * K);
  const panels = kernels.allocate(N * K);
  const left = kernels.allocate(rows * K);
  const out = kernels.allocate(rows * N);
  kernels.floats(plain, N * K).set(w);
  kernels.floats(left, rows * K).set(a);
  run.packRows(plain, K * 4, K, N, panels, K * 32);
  const contestant = (times: number): void => {
    for (let i = 0; i < times; i++) run.gemm(left, K * 4, panels, K * 32, out, N * 4, rows, K, N / 8, 0);
  };
  return {
    contestant,
    result: () => {
      contestant(1);
      return kernels.floats(out, rows * N);
    },
  };
}

/** [columns, rows] of a matrix [rows, columns]. */
function transpose(w: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) out[c * rows + r] = w[r * columns + c]!;
  return out;
}

/** A fast wrong product would be worth nothing. */
function requireEqual(actual: Float32Array, expected: Float32Array, what: string): void {
  const worst = expected.reduce((most, value, i) => Math.max(most, Math.abs(value - actual[i]!)), 0);
  if (!(worst < 1e-4)) throw new Error(`${what} product differs from plain JavaScript's by ${worst}; its speed means nothing.`);
}
