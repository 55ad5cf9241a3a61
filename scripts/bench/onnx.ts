/** Matrix products in onnxruntime-web: its WebAssembly provider with SIMD, on one thread, in Node. */
import * as ort from 'onnxruntime-web';
import type { Contestant } from './measure.ts';
import { matMulModel, type MatMulModel } from './onnx-model.ts';

ort.env.wasm.numThreads = 1;

export interface MatMulSession {
  contestant: Contestant;
  /** The product [rows, N]. */
  result: () => Promise<Float32Array>;
  release: () => Promise<void>;
}

/** A session that multiplies `a` [rows, K]. Graph optimisation is off, since it would merge equal products into one. */
export async function matMulSession(model: MatMulModel, a: Float32Array): Promise<MatMulSession> {
  const session = await ort.InferenceSession.create(matMulModel(model), { executionProviders: ['wasm'], graphOptimizationLevel: 'disabled' });
  const feeds = { a: new ort.Tensor('float32', a, [model.rows, model.K]) };
  return {
    contestant: async (times) => {
      for (let i = 0; i < times; i++) await session.run(feeds, ['c0']);
    },
    result: async () => (await session.run(feeds, ['c0']))['c0']!.data as Float32Array,
    release: () => session.release(),
  };
}
