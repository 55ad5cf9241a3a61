import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { Heap } from './heap.ts';
import { mergePairs } from './merge.ts';
import { mergeAll } from './tokenizer.ts';

type RankOf = (a: string, b: string) => number | undefined;

/** The definition, word for word. */
function plainly(symbols: readonly string[], rankOf: RankOf): readonly string[] {
  for (let now = symbols; ; ) {
    const ranks = now.slice(1).map((b, i) => rankOf(now[i]!, b) ?? Infinity);
    const best = Math.min(...ranks);
    if (best === Infinity) return now;
    now = mergeAll(now, (a, b) => rankOf(a, b) === best);
  }
}

/** Merges over a small alphabet, in order of need or in any order. */
function anyMerges(random: Random): RankOf {
  const known = ['a', 'b', 'c'];
  const merges: string[] = [];
  for (let i = random.int(0, 30); i > 0; i--) {
    const [a, b] = [random.pick(known), random.pick(known)];
    known.push(a + b);
    merges.push(`${a} ${b}`);
  }
  const ranks = new Map((random.chance(0.5) ? merges : random.shuffle(merges)).map((merge, rank) => [merge, rank]));
  return (a, b) => ranks.get(`${a} ${b}`);
}

test('pairs merge as the definition says, whatever the order of the merges', () => {
  const random = new Random('merge');
  for (let i = 0; i < 3_000; i++) {
    const rankOf = anyMerges(random);
    const symbols = Array.from({ length: random.int(0, 40) }, () => random.pick(['a', 'a', 'b', 'c']));
    expect(mergePairs(symbols, rankOf)).toEqual(plainly(symbols, rankOf));
  }
});

test('a heap gives its numbers back in order', () => {
  const random = new Random('heap');
  const heap = new Heap();
  const numbers = Array.from({ length: 500 }, () => random.int(0, 99));
  for (const number of numbers) heap.push(number);
  expect(numbers.map(() => heap.pop())).toEqual(numbers.sort((a, b) => a - b));
  expect(heap.pop()).toBeUndefined();
});
