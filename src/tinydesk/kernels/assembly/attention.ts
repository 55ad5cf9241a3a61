// Causal attention of one head over one sequence, forward and backward.
//
// Keys lie as panels of K^T (8 positions a panel: [positions / 8][width][8]) and values as panels of V
// ([width / 8][capacity][8]), so that scores = Q K^T and outputs = P V are both the products of gemm.ts. The same
// function serves prefill, decode (one row) and training (which keeps the probabilities).
import { exp4, sum4 } from './math';
import { gemm, gemmTransposed } from './gemm';

/** Writes one position's key and value (each `width` floats) into the panels at position t. */
export function appendKeyValue(
  key: usize, value: usize, keys: usize, values: usize, t: i32, width: i32, capacity: i32,
): void {
  let k = keys + (<usize>(t >> 3) * <usize>width << 5) + (<usize>(t & 7) << 2);
  for (let i: usize = 0; i < <usize>width << 2; i += 4) {
    store<f32>(k, load<f32>(key + i));
    k += 32;
  }
  let v = values + (<usize>t << 5);
  for (let i: usize = 0; i < <usize>width << 2; i += 32) {
    v128.store(v, v128.load(value + i));
    v128.store(v, v128.load(value + i, 16), 16);
    v += <usize>capacity << 5;
  }
}

/**
 * out[i] = softmax(q[i] K^T / sqrt(width)) V over positions 0 .. first + i, for `rows` query rows.
 * `probabilities` has room for rows x capacity floats when `keep`, else for 4 x capacity. `capacity` is a multiple
 * of 8 and at least first + rows rounded up to 8; beyond the last position, keys and values may be anything.
 */
export function attend(
  q: usize, ldq: usize, keys: usize, values: usize, out: usize, ldo: usize, probabilities: usize,
  rows: i32, first: i32, width: i32, capacity: i32, keep: bool,
): void {
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>width);
  const ldp = <usize>capacity << 2;
  for (let i = 0; i < rows; i += 4) {
    const block = min(4, rows - i);
    const length = first + i + block;
    const p = keep ? probabilities + <usize>i * ldp : probabilities;
    gemm(q + <usize>i * ldq, ldq, keys, <usize>width << 5, p, ldp, block, width, (length + 7) >> 3, false);
    for (let r = 0; r < block; r++) softmaxRow(p + <usize>r * ldp, first + i + r + 1, (length + 7) & ~7, scale);
    gemm(p, ldp, values, <usize>capacity << 5, out + <usize>i * ldo, ldo, block, length, width >> 3, false);
  }
}

/** Softmax of scale * row[0 .. visible), zeros up to `padded` (a multiple of 8). */
function softmaxRow(row: usize, visible: i32, padded: i32, scale: f32): void {
  for (let t = visible; t < padded; t++) store<f32>(row + (<usize>t << 2), -Infinity);
  const end = row + (<usize>padded << 2);
  // Without a NaN, pmax is max, in one instruction; two at a time do not wait for each other.
  let m = f32x4.splat(-Infinity), n = m;
  for (let p = row; p < end; p += 32) {
    m = f32x4.pmax(m, v128.load(p));
    n = f32x4.pmax(n, v128.load(p, 16));
  }
  m = f32x4.pmax(m, n);
  m = f32x4.pmax(m, v128.shuffle<f32>(m, m, 2, 3, 0, 1));
  const s = f32x4.splat(scale), h = f32x4.pmax(m, v128.shuffle<f32>(m, m, 1, 0, 3, 2));
  let total = f32x4.splat(0);
  for (let p = row; p < end; p += 32) {
    const left = exp4(f32x4.mul(f32x4.sub(v128.load(p), h), s));
    const right = exp4(f32x4.mul(f32x4.sub(v128.load(p, 16), h), s));
    v128.store(p, left);
    v128.store(p, right, 16);
    total = f32x4.add(f32x4.add(total, left), right);
  }
  const r = f32x4.splat(<f32>1 / sum4(total));
  for (let p = row; p < end; p += 32) {
    v128.store(p, f32x4.mul(v128.load(p), r));
    v128.store(p, f32x4.mul(v128.load(p, 16), r), 16);
  }
}

/**
 * The gradient of `attend` (with first = 0) for one query head: writes dq and adds to dk and dv.
 *
 * keyRows: panels of K ([width / 8][capacity][8]); valueColumns: panels of V^T ([rows / 8][width][8]);
 * queryRows and dOutRows: panels of Q and of dO ([width / 8][capacity][8]); scores: scratch, rows x capacity.
 * dk and dv have stride `ldkv` and room for rows rounded up to 4.
 */
export function attendBackward(
  probabilities: usize, keyRows: usize, valueColumns: usize, queryRows: usize, dOutRows: usize,
  dOut: usize, ldo: usize, dq: usize, ldq: usize, dk: usize, dv: usize, ldkv: usize, scores: usize,
  rows: i32, width: i32, capacity: i32,
): void {
  const scale: f32 = <f32>1 / sqrt<f32>(<f32>width);
  const ldp = <usize>capacity << 2, stride = <usize>capacity << 5;
  for (let i = 0; i < rows; i += 4) {
    const block = min(4, rows - i), length = i + block, padded = (length + 7) & ~7;
    const d = scores + <usize>i * ldp, p = probabilities + <usize>i * ldp;
    gemm(dOut + <usize>i * ldo, ldo, valueColumns, <usize>width << 5, d, ldp, block, width, padded >> 3, false);
    for (let r = 0; r < block; r++) {
      const pr = p + <usize>r * ldp, dr = d + <usize>r * ldp;
      let dot = f32x4.splat(0);
      for (let t: usize = 0; t < <usize>padded << 2; t += 16) {
        dot = f32x4.add(dot, f32x4.mul(v128.load(pr + t), v128.load(dr + t)));
      }
      const mean = f32x4.splat(sum4(dot)), s = f32x4.splat(scale);
      for (let t: usize = 0; t < <usize>padded << 2; t += 16) {
        v128.store(dr + t, f32x4.mul(f32x4.mul(v128.load(pr + t), f32x4.sub(v128.load(dr + t), mean)), s));
      }
    }
    gemm(d, ldp, keyRows, stride, dq + <usize>i * ldq, ldq, block, length, width >> 3, false);
  }
  for (let t = 0; t < rows; t += 4) {
    const at = <usize>t * ldp + (<usize>t << 2), from = <usize>t << 5;
    const o = <usize>t * ldkv;
    gemmTransposed(scores + at, ldp, queryRows + from, stride, dk + o, ldkv, 4, rows - t, width >> 3, true);
    gemmTransposed(probabilities + at, ldp, dOutRows + from, stride, dv + o, ldkv, 4, rows - t, width >> 3, true);
  }
}
