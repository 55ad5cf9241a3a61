/** The matrix product as one writes it in plain JavaScript when it should be fast: typed arrays, four sums at once. */

/** out [rows, N] = a [rows, K] W^T, for W [N, K] row by row as a model file holds it. */
export function plainMatMul(a: Float32Array, w: Float32Array, out: Float32Array, rows: number, K: number, N: number): void {
  const whole = K - (K % 4);
  for (let row = 0; row < rows; row++) {
    const x = row * K;
    for (let n = 0; n < N; n++) {
      const y = n * K;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      let k = 0;
      for (; k < whole; k += 4) {
        s0 += a[x + k]! * w[y + k]!;
        s1 += a[x + k + 1]! * w[y + k + 1]!;
        s2 += a[x + k + 2]! * w[y + k + 2]!;
        s3 += a[x + k + 3]! * w[y + k + 3]!;
      }
      for (; k < K; k++) s0 += a[x + k]! * w[y + k]!;
      out[row * N + n] = s0 + s1 + (s2 + s3);
    }
  }
}
