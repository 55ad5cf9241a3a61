export { gemm, gemmTransposed } from './gemm';
export { packColumns, packRows } from './pack';
export { exponential, logarithm, ropeTables, cosine, sine, power } from './math';
export { rmsNorm, rmsNormBackward, rope, swiglu, swigluBackward, gather, scatterAdd } from './layers';
export { appendKeyValue, attend, attendBackward } from './attention';
export { argmax, softmax, logSumExp, crossEntropy } from './loss';
export { axpy, axpby, scale, sumOfSquares, adamw } from './optimiser';

/** Sets n floats to zero. */
export function zero(p: usize, n: i32): void {
  memory.fill(p, 0, <usize>n << 2);
}

/** Copies n floats. */
export function copy(to: usize, from: usize, n: i32): void {
  memory.copy(to, from, <usize>n << 2);
}
