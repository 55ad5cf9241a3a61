import { expect, test } from 'vitest';
import type { Parameter } from '../model/parameters.ts';
import { Random } from '../random.ts';
import { instantiateKernels } from '../testing/tiny-model.ts';
import { Optimiser, integerPower, isMuon } from './optimiser.ts';

/** The formulas of the papers over plain arrays of doubles, sharing nothing with the kernels. */
const STEPS = 3;
const RATES = { muon: 0.015, adam: 0.003 };

function numbers(random: Random, n: number): number[] {
  return Array.from({ length: n }, () => random.float() - 0.5);
}

/** The optimiser's parameters after STEPS steps from `start` with the given gradients. */
async function stepped(parameter: Parameter, start: readonly number[], gradients: readonly (readonly number[])[]): Promise<number[]> {
  const kernels = await instantiateKernels();
  const weights = kernels.allocate(parameter.size);
  const gradient = kernels.allocate(parameter.size);
  const optimiser = new Optimiser(kernels, [parameter]);
  kernels.floats(weights, parameter.size).set(start);
  for (const each of gradients) {
    kernels.floats(gradient, parameter.size).set(each);
    optimiser.step(weights, gradient, RATES);
  }
  return [...kernels.floats(weights, parameter.size)];
}

function adamw(start: readonly number[], gradients: readonly (readonly number[])[]): number[] {
  const p = [...start];
  const m = start.map(() => 0);
  const v = start.map(() => 0);
  gradients.forEach((g, index) => {
    for (let i = 0; i < p.length; i++) {
      m[i] = 0.9 * m[i]! + 0.1 * g[i]!;
      v[i] = 0.98 * v[i]! + 0.02 * g[i]! ** 2;
      const mean = m[i]! / (1 - 0.9 ** (index + 1));
      const variance = v[i]! / (1 - 0.98 ** (index + 1));
      p[i] = p[i]! - (RATES.adam * mean) / (Math.sqrt(variance) + 1e-8);
    }
  });
  return p;
}

type Matrix = number[][];
const times = (a: Matrix, b: Matrix): Matrix => a.map((row) => b[0]!.map((_, j) => row.reduce((sum, x, k) => sum + x * b[k]![j]!, 0)));
const transposed = (a: Matrix): Matrix => a[0]!.map((_, j) => a.map((row) => row[j]!));
const combined = (x: number, a: Matrix, y: number, b: Matrix): Matrix => a.map((row, i) => row.map((value, j) => x * value + y * b[i]![j]!));
const norm = (a: Matrix): number => Math.sqrt(a.flat().reduce((sum, x) => sum + x * x, 0));

/** Newton-Schulz as its authors write it: on the wide orientation, by X X^T. */
function orthogonalised(g: Matrix): Matrix {
  const tall = g.length > g[0]!.length;
  let x = tall ? transposed(g) : g;
  const size = norm(x);
  x = x.map((row) => row.map((value) => value / size));
  for (let i = 0; i < 5; i++) {
    const a = times(x, transposed(x));
    x = combined(3.4445, x, 1, times(combined(-4.775, a, 2.0315, times(a, a)), x));
  }
  return tall ? transposed(x) : x;
}

function muon(start: readonly number[], gradients: readonly (readonly number[])[], rows: number, columns: number): number[] {
  const matrix = (flat: readonly number[]): Matrix => Array.from({ length: rows }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
  let p = matrix(start);
  let momentum: Matrix = p.map((row) => row.map(() => 0));
  for (const flat of gradients) {
    const g = matrix(flat);
    momentum = combined(0.95, momentum, 1, g);
    const update = orthogonalised(combined(1, g, 0.95, momentum));
    p = combined(1 - RATES.muon * 0.01, p, -RATES.muon * Math.sqrt(Math.max(1, rows / columns)), update);
  }
  return p.flat();
}

function furthest(a: readonly number[], b: readonly number[]): number {
  return Math.max(...a.map((x, i) => Math.abs(x - b[i]!)));
}

test('AdamW steps embeddings and norms as its paper says', async () => {
  const parameter: Parameter = { name: 'model.norm.weight', shape: [32], offset: 0, size: 32 };
  expect(isMuon(parameter)).toBe(false);
  const random = new Random('adamw');
  const start = numbers(random, 32);
  const gradients = Array.from({ length: STEPS }, () => numbers(random, 32));
  expect(furthest(await stepped(parameter, start, gradients), adamw(start, gradients))).toBeLessThan(1e-6);
});

test.each([[16, 16], [8, 24], [40, 16]])('Muon steps a %i x %i matrix as a plain Newton-Schulz does', async (rows, columns) => {
  const parameter: Parameter = { name: 'model.layers.0.mlp.down_proj.weight', shape: [rows, columns], offset: 0, size: rows * columns };
  expect(isMuon(parameter)).toBe(true);
  const random = new Random(`muon/${rows}`);
  const start = numbers(random, rows * columns);
  const gradients = Array.from({ length: STEPS }, () => numbers(random, rows * columns));
  expect(furthest(await stepped(parameter, start, gradients), muon(start, gradients, rows, columns))).toBeLessThan(1e-5);
});

test('a whole power is the product that it stands for', () => {
  expect(integerPower(3, 0)).toBe(1);
  expect(integerPower(3, 7)).toBe(2187);
  expect(integerPower(0.9, 50)).toBeCloseTo(Math.exp(50 * Math.log(0.9)), 12);
});
