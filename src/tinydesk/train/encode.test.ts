import { expect, test } from 'vitest';
import { Random } from '../random.ts';
import { tinyTokenizerJson } from '../testing/tiny-model.ts';
import { Tokenizer } from '../tokenizer/tokenizer.ts';
import type { Example } from '../world/example.ts';
import { batchOf, encodeExample, thinned } from './encode.ts';

const tokenizer = Tokenizer.parse(tinyTokenizerJson());
const EXAMPLE: Example = {
  family: 'explicit',
  turns: [
    { role: 'user', spans: [{ text: 'where is my parcel?', weight: 0.03 }] },
    { role: 'assistant', spans: [{ text: 'shipping', weight: 1 }] },
  ],
};

test('each token carries the weight of its span; role tokens weigh nothing and the end weighs as the answer', () => {
  const { ids, weights } = encodeExample(tokenizer, EXAMPLE);
  const spelled = ids.map((id, i) => [tokenizer.decode([id], { special: true }), weights[i]!] as const);
  const answer = spelled.findIndex(([text]) => text === '<|assistant|>');
  expect(spelled[0]).toEqual(['<|user|>', 0]);
  expect(spelled[answer]).toEqual(['<|assistant|>', 0]);
  expect(new Set(spelled.slice(1, answer).map(([, weight]) => weight))).toEqual(new Set([0.03]));
  expect(new Set(spelled.slice(answer + 1).map(([, weight]) => weight))).toEqual(new Set([1]));
  expect(spelled.at(-1)![0]).toBe('<|end|>');
  expect(tokenizer.decode(ids.slice(answer + 1))).toBe('shipping');
});

test('a batch asks of every token for the next one of its own text, with that one’s weight', () => {
  const one = encodeExample(tokenizer, EXAMPLE);
  const two = encodeExample(tokenizer, { family: 'plain', text: 'a lamp' });
  const batch = batchOf([one, two]);
  expect(batch.lengths).toEqual([one.ids.length - 1, two.ids.length - 1]);
  expect([...batch.tokens]).toEqual([...one.ids.slice(0, -1), ...two.ids.slice(0, -1)]);
  expect([...batch.targets]).toEqual([...one.ids.slice(1), ...two.ids.slice(1)]);
  expect([...batch.weights]).toEqual([...Float32Array.from([...one.weights.slice(1), ...two.weights.slice(1)])]);
});

test('thinning keeps every heavy prediction and, on average, the weight of the light ones', () => {
  const random = new Random('thin');
  const ids = Array.from({ length: 40 }, (_, id) => id);
  const weights = ids.map((id) => (id < 4 ? 0 : id < 30 ? 0.03 : 1));
  const runs = Array.from({ length: 2000 }, () => thinned({ ids, weights }, random));
  for (const { ids: kept, weights: thin } of runs) {
    expect(kept).toEqual(ids);
    expect(thin.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(new Set(thin.slice(30))).toEqual(new Set([1]));
  }
  const light = runs.flatMap((run) => run.weights.slice(4, 30));
  expect(light.reduce((a, b) => a + b, 0) / light.length).toBeCloseTo(0.03, 2);
  expect(light.filter((weight) => weight > 0).length / light.length).toBeLessThan(0.15);
});
