import { afterEach, beforeEach, expect, test, vi, type Mock } from 'vitest';
import { Random } from '../random.ts';
import { TINY, tinyModel, type TinyModel } from '../testing/tiny-model.ts';
import type { Llama } from './llama.ts';
import { PromptCache, type ReadPrompt } from './prompt-cache.ts';

let model: TinyModel;
let run: Mock<Llama['run']>;
beforeEach(async () => {
  model = await tinyModel();
  run = vi.spyOn(model.llama, 'run');
});
afterEach(() => vi.restoreAllMocks());

const text = (seed: string, length: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length }, () => random.int(0, TINY.vocab_size - 1));
};
const tokensRun = (): number => run.mock.calls.flatMap(([segments]) => segments).reduce((sum, { tokens }) => sum + tokens.length, 0);
const cacheOf = (prompts: readonly (readonly number[])[]): PromptCache => new PromptCache(model.kernels, model.llama, prompts);
const bits = (logits: number): Uint32Array => new Uint32Array(model.kernels.floats(logits, model.weights.dim.logits).slice().buffer);

/** The logits after a prompt, and after one token more. */
function after({ sequence, logits }: ReadPrompt): Uint32Array[] {
  const copy = model.llama.sequence(sequence.length + 1);
  model.llama.copy(sequence, copy);
  const out = model.kernels.allocate(model.weights.dim.logits);
  model.llama.run([{ sequence: copy, tokens: [3], logits: 'last' }], out);
  return [bits(logits), bits(out)];
}

test('a prompt is read as it is alone, whatever was read before it', () => {
  const random = new Random('prompts');
  const stems = [text('a', 40), text('b', 40), text('c', 40)];
  const prompts = Array.from({ length: 60 }, (_, i) => [...random.pick(stems).slice(0, random.int(0, 40)), ...text(`end ${i}`, random.int(1, 50))]);
  const cache = cacheOf(prompts);
  for (const [i, prompt] of prompts.entries()) {
    const read = cache.find(prompt) ?? cache.read(prompt);
    expect(after(read), `prompt ${i}`).toEqual(after(cacheOf([prompt]).read(prompt)));
  }
});

test('what a prompt has in common with the beginning of another is not run again, but for its last token', () => {
  const stem = text('stem', 30);
  const prompts = [[...stem, ...text('one', 9)], [...stem, ...text('two', 7)], stem, stem.slice(0, 12)];
  const cache = cacheOf(prompts);
  const costs = prompts.map((prompt) => {
    const before = tokensRun();
    expect(cache.find(prompt)).toBeUndefined();
    cache.read(prompt);
    return tokensRun() - before;
  });
  expect(costs).toEqual([39, 7, 1, 1]);
  for (const prompt of prompts) expect(cache.find(prompt)?.tokens).toBe(prompt);
  expect(cache.find([...stem, 1])).toBeUndefined();
});

test('the prompt that was longest unused gives way when the room is taken', () => {
  vi.spyOn(model.llama, 'bytesFor').mockReturnValue(2 ** 23);
  const prompts = Array.from({ length: 5 }, (_, i) => [i + 1, ...text(`${i}`, 10)]);
  const cache = cacheOf(prompts);
  for (const prompt of prompts.slice(0, 4)) cache.read(prompt);
  cache.find(prompts[0]!);
  cache.read(prompts[4]!);
  expect(prompts.filter((prompt) => !cache.find(prompt))).toEqual([prompts[1]]);
});

test('room is taken for as many prompts as are different and fit, and for one at least', () => {
  const taken = (prompts: readonly (readonly number[])[]): number => {
    const before = model.kernels.bytesInUse;
    cacheOf(prompts);
    return model.kernels.bytesInUse - before;
  };
  const one = taken([text('one', 50)]);
  expect(taken([text('one', 50), text('one', 50), text('two', 50)])).toBe(2 * one);
  vi.spyOn(model.llama, 'bytesFor').mockReturnValue(2 ** 24);
  const large = taken([text('one', 50)]);
  expect(taken(['a', 'b', 'c', 'd'].map((seed) => text(seed, 50)))).toBe(2 * large);
  vi.spyOn(model.llama, 'bytesFor').mockReturnValue(2 ** 26);
  const huge = taken([text('one', 50)]);
  expect(huge).toBeGreaterThan(0);
  expect(taken(['a', 'b'].map((seed) => text(seed, 50)))).toBe(huge);
});

test('an empty prompt is refused', () => {
  expect(() => cacheOf([[1], []])).toThrow('A prompt has at least one token.');
});
