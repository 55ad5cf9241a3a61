import { expect, test } from 'vitest';
import { fold, reshape, type Candidate, type Distribution, type Shaped } from './distribution.ts';

/** 400 tokens: five likely ones and a long, falling tail. */
const scores: Candidate[] = (() => {
  const raw = Array.from({ length: 400 }, (_, i) => (i < 5 ? [4, 3.5, 3, 2.5, 1][i]! : -4 - i / 80));
  const total = Math.log(raw.reduce((sum, logit) => sum + Math.exp(logit), 0));
  return raw.map((logit, i) => ({ text: `t${i}`, bytes: [], logprob: logit - total }));
})();
const listed = (count: number): Distribution => ({ likely: scores.slice(0, count), others: scores.length - count });

/** The sampler's rule, spelled out over every token. */
function plainly(temperature: number, topP: number): number[] {
  const powers = scores.map(({ logprob }) => Math.exp(logprob / temperature));
  const total = powers.reduce((a, b) => a + b);
  let reached = 0;
  const kept = powers.map((power) => {
    const inside = topP === 1 || reached < topP * total;
    if (inside) reached += power;
    return inside ? power : 0;
  });
  return kept.map((power) => power / reached);
}

const all = ({ bars, rest }: Shaped): number => bars.reduce((sum, { chance }) => sum + chance, 0) + rest.chance;
const dials = [[1, 1], [0.3, 1], [2, 1], [1, 0.9], [2, 0.5], [1.5, 0.97], [0.7, 0.05]] as const;

test.each(dials)('where every token is listed, temperature %d and top-p %d give the chances of the sampler', (temperature, topP) => {
  const { bars, rest } = reshape(listed(400), temperature, topP);
  const expected = plainly(temperature, topP);
  bars.forEach(({ chance, kept }, i) => {
    expect(chance).toBeCloseTo(expected[i]!, 9);
    expect(kept).toBe(expected[i]! > 0);
  });
  expect(rest).toMatchObject({ tokens: 0, chance: 0 });
});

test.each(dials)('where twenty are listed, temperature %d and top-p %d still leave a whole', (temperature, topP) => {
  expect(all(reshape(listed(20), temperature, topP))).toBeCloseTo(1, 9);
});

test('the others are exact at temperature 1 and never understated above it', () => {
  const restOf = (temperature: number): number => plainly(temperature, 1).slice(20).reduce((a, b) => a + b);
  expect(reshape(listed(20), 1, 1).rest.chance).toBeCloseTo(restOf(1), 9);
  expect(reshape(listed(20), 1, 1).bounds).toBe(false);
  expect(reshape(listed(400), 2, 1).bounds).toBe(false);
  for (const temperature of [1.2, 1.5, 2]) {
    const { bars, rest, bounds } = reshape(listed(20), temperature, 1);
    expect(bounds).toBe(true);
    expect(rest.chance).toBeGreaterThanOrEqual(restOf(temperature));
    bars.forEach(({ chance }, i) => expect(chance).toBeLessThanOrEqual(plainly(temperature, 1)[i]!));
  }
});

test('at temperature 0 the likeliest token takes it all, ties going to the first', () => {
  const twins = ['a', 'b'].map((text) => ({ text, bytes: [], logprob: Math.log(0.5) }));
  const { bars, rest } = reshape({ likely: twins, others: 398 }, 0, 1);
  expect(bars.map(({ chance }) => chance)).toEqual([1, 0]);
  expect(rest.chance).toBe(0);
});

test('near temperature 0 nothing overflows', () => {
  expect(reshape(listed(20), 0.01, 1).bars[0]!.chance).toBeCloseTo(1, 6);
});

test('folding moves bars into the rest and keeps the whole', () => {
  const shaped = reshape(listed(20), 1.3, 1);
  const folded = fold(shaped, 6);
  expect(folded.bars).toHaveLength(6);
  expect(folded.rest.tokens).toBe(394);
  expect(all(folded)).toBeCloseTo(all(shaped), 12);
});
