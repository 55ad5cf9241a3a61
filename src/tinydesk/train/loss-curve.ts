/** The loss along a pretraining run: pairs of tokens read and the mean loss, in nats a token, of the stretch that ends there. */
export type LossPoint = readonly [tokens: number, loss: number];

/**
 * The curve with at most `most` points: where it starts, then means over stretches that grow with the run, as its changes
 * slow down (equal steps of the square root of the tokens). Means count every token once, also those of a curve that was
 * thinned before.
 */
export function thinned(points: readonly LossPoint[], most: number): LossPoint[] {
  const [first, ...rest] = points;
  if (!first) return [];
  const total = rest.at(-1)?.[0] ?? first[0];
  const stretches = new Map<number, { end: number; tokens: number; sum: number }>();
  let before = first[0];
  for (const [tokens, loss] of rest) {
    const place = Math.min(most - 2, Math.floor((most - 1) * Math.sqrt(tokens / total)));
    const stretch = stretches.get(place) ?? { end: 0, tokens: 0, sum: 0 };
    const read = Math.max(1, tokens - before);
    stretches.set(place, { end: tokens, tokens: stretch.tokens + read, sum: stretch.sum + read * loss });
    before = tokens;
  }
  return [first, ...[...stretches.values()].map(({ end, tokens, sum }): LossPoint => [end, sum / tokens])];
}
