/**
 * The p-values of a family of comparisons, adjusted by Holm's step-down method (Holm 1979) and in the order given:
 * compared with 0.05, they hold the chance of even one false finding among them at 5%, however they depend on each other.
 */
export function holm(ps: readonly number[]): number[] {
  const adjusted = new Array<number>(ps.length);
  const ascending = ps.map((_, at) => at).sort((a, b) => ps[a]! - ps[b]!);
  let least = 0;
  for (const [rank, at] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * ps[at]!));
    adjusted[at] = least;
  }
  return adjusted;
}
