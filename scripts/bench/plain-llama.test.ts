import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Kernels } from '../../src/tinydesk/kernels/kernels.ts';
import type { LlamaConfig } from '../../src/tinydesk/model/config.ts';
import { Llama } from '../../src/tinydesk/model/llama.ts';
import { Weights } from '../../src/tinydesk/model/weights.ts';
import { Random } from '../../src/tinydesk/random.ts';
import { SHAPE } from '../../src/tinydesk/shape.ts';
import { PlainLlama } from './plain-llama.ts';

const UNTIED: LlamaConfig = {
  ...SHAPE, vocab_size: 203, hidden_size: 48, intermediate_size: 88, num_hidden_layers: 3, num_attention_heads: 4, num_key_value_heads: 4,
  head_dim: 16, rope_theta: 10_000, tie_word_embeddings: false,
};

test.each([['the shipped shape', SHAPE], ['an untied head, no sharing of keys, an odd vocabulary', UNTIED]])('the kernels and plain JavaScript compute the same logits: %s', async (_, config) => {
  const kernels = await Kernels.instantiate(readFileSync('src/tinydesk/kernels/kernels.wasm'));
  const weights = new Weights(kernels, config);
  const random = new Random('plain-llama');
  for (const { name, shape } of weights.layout.parameters) {
    const values = weights.parameter(name);
    for (let i = 0; i < values.length; i++) values[i] = (shape.length === 1 ? 1 : 0) + 0.3 * (random.float() - 0.5);
  }
  const tokens = Array.from({ length: 40 }, () => random.int(0, config.vocab_size - 1));
  const llama = new Llama(kernels, weights);
  const { logits: columns } = weights.dim;
  const out = kernels.allocate(tokens.length * columns);
  const sequence = llama.sequence(tokens.length);
  llama.run([{ sequence, tokens: tokens.slice(0, 25), logits: 'all' }], out);
  tokens.slice(25).forEach((token, i) => llama.run([{ sequence, tokens: [token], logits: 'last' }], out + 4 * (25 + i) * columns));

  const plain = new PlainLlama(config, (name) => weights.parameter(name));
  let largest = 0;
  let worst = 0;
  tokens.forEach((token, t) => {
    const ours = kernels.floats(out + 4 * t * columns, config.vocab_size);
    plain.step(token).forEach((value, i) => {
      largest = Math.max(largest, Math.abs(value));
      worst = Math.max(worst, Math.abs(value - ours[i]!));
    });
  });
  expect(largest).toBeGreaterThan(0.5);
  expect(worst).toBeLessThan(1e-4);
});
