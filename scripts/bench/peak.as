// The machine's own peak: 4-lane multiplications and additions that do not wait for one another.

/**
 * Runs twelve chains of x = x * a + b for `steps` steps, each 12 * 4 * 2 floating-point operations, and returns a sum
 * of them all. Twelve hide the latency of both operations and fit the sixteen registers of x86.
 */
export function chains(steps: i32, a: f32, b: f32): f32 {
  const m = f32x4.splat(a), s = f32x4.splat(b);
  let c0 = f32x4.splat(0), c1 = f32x4.splat(1), c2 = f32x4.splat(2), c3 = f32x4.splat(3);
  let c4 = f32x4.splat(4), c5 = f32x4.splat(5), c6 = f32x4.splat(6), c7 = f32x4.splat(7);
  let c8 = f32x4.splat(8), c9 = f32x4.splat(9), c10 = f32x4.splat(10), c11 = f32x4.splat(11);
  for (let i = 0; i < steps; i++) {
    c0 = f32x4.add(f32x4.mul(c0, m), s);
    c1 = f32x4.add(f32x4.mul(c1, m), s);
    c2 = f32x4.add(f32x4.mul(c2, m), s);
    c3 = f32x4.add(f32x4.mul(c3, m), s);
    c4 = f32x4.add(f32x4.mul(c4, m), s);
    c5 = f32x4.add(f32x4.mul(c5, m), s);
    c6 = f32x4.add(f32x4.mul(c6, m), s);
    c7 = f32x4.add(f32x4.mul(c7, m), s);
    c8 = f32x4.add(f32x4.mul(c8, m), s);
    c9 = f32x4.add(f32x4.mul(c9, m), s);
    c10 = f32x4.add(f32x4.mul(c10, m), s);
    c11 = f32x4.add(f32x4.mul(c11, m), s);
  }
  const low = f32x4.add(f32x4.add(f32x4.add(c0, c1), f32x4.add(c2, c3)), f32x4.add(c4, c5));
  const sum = f32x4.add(low, f32x4.add(f32x4.add(f32x4.add(c6, c7), f32x4.add(c8, c9)), f32x4.add(c10, c11)));
  return f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3);
}
