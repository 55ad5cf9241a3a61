/**
 * McNemar's exact test (McNemar 1947): the two-sided binomial probability that `onlyA` and `onlyB` (items that only
 * one of two arms got right) differ at least this much when neither arm is better.
 * The tail is summed term by term: the libraries that have it find out what the browser can do by eval, which pages forbid.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  const k = Math.min(onlyA, onlyB);
  let term = -n * Math.LN2;
  let tail = Math.exp(term);
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i);
    tail += Math.exp(term);
  }
  return Math.min(1, 2 * tail);
}
