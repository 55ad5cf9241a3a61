/** The benchmark's figures as text: tables, ratios, and the aims with whether they are met. */
import type { DecodeFigures } from './decode.ts';
import type { MatMulFigures } from './matmul.ts';
import type { TrainingFigures } from './training.ts';

export interface Figures {
  machine: string;
  node: string;
  /** GFLOP/s of the peak loop: the best of the whole run. */
  peak: number;
  decode: DecodeFigures;
  training: TrainingFigures;
  matmul: MatMulFigures[];
}

export interface Aim {
  name: string;
  wanted: number;
  measured: number;
  met: boolean;
}

/** Decode speeds are asked of a model of this size; others in proportion. */
const AIM_PARAMETERS = 0.9e6;
const AIM_DECODE_1 = 5000;
const AIM_DECODE_32 = 12000;
const AIM_ONNX = 1.3;

export function aimsOf({ decode, matmul }: Figures): Aim[] {
  const share = AIM_PARAMETERS / decode.parameters;
  const least = matmul.reduce((a, b) => (ratio(a) < ratio(b) ? a : b));
  const aim = (name: string, wanted: number, measured: number): Aim => ({ name, wanted, measured, met: measured >= wanted });
  return [
    aim('decode, batch 1, tok/s', AIM_DECODE_1 * share, decode.decode1),
    aim('decode, batch 32, tok/s', AIM_DECODE_32 * share, decode.decode32),
    aim(`times onnxruntime-web, at the least (${least.name}, ${least.rows === 1 ? '1 row' : `${least.rows} rows`})`, AIM_ONNX, ratio(least)),
  ];
}

function ratio({ ours, onnx }: MatMulFigures): number {
  return ours / onnx;
}

export function report(figures: Figures): string {
  const { decode, training, matmul, peak } = figures;
  const speeds = [
    ['', 'tok/s', 'times plain JavaScript'],
    ['decode, batch 1', whole(decode.decode1), times(decode.decode1 / decode.javascript)],
    ['decode, batch 32', whole(decode.decode32), times(decode.decode32 / decode.javascript)],
    ['plain JavaScript decode, batch 1', whole(decode.javascript), ''],
    ['prefill, 256 tokens', whole(decode.prefill), ''],
    [`training, forward and backward of ${whole(training.tokens)} tokens`, whole(training.backprop), ''],
    ['training, with the optimiser step', whole(training.step), ''],
  ];
  const products = [
    ['product', 'rows', 'K', 'N', 'ours', 'JS', 'ORT', 'ORT called', 'ours/JS', 'ours/ORT', 'of peak'],
    ...matmul.map((m) => [
      m.name, String(m.rows), String(m.K), String(m.N),
      m.ours.toFixed(1), m.javascript.toFixed(2), m.onnx.toFixed(1), m.onnxCalled.toFixed(1),
      times(m.ours / m.javascript), times(ratio(m)), `${Math.round((100 * m.ours) / m.peak)}%`,
    ]),
  ];
  const aims = [
    ['aim', 'wanted', 'measured', 'met'],
    ...aimsOf(figures).map(({ name, wanted, measured, met }) => [name, figure(wanted), figure(measured), met ? 'yes' : 'no']),
  ];
  return [
    `${figures.machine}; Node ${figures.node}; one thread; best of many short turns`,
    `The machine's own peak for scale: ${peak.toFixed(1)} GFLOP/s (one thread, 4-lane SIMD multiply and add)`,
    '',
    `TinyDesk's shape, ${whole(decode.parameters)} parameters`,
    table(speeds, 1),
    '',
    'Matrix products, GFLOP/s. ORT: onnxruntime-web (WebAssembly, one thread) inside a graph; "called" counts entering it',
    'from JavaScript for each product.',
    table(products, 1),
    '',
    `The aims, in proportion to this model's size`,
    table(aims, 1),
  ].join('\n');
}

function whole(n: number): string {
  return Math.round(n).toLocaleString('en-GB');
}

function times(n: number): string {
  return `${n < 10 ? n.toFixed(2) : n.toFixed(1)}x`;
}

function figure(n: number): string {
  return n < 100 ? n.toFixed(2) : whole(n);
}

/** Aligned columns: the first `left` to the left, the others to the right. */
function table(rows: readonly (readonly string[])[], left: number): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows
    .map((cells) => `  ${cells.map((cell, i) => (i < left ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')}`.trimEnd())
    .join('\n');
}
