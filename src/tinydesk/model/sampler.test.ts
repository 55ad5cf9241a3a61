import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { instantiateKernels } from '../testing/tiny-model.ts';
import { nucleus, sampleToken, type Sampling } from './sampler.ts';

const kernels = await instantiateKernels();
const LOGITS = [1, 0, 3, -Infinity, 2, 2, -1, 0.5];
const row = kernels.allocate(LOGITS.length);
const scratch = kernels.allocate(LOGITS.length);
const all: Sampling = { temperature: 1, topP: 1, topK: 0 };

/** How often each token is drawn in `draws`. */
function frequencies(sampling: Partial<Sampling>, draws = 20_000, mask?: (id: number) => boolean): number[] {
  const random = new Random(JSON.stringify(sampling));
  const counts = LOGITS.map(() => 0);
  for (let i = 0; i < draws; i++) {
    kernels.floats(row, LOGITS.length).set(LOGITS);
    const id = sampleToken(kernels, row, scratch, LOGITS.length, { ...all, ...sampling }, random, mask);
    counts[id]! += 1;
  }
  return counts.map((count) => count / draws);
}

function softmax(temperature: number, keep: (id: number) => boolean = () => true): number[] {
  const weights = LOGITS.map((logit, id) => (keep(id) ? Math.exp(logit / temperature) : 0));
  const total = weights.reduce((a, b) => a + b);
  return weights.map((w) => w / total);
}

function expectClose(measured: readonly number[], expected: readonly number[]): void {
  // Four standard errors of 20,000 draws.
  expected.forEach((p, id) => expect(Math.abs(measured[id]! - p), `token ${id}`).toBeLessThanOrEqual(4 * Math.sqrt((p * (1 - p)) / 20_000)));
}

test.each([0.3, 1, 2])('tokens are drawn as often as the softmax at temperature %d says', (temperature) => {
  expectClose(frequencies({ temperature }), softmax(temperature));
});

test('temperature 0 takes the likeliest token, and the lower id of equals', () => {
  expect(frequencies({ temperature: 0 }, 10)[2]).toBe(1);
  expect(frequencies({ temperature: 0 }, 10, (id) => id !== 2)[4]).toBe(1);
});

test('the smallest temperature is as good as 0', () => {
  expect(frequencies({ temperature: Number.MIN_VALUE }, 100)[2]).toBe(1);
  expectClose(frequencies({ temperature: Number.MIN_VALUE }, 20_000, (id) => id !== 2), [0, 0, 0, 0, 0.5, 0.5, 0, 0]);
});

test('top k keeps the k likeliest', () => {
  expectClose(frequencies({ topK: 3 }), softmax(1, (id) => [2, 4, 5].includes(id)));
  expect(frequencies({ topK: 1 }, 100)[2]).toBe(1);
  expectClose(frequencies({ topK: 100 }), softmax(1));
});

test('top p keeps the fewest likeliest tokens that reach it', () => {
  // 0.48, 0.18, 0.18, 0.07 are the largest probabilities.
  expect(frequencies({ topP: 0.4 }, 100)[2]).toBe(1);
  expectClose(frequencies({ topP: 0.6 }), softmax(1, (id) => [2, 4].includes(id)));
  expectClose(frequencies({ topP: 0.7 }), softmax(1, (id) => [2, 4, 5].includes(id)));
});

test('top k and top p both hold', () => {
  expect(nucleus(Float32Array.from([0.5, 0.1, 0.25, 0.15, 0]), { ...all, topK: 3, topP: 0.8 })).toEqual([0, 2, 3]);
  expect(nucleus(Float32Array.from([0.5, 0.1, 0.25, 0.15, 0]), { ...all, topK: 2, topP: 0.8 })).toEqual([0, 2]);
  expect(nucleus(Float32Array.from([0.5, 0.1, 0.25, 0.15, 0]), { ...all, topP: 1 })).toEqual([0, 2, 3, 1]);
});

test('what is kept is what sorting all of them would keep', () => {
  const random = new Random('nucleus');
  for (let i = 0; i < 300; i++) {
    const weights = Float32Array.from({ length: 50 }, () => random.float() ** random.int(1, 12));
    const total = weights.reduce((a, b) => a + b);
    const probabilities = weights.map((w) => w / total);
    const sampling = { ...all, topP: random.pick([1e-9, 0.01, 0.5, 0.9, 0.999, 0.99999, 1]), topK: random.pick([0, 3, 30]) };
    const sorted = [...probabilities.keys()].sort((a, b) => probabilities[b]! - probabilities[a]! || a - b);
    let mass = 0;
    const kept = sorted.filter((id, k) => {
      const keep = (sampling.topK === 0 || k < sampling.topK) && (k === 0 || mass < sampling.topP);
      mass += probabilities[id]!;
      return keep && probabilities[id]! > 0;
    });
    expect(nucleus(probabilities, sampling)).toEqual(kept);
  }
});

test('only what a mask allows is drawn, in proportion', () => {
  expectClose(frequencies({}, 20_000, (id) => id < 2), softmax(1, (id) => id < 2));
  expect(() => frequencies({}, 1, (id) => id === 3)).toThrow('No token is allowed');
});
