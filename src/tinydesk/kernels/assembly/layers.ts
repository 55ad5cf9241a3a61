// The parts of a Llama layer that are not matrix products, forward and backward.
import { exp4, sum4 } from './math';

/** RMS norm (Zhang and Sennrich 2019): out = x / sqrt(mean(x^2) + epsilon) * weight, for each of `rows` rows of d. */
export function rmsNorm(x: usize, weight: usize, out: usize, rows: i32, d: i32, epsilon: f32): void {
  const n = <usize>d << 2;
  for (let row = 0; row < rows; row++) {
    const r = f32x4.splat(inverseRms(x, n, <f32>d, epsilon));
    for (let i: usize = 0; i < n; i += 16) {
      v128.store(out + i, f32x4.mul(f32x4.mul(v128.load(x + i), r), v128.load(weight + i)));
    }
    x += n;
    out += n;
  }
}

// @ts-ignore: decorator
@inline
function inverseRms(x: usize, n: usize, d: f32, epsilon: f32): f32 {
  let s = f32x4.splat(0);
  for (let i: usize = 0; i < n; i += 16) {
    const v = v128.load(x + i);
    s = f32x4.add(s, f32x4.mul(v, v));
  }
  return <f32>1 / <f32>sqrt<f32>(sum4(s) / d + epsilon);
}

/** Adds the gradient of rmsNorm to dx and, unless `dWeight` is 0, to dWeight. */
export function rmsNormBackward(
  x: usize, weight: usize, dy: usize, dx: usize, dWeight: usize, rows: i32, d: i32, epsilon: f32,
): void {
  const n = <usize>d << 2;
  for (let row = 0; row < rows; row++) {
    const r = inverseRms(x, n, <f32>d, epsilon);
    let dot = f32x4.splat(0);
    for (let i: usize = 0; i < n; i += 16) {
      dot = f32x4.add(dot, f32x4.mul(f32x4.mul(v128.load(dy + i), v128.load(weight + i)), v128.load(x + i)));
    }
    const rr = f32x4.splat(r), k = f32x4.splat((r * r * r * sum4(dot)) / <f32>d);
    for (let i: usize = 0; i < n; i += 16) {
      const v = v128.load(x + i), g = v128.load(dy + i);
      const direct = f32x4.mul(f32x4.mul(g, v128.load(weight + i)), rr);
      v128.store(dx + i, f32x4.add(v128.load(dx + i), f32x4.sub(direct, f32x4.mul(v, k))));
      if (dWeight) v128.store(dWeight + i, f32x4.add(v128.load(dWeight + i), f32x4.mul(f32x4.mul(g, v), rr)));
    }
    x += n;
    dy += n;
    dx += n;
  }
}

/**
 * Rotary embedding in place, in the half-split convention of Hugging Face's Llama: the first `heads` heads of each row
 * of x (row stride `ld` bytes), row i at position positions[i] (int32). `direction` is 1, or -1 for the inverse turn,
 * which is the gradient.
 */
export function rope(
  x: usize, ld: usize, positions: usize, cos: usize, sin: usize, rows: i32, heads: i32, width: i32, direction: f32,
): void {
  const half = <usize>width << 1;
  const turn = f32x4.splat(direction);
  for (let row = 0; row < rows; row++) {
    const at = <usize>load<i32>(positions + (<usize>row << 2)) * half;
    let p = x;
    for (let head = 0; head < heads; head++) {
      for (let i: usize = 0; i < half; i += 16) {
        const c = v128.load(cos + at + i), s = f32x4.mul(v128.load(sin + at + i), turn);
        const a = v128.load(p + i), b = v128.load(p + half + i);
        v128.store(p + i, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, s)));
        v128.store(p + half + i, f32x4.add(f32x4.mul(b, c), f32x4.mul(a, s)));
      }
      p += half << 1;
    }
    x += ld;
  }
}

/** SwiGLU (Shazeer 2020): out = gate * sigmoid(gate) * up; a row of gateUp [rows, 2 * width] holds the gate, then up. */
export function swiglu(gateUp: usize, out: usize, rows: i32, width: i32): void {
  const one = f32x4.splat(1), n = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    for (let i: usize = 0; i < n; i += 16) {
      const g = v128.load(gateUp + i);
      const silu = f32x4.div(g, f32x4.add(one, exp4(f32x4.neg(g))));
      v128.store(out + i, f32x4.mul(silu, v128.load(gateUp + n + i)));
    }
    gateUp += n << 1;
    out += n;
  }
}

/** The gradient of swiglu, written over dGateUp [rows, 2 * width]. */
export function swigluBackward(gateUp: usize, dOut: usize, dGateUp: usize, rows: i32, width: i32): void {
  const one = f32x4.splat(1), n = <usize>width << 2;
  for (let row = 0; row < rows; row++) {
    for (let i: usize = 0; i < n; i += 16) {
      const g = v128.load(gateUp + i), d = v128.load(dOut + i);
      const sigmoid = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(g))));
      v128.store(dGateUp + n + i, f32x4.mul(d, f32x4.mul(g, sigmoid)));
      const slope = f32x4.mul(sigmoid, f32x4.add(one, f32x4.mul(g, f32x4.sub(one, sigmoid))));
      v128.store(dGateUp + i, f32x4.mul(f32x4.mul(d, v128.load(gateUp + n + i)), slope));
    }
    gateUp += n << 1;
    dGateUp += n << 1;
    dOut += n;
  }
}

/** Rows of an embedding table [*, d] picked by int32 ids. */
export function gather(table: usize, ids: usize, out: usize, rows: i32, d: i32): void {
  const n = <usize>d << 2;
  for (let row = 0; row < rows; row++) {
    memory.copy(out + <usize>row * n, table + <usize>load<i32>(ids + (<usize>row << 2)) * n, n);
  }
}

/** The gradient of gather: adds row i of dOut to row ids[i] of dTable. */
export function scatterAdd(dTable: usize, ids: usize, dOut: usize, rows: i32, d: i32): void {
  const n = <usize>d << 2;
  for (let row = 0; row < rows; row++) {
    const t = dTable + <usize>load<i32>(ids + (<usize>row << 2)) * n;
    for (let i: usize = 0; i < n; i += 16) v128.store(t + i, f32x4.add(v128.load(t + i), v128.load(dOut + i)));
    dOut += n;
  }
}
