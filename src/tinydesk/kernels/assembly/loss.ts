// Softmax over the vocabulary: for sampling, for scoring and for the loss.
import { exp4, sum4 } from './math';

/** The index of the largest of n floats; the first one where several are equal. */
export function argmax(x: usize, n: i32): i32 {
  let best = 0;
  let highest = load<f32>(x);
  for (let i = 1; i < n; i++) {
    const v = load<f32>(x + (<usize>i << 2));
    if (v > highest) {
      highest = v;
      best = i;
    }
  }
  return best;
}

/** out = exp(x - max(x)) / sum, over n floats (a multiple of 4), with x first multiplied by `sharpness` (1 / temperature). */
export function softmax(x: usize, out: usize, n: i32, sharpness: f32): void {
  const end = <usize>n << 2;
  const h = f32x4.splat(maximum(x, end)), s = f32x4.splat(sharpness);
  let total = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) {
    const e = exp4(f32x4.mul(f32x4.sub(v128.load(x + i), h), s));
    v128.store(out + i, e);
    total = f32x4.add(total, e);
  }
  const r = f32x4.splat(<f32>1 / sum4(total));
  for (let i: usize = 0; i < end; i += 16) v128.store(out + i, f32x4.mul(v128.load(out + i), r));
}

/** log(sum(exp(x))) over n floats (a multiple of 4), so that x[i] minus it is the log-probability of i. */
export function logSumExp(x: usize, n: i32): f64 {
  const end = <usize>n << 2;
  const highest = maximum(x, end);
  const h = f32x4.splat(highest);
  let total = f32x4.splat(0);
  for (let i: usize = 0; i < end; i += 16) total = f32x4.add(total, exp4(f32x4.sub(v128.load(x + i), h)));
  return <f64>highest + NativeMath.log(<f64>sum4(total));
}

// @ts-ignore: decorator
@inline
function maximum(x: usize, end: usize): f32 {
  let m = f32x4.splat(-Infinity);
  for (let i: usize = 0; i < end; i += 16) m = f32x4.pmax(m, v128.load(x + i));
  return max(
    max(f32x4.extract_lane(m, 0), f32x4.extract_lane(m, 1)),
    max(f32x4.extract_lane(m, 2), f32x4.extract_lane(m, 3)),
  );
}

/**
 * Weighted cross-entropy: returns the sum over rows of weight * -log softmax(logits)[target] and replaces the logits
 * [rows, n] with the gradient of that sum. Targets are int32; a row of weight 0 costs nothing.
 */
export function crossEntropy(logits: usize, targets: usize, weights: usize, rows: i32, n: i32): f64 {
  const end = <usize>n << 2;
  let loss: f64 = 0;
  for (let row = 0; row < rows; row++) {
    const w = load<f32>(weights + (<usize>row << 2));
    if (w == 0) {
      memory.fill(logits, 0, end);
    } else {
      const t = logits + (<usize>load<i32>(targets + (<usize>row << 2)) << 2);
      const highest = maximum(logits, end), h = f32x4.splat(highest);
      const target = load<f32>(t);
      let total = f32x4.splat(0);
      for (let i: usize = 0; i < end; i += 16) {
        const e = exp4(f32x4.sub(v128.load(logits + i), h));
        v128.store(logits + i, e);
        total = f32x4.add(total, e);
      }
      const s = sum4(total);
      loss += (<f64>highest + NativeMath.log(<f64>s) - <f64>target) * <f64>w;
      const r = f32x4.splat(w / s);
      for (let i: usize = 0; i < end; i += 16) v128.store(logits + i, f32x4.mul(v128.load(logits + i), r));
      store<f32>(t, load<f32>(t) - w);
    }
    logits += end;
  }
  return loss;
}
