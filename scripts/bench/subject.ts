/** The model that the benchmark runs: the shipped shape with the weights that pretraining starts from. */
import { readFileSync } from 'node:fs';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { startWeights } from '../../src/tinydesk/train/start.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';

const WASM = new URL('../../src/tinydesk/kernels/kernels.wasm', import.meta.url);

export async function freshKernels(): Promise<Kernels> {
  return Kernels.instantiate(readFileSync(WASM));
}

export async function subject(): Promise<{ kernels: Kernels; weights: Weights }> {
  const kernels = await freshKernels();
  const weights = new Weights(kernels, SHAPE);
  startWeights(kernels, weights, 'bench');
  return { kernels, weights };
}
