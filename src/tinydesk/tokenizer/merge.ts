import { Heap } from './heap.ts';

/**
 * The symbols after byte-pair merging (Sennrich et al. 2016): while some neighbouring pair has a rank, all pairs of the
 * lowest rank are joined, from left to right. A rank belongs to one pair only. Takes O(n log n) steps for n symbols.
 */
export function mergePairs(symbols: readonly string[], rankOf: (a: string, b: string) => number | undefined): string[] {
  const n = symbols.length;
  // Symbols are a linked list: a joined pair lives on at its left place, and its right place is no more.
  const texts = [...symbols];
  const next = Array.from({ length: n }, (_, i) => i + 1);
  const previous = Array.from({ length: n }, (_, i) => i - 1);
  /** The rank of the pair that begins at a place, where there is one. */
  const ranks = new Array<number>(n).fill(Infinity);
  /** Pairs by rank, then by place, as rank * n + place. One whose place has another rank by now is out of date. */
  const pairs = new Heap();

  const look = (left: number): number => {
    const right = next[left]!;
    ranks[left] = (right < n ? rankOf(texts[left]!, texts[right]!) : undefined) ?? Infinity;
    return left;
  };
  const add = (left: number): void => {
    if (ranks[left] !== Infinity) pairs.push(ranks[left]! * n + left);
  };
  const join = (left: number): void => {
    const right = next[left]!;
    texts[left] = texts[left]! + texts[right]!;
    ranks[right] = Infinity;
    next[left] = next[right]!;
    if (next[left] < n) previous[next[left]] = left;
  };

  for (let place = 0; place < n; place++) add(look(place));
  for (let top = pairs.pop(); top !== undefined; ) {
    const rank = Math.floor(top / n);
    // What a join makes possible waits for the next round, even where its rank is lower.
    const changed: number[] = [];
    for (; top !== undefined && Math.floor(top / n) === rank; top = pairs.pop()) {
      const place = top % n;
      if (ranks[place] !== rank) continue;
      join(place);
      changed.push(look(place));
      if (previous[place]! >= 0) changed.push(look(previous[place]!));
    }
    if (top !== undefined) pairs.push(top);
    changed.forEach(add);
    top = pairs.pop();
  }

  const out: string[] = [];
  for (let place = 0; place < n; place = next[place]!) out.push(texts[place]!);
  return out;
}
