// Matrix products over panelled right-hand sides.
//
// A right-hand side B [K, N] is stored as panels of eight columns: panel p holds B[k][8p..8p+7] for k = 0..K-1,
// one after the other, so that the inner loop reads it front to back. `panelStride` is the distance in bytes from
// one panel to the next: K * 32, or more when B is a slice of a longer cache.
//
// Every element of C is the sum a[0]*b[0] + a[1]*b[1] + ... taken in this order from zero, whatever the number of
// rows. A row's result therefore does not depend on what else is in the batch: prefill, decode and training agree
// to the last bit.

/** C[rows, 8 * panels] = A[rows, K] B, or C += A B. `lda` and `ldc` are row strides in bytes. */
export function gemm(
  a: usize, lda: usize, b: usize, panelStride: usize, c: usize, ldc: usize,
  rows: i32, K: i32, panels: i32, accumulate: bool,
): void {
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    rowBlock(a, lda, b, panelStride, c, ldc, K, panels, accumulate);
    a += lda << 2;
    c += ldc << 2;
  }
  for (; i < rows; i++) {
    singleRow(a, b, panelStride, c, K, panels, accumulate);
    a += lda;
    c += ldc;
  }
}

/** C[rows, 8 * panels] = A^T B with A stored as [K, rows] (row stride `lda`), or C += A^T B. `rows` is a multiple of 4. */
export function gemmTransposed(
  a: usize, lda: usize, b: usize, panelStride: usize, c: usize, ldc: usize,
  rows: i32, K: i32, panels: i32, accumulate: bool,
): void {
  for (let i = 0; i < rows; i += 4) {
    columnBlock(a, lda, b, panelStride, c, ldc, K, panels, accumulate);
    a += 16;
    c += ldc << 2;
  }
}

// @ts-ignore: decorator
@inline
function put(p: usize, left: v128, right: v128, accumulate: bool): void {
  if (accumulate) {
    v128.store(p, f32x4.add(v128.load(p), left));
    v128.store(p, f32x4.add(v128.load(p, 16), right), 16);
  } else {
    v128.store(p, left);
    v128.store(p, right, 16);
  }
}

/** Four rows at once: eight accumulators, so that the adds of one do not wait for each other. */
function rowBlock(
  a: usize, lda: usize, b: usize, panelStride: usize, c: usize, ldc: usize, K: i32, panels: i32, accumulate: bool,
): void {
  const a1 = a + lda, a2 = a1 + lda, a3 = a2 + lda;
  const end = <usize>K << 2;
  for (let panel = 0; panel < panels; panel++) {
    let p = b;
    let r0 = f32x4.splat(0), r1 = r0, s0 = r0, s1 = r0, t0 = r0, t1 = r0, u0 = r0, u1 = r0;
    for (let k: usize = 0; k < end; k += 4) {
      const left = v128.load(p), right = v128.load(p, 16);
      p += 32;
      let x = v128.load32_splat(a + k);
      r0 = f32x4.add(r0, f32x4.mul(x, left));
      r1 = f32x4.add(r1, f32x4.mul(x, right));
      x = v128.load32_splat(a1 + k);
      s0 = f32x4.add(s0, f32x4.mul(x, left));
      s1 = f32x4.add(s1, f32x4.mul(x, right));
      x = v128.load32_splat(a2 + k);
      t0 = f32x4.add(t0, f32x4.mul(x, left));
      t1 = f32x4.add(t1, f32x4.mul(x, right));
      x = v128.load32_splat(a3 + k);
      u0 = f32x4.add(u0, f32x4.mul(x, left));
      u1 = f32x4.add(u1, f32x4.mul(x, right));
    }
    put(c, r0, r1, accumulate);
    put(c + ldc, s0, s1, accumulate);
    put(c + 2 * ldc, t0, t1, accumulate);
    put(c + 3 * ldc, u0, u1, accumulate);
    b += panelStride;
    c += 32;
  }
}

/**
 * One row against four panels at once, then against what is left. The four lie a quarter of B apart: each is followed in
 * memory by the one that is read after it, which large matrices need to arrive from cache in time.
 */
