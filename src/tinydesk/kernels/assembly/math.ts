// Transcendental functions of our own, so that their bits do not depend on the JavaScript engine.

/** Sum of the four lanes, in a fixed order. */
// @ts-ignore: decorator
@inline
export function sum4(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * e^x in each lane, within 2 units in the last place (after Cephes expf); 0 below -40, e^88.3 above 88.3.
 *
 * Next to the largest term of a softmax, or to the 1 of a sigmoid, e^-40 is nothing; but products with numbers that
 * small end in subnormals, which processors compute many times more slowly.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const present = f32x4.ge(x, f32x4.splat(-40));
  x = f32x4.max(f32x4.splat(-40), f32x4.min(f32x4.splat(88.3), x));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let y = f32x4.splat(1.9875691500e-4);
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.3981999507e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(8.3334519073e-3));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(4.1665795894e-2));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(1.6666665459e-1));
  y = f32x4.add(f32x4.mul(y, r), f32x4.splat(5.0000001201e-1));
  y = f32x4.add(f32x4.add(f32x4.mul(y, f32x4.mul(r, r)), r), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(y, scale), present);
}

/** e^x of n floats (a multiple of 4); `out` may be `x`. */
export function exponential(x: usize, out: usize, n: i32): void {
  for (let i: usize = 0; i < <usize>n << 2; i += 16) v128.store(out + i, exp4(v128.load(x + i)));
}

/** Natural logarithm of one number. */
export function logarithm(x: f64): f64 {
  return NativeMath.log(x);
}

/** Rotary tables (Su et al. 2021): cos and sin [positions, half], angle = position * base^(-i / half). */
export function ropeTables(cos: usize, sin: usize, positions: i32, half: i32, base: f64): void {
  for (let i = 0; i < half; i++) {
    const frequency = NativeMath.exp((-<f64>i / <f64>half) * NativeMath.log(base));
    for (let t = 0; t < positions; t++) {
      const at = <usize>(t * half + i) << 2;
      store<f32>(cos + at, <f32>NativeMath.cos(<f64>t * frequency));
      store<f32>(sin + at, <f32>NativeMath.sin(<f64>t * frequency));
    }
  }
}

/** One rotary angle's cosine, for code that builds weights rather than runs them. */
export function cosine(x: f64): f64 {
  return NativeMath.cos(x);
}

/** One rotary angle's sine. */
export function sine(x: f64): f64 {
  return NativeMath.sin(x);
}

/** x to the power y, for positive x. */
export function power(x: f64, y: f64): f64 {
  return NativeMath.exp(y * NativeMath.log(x));
}
