// Laying matrices out as panels of eight columns (see gemm.ts). Lengths that are not multiples of eight are padded
// with zeros.

/** Panels of B [K, N], given row by row with stride `ld` bytes: 8-float slices copied. */
export function packColumns(src: usize, ld: usize, K: i32, N: i32, out: usize, panelStride: usize): void {
  for (let n = 0; n < N; n += 8) {
    let s = src + (<usize>n << 2), o = out;
    if (n + 8 <= N) {
      for (let k = 0; k < K; k++) {
        v128.store(o, v128.load(s));
        v128.store(o, v128.load(s, 16), 16);
        s += ld;
        o += 32;
      }
    } else {
      for (let k = 0; k < K; k++) {
        for (let j = 0; j < 8; j++) {
          store<f32>(o + (<usize>j << 2), n + j < N ? load<f32>(s + (<usize>j << 2)) : <f32>0);
        }
        s += ld;
        o += 32;
      }
    }
    out += panelStride;
  }
}

/** Panels of B = S^T [K, N], given S [N, K] row by row with stride `ld` bytes. K is a multiple of 4. */
export function packRows(src: usize, ld: usize, K: i32, N: i32, out: usize, panelStride: usize): void {
  for (let n = 0; n < N; n += 8) {
    packHalf(src, ld, K, min(4, N - n), out);
    packHalf(src + 4 * ld, ld, K, max(0, min(4, N - n - 4)), out + 16);
    src += 8 * ld;
    out += panelStride;
  }
}

/** Four rows of S, transposed into half a panel; rows from `present` on count as zero. */
function packHalf(src: usize, ld: usize, K: i32, present: i32, out: usize): void {
  const zero = f32x4.splat(0);
  for (let k = 0; k < K; k += 4) {
    const p = src + (<usize>k << 2);
    const a = present > 0 ? v128.load(p) : zero;
    const b = present > 1 ? v128.load(p + ld) : zero;
    const c = present > 2 ? v128.load(p + 2 * ld) : zero;
    const d = present > 3 ? v128.load(p + 3 * ld) : zero;
    const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5), ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5), cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(out, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
    v128.store(out, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 32);
    v128.store(out, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 64);
    v128.store(out, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 96);
    out += 128;
  }
}
