// Element-wise arithmetic of the optimisers. All lengths are multiples of 4.

/** y += a * x */
export function axpy(a: f32, x: usize, y: usize, n: i32): void {
  const s = f32x4.splat(a);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) {
    v128.store(y + i, f32x4.add(v128.load(y + i), f32x4.mul(s, v128.load(x + i))));
  }
}

/** y = a * x + b * y */
export function axpby(a: f32, x: usize, b: f32, y: usize, n: i32): void {
  const s = f32x4.splat(a), t = f32x4.splat(b);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) {
    v128.store(y + i, f32x4.add(f32x4.mul(s, v128.load(x + i)), f32x4.mul(t, v128.load(y + i))));
  }
}

/** x *= a */
export function scale(a: f32, x: usize, n: i32): void {
  const s = f32x4.splat(a);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) v128.store(x + i, f32x4.mul(s, v128.load(x + i)));
}

/** Sum of squares, accumulated in 64 bits. */
export function sumOfSquares(x: usize, n: i32): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) {
    const v = v128.load(x + i);
    const a = f64x2.promote_low_f32x4(v), b = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const s = f64x2.add(low, high);
  return f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
}

/**
 * AdamW (Loshchilov and Hutter 2019), one step over n parameters p with gradient g and moments m and v.
 * `rate` and `second` carry the bias corrections: rate / (1 - beta1^t) and 1 / (1 - beta2^t); `decay` = rate * weight decay.
 */
export function adamw(
  p: usize, g: usize, m: usize, v: usize, n: i32,
  rate: f32, second: f32, beta1: f32, beta2: f32, epsilon: f32, decay: f32,
): void {
  const b1 = f32x4.splat(beta1), c1 = f32x4.splat(<f32>1 - beta1);
  const b2 = f32x4.splat(beta2), c2 = f32x4.splat(<f32>1 - beta2);
  const r = f32x4.splat(rate), s = f32x4.splat(second), e = f32x4.splat(epsilon), keep = f32x4.splat(<f32>1 - decay);
  for (let i: usize = 0; i < <usize>n << 2; i += 16) {
    const x = v128.load(g + i);
    const mm = f32x4.add(f32x4.mul(v128.load(m + i), b1), f32x4.mul(x, c1));
    const vv = f32x4.add(f32x4.mul(v128.load(v + i), b2), f32x4.mul(f32x4.mul(x, x), c2));
    v128.store(m + i, mm);
    v128.store(v + i, vv);
    const step = f32x4.div(f32x4.mul(mm, r), f32x4.add(f32x4.sqrt(f32x4.mul(vv, s)), e));
    v128.store(p + i, f32x4.sub(f32x4.mul(v128.load(p + i), keep), step));
  }
}
