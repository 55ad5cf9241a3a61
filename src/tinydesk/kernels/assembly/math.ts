// Transcendental functions of our own, so that their bits do not depend on the JavaScript engine.

/** Sum of the four lanes, in a fixed order. */
// @ts-ignore: decorator
@inline
export function sum4(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** The numbers of exp4, in memory: to load one there takes one instruction, to build one in a register takes five. */
const EXP = memory.data<f32>([
  -40, 88.3, 1.44269504088896341, 12582912, 0.693359375, -2.12194440e-4,
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
]);

// @ts-ignore: decorator
@inline
function constant(n: usize): v128 {
  return v128.load32_splat(EXP + (n << 2));
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
  const present = f32x4.ge(x, constant(0));
  x = f32x4.pmax(constant(0), f32x4.pmin(constant(1), x));
  // Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits of the sum.
  const sum = f32x4.add(f32x4.mul(x, constant(2)), constant(3));
  const n = f32x4.sub(sum, constant(3));
  let r = f32x4.sub(x, f32x4.mul(n, constant(4)));
  r = f32x4.sub(r, f32x4.mul(n, constant(5)));
  let y = constant(6);
  y = f32x4.add(f32x4.mul(y, r), constant(7));
  y = f32x4.add(f32x4.mul(y, r), constant(8));
  y = f32x4.add(f32x4.mul(y, r), constant(9));
  y = f32x4.add(f32x4.mul(y, r), constant(10));
  y = f32x4.add(f32x4.mul(y, r), constant(11));
  y = f32x4.add(f32x4.add(f32x4.mul(y, f32x4.mul(r, r)), r), constant(12));
  const scale = i32x4.add(i32x4.shl(sum, 23), constant(12));
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
