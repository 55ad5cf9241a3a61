/**
 * Measures the engine on this machine: decode, prefill and training of TinyDesk's shape, and each of its matrix products
 * beside plain JavaScript and onnxruntime-web.
 *
 *   npm run bench              tables, ratios and the aims
 *   npm run bench -- --json    the same figures as JSON
 *
 * Takes about a minute on a machine that is otherwise idle. Nothing is asserted: speeds belong to the machine, and a busy one is slower.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { decodeFigures } from './bench/decode.ts';
import { matMulFigures } from './bench/matmul.ts';
import { aimsOf, report, type Figures } from './bench/report.ts';
import { trainingFigures } from './bench/training.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const progress = (line: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
};

progress('decode and prefill');
const decode = await decodeFigures();
progress('training');
const training = await trainingFigures();
const matmul = await matMulFigures(progress);
progress('');
const figures: Figures = {
  machine: cpus()[0]?.model.trim() ?? 'unknown processor',
  node: process.versions.node,
  peak: Math.max(...matmul.map((m) => m.peak)),
  decode, training, matmul,
};
console.log(values.json ? JSON.stringify({ ...figures, aims: aimsOf(figures) }, null, 2) : report(figures));