function singleRow(a: usize, b: usize, panelStride: usize, c: usize, K: i32, panels: i32, accumulate: bool): void {
  const end = a + (<usize>K << 2);
  const quarter = panels >> 2;
  const apart = <usize>quarter * panelStride, columns = <usize>quarter << 5;
  for (let panel = 0; panel < quarter; panel++) {
    let p = b, q = p + apart, r = q + apart, s = r + apart;
    let p0 = f32x4.splat(0), p1 = p0, q0 = p0, q1 = p0, r0 = p0, r1 = p0, s0 = p0, s1 = p0;
    for (let k = a; k < end; k += 4) {
      const x = v128.load32_splat(k);
      p0 = f32x4.add(p0, f32x4.mul(x, v128.load(p)));
      p1 = f32x4.add(p1, f32x4.mul(x, v128.load(p, 16)));
      q0 = f32x4.add(q0, f32x4.mul(x, v128.load(q)));
      q1 = f32x4.add(q1, f32x4.mul(x, v128.load(q, 16)));
      r0 = f32x4.add(r0, f32x4.mul(x, v128.load(r)));
      r1 = f32x4.add(r1, f32x4.mul(x, v128.load(r, 16)));
      s0 = f32x4.add(s0, f32x4.mul(x, v128.load(s)));
      s1 = f32x4.add(s1, f32x4.mul(x, v128.load(s, 16)));
      p += 32; q += 32; r += 32; s += 32;
    }
    put(c, p0, p1, accumulate);
    put(c + columns, q0, q1, accumulate);
    put(c + 2 * columns, r0, r1, accumulate);
    put(c + 3 * columns, s0, s1, accumulate);
    b += panelStride;
    c += 32;
  }
  b += 3 * apart;
  c += 3 * columns;
  for (let panel = quarter << 2; panel < panels; panel++) {
    let p = b;
    let p0 = f32x4.splat(0), p1 = p0;
    for (let k = a; k < end; k += 4) {
      const x = v128.load32_splat(k);
      p0 = f32x4.add(p0, f32x4.mul(x, v128.load(p)));
      p1 = f32x4.add(p1, f32x4.mul(x, v128.load(p, 16)));
      p += 32;
    }
    put(c, p0, p1, accumulate);
    b += panelStride;
    c += 32;
  }
}

/** Four columns of A, that is four rows of C, at once. */
function columnBlock(
  a: usize, lda: usize, b: usize, panelStride: usize, c: usize, ldc: usize, K: i32, panels: i32, accumulate: bool,
): void {
  for (let panel = 0; panel < panels; panel++) {
    let p = b, x = a;
    let r0 = f32x4.splat(0), r1 = r0, s0 = r0, s1 = r0, t0 = r0, t1 = r0, u0 = r0, u1 = r0;
    for (let k = 0; k < K; k++) {
      const left = v128.load(p), right = v128.load(p, 16);
      p += 32;
      let y = v128.load32_splat(x);
      r0 = f32x4.add(r0, f32x4.mul(y, left));
      r1 = f32x4.add(r1, f32x4.mul(y, right));
      y = v128.load32_splat(x, 4);
      s0 = f32x4.add(s0, f32x4.mul(y, left));
      s1 = f32x4.add(s1, f32x4.mul(y, right));
      y = v128.load32_splat(x, 8);
      t0 = f32x4.add(t0, f32x4.mul(y, left));
      t1 = f32x4.add(t1, f32x4.mul(y, right));
      y = v128.load32_splat(x, 12);
      u0 = f32x4.add(u0, f32x4.mul(y, left));
      u1 = f32x4.add(u1, f32x4.mul(y, right));
      x += lda;
    }
    put(c, r0, r1, accumulate);
    put(c + ldc, s0, s1, accumulate);
    put(c + 2 * ldc, t0, t1, accumulate);
    put(c + 3 * ldc, u0, u1, accumulate);
    b += panelStride;
    c += 32;
  }
}
