import { beforeAll, expect, test } from 'vitest';
import { Random } from '../random.ts';
import { TINY, tinyModel, type TinyModel } from '../testing/tiny-model.ts';
import type { Sequence } from './llama.ts';

let model: TinyModel;
let columns: number;
beforeAll(async () => {
  model = await tinyModel();
  columns = model.weights.dim.logits;
});

const text = (seed: string, length: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length }, () => random.int(0, TINY.vocab_size - 1));
};

/** Rows of logits that a call writes, as bits. */
function run(segments: { sequence: Sequence; tokens: number[]; logits: 'all' | 'last' | 'none' }[], rows: number): Uint32Array[] {
  const out = model.kernels.allocate(rows * columns);
  expect(model.llama.run(segments, out)).toBe(rows);
  return Array.from({ length: rows }, (_, r) => new Uint32Array(model.kernels.floats(out + 4 * r * columns, columns).slice().buffer));
}

/** Logits after every token of a text, computed in one call. */
const atOnce = (tokens: number[]): Uint32Array[] => run([{ sequence: model.llama.sequence(tokens.length), tokens, logits: 'all' }], tokens.length);

test('decoding token by token gives the bits of a prefill in one call', () => {
  const tokens = text('decode', 61);
  const sequence = model.llama.sequence(tokens.length);
  const decoded = tokens.map((token) => run([{ sequence, tokens: [token], logits: 'last' }], 1)[0]!);
  expect(decoded).toEqual(atOnce(tokens));
});

test('a prompt may be cut into calls anywhere', () => {
  const tokens = text('cuts', 50);
  const whole = atOnce(tokens);
  const random = new Random('cuts');
  for (let trial = 0; trial < 10; trial++) {
    const sequence = model.llama.sequence(tokens.length + random.int(0, 30));
    const rows: Uint32Array[] = [];
    for (let from = 0; from < tokens.length; ) {
      const piece = tokens.slice(from, from + random.int(1, 20));
      rows.push(...run([{ sequence, tokens: piece, logits: 'all' }], piece.length));
      from += piece.length;
    }
    expect(rows).toEqual(whole);
  }
});

test('a sequence does not notice what else is in its batch', () => {
  const texts = [37, 1, 90, 8, 64, 23].map((length, i) => text(`batch ${i}`, length));
  const apart = texts.map((tokens) => atOnce(tokens).at(-1)!);
  const together = run(texts.map((tokens) => ({ sequence: model.llama.sequence(tokens.length), tokens, logits: 'last' as const })), texts.length);
  expect(together).toEqual(apart);
});

test('of each segment in a batch come the logits that are wanted, and its sequence goes on as if it were alone', () => {
  const kinds = ['last', 'all', 'none', 'all', 'last', 'none'] as const;
  // More rows than are computed at once, and a segment that lies across the cut.
  const texts = [37, 5, 110, 60, 90, 23].map((length, i) => text(`wanted ${i}`, length));
  const segments = texts.map((tokens, i) => ({ sequence: model.llama.sequence(tokens.length + 1), tokens, logits: kinds[i]! }));
  const alone = texts.map(atOnce);
  const wanted = alone.flatMap((rows, i) => (kinds[i] === 'all' ? rows : kinds[i] === 'last' ? rows.slice(-1) : []));
  expect(run(segments, wanted.length)).toEqual(wanted);
  const next = run(segments.map(({ sequence }) => ({ sequence, tokens: [9], logits: 'last' as const })), texts.length);
  expect(next).toEqual(texts.map((tokens) => atOnce([...tokens, 9]).at(-1)));
});

test('in the last layer only the rows whose logits are wanted are run to the end', () => {
  const { run: kernels } = model.kernels;
  const products: number[] = [];
  const count = (logits: 'all' | 'last' | 'none'): number => {
    products.length = 0;
    const tokens = text('cost', 40);
    model.llama.run([{ sequence: model.llama.sequence(tokens.length), tokens, logits }], model.kernels.allocate(tokens.length * columns));
    return products.reduce((sum, each) => sum + each, 0);
  };
  const counted: typeof kernels.gemm = (...all) => {
    products.push(all[6] * all[7] * all[8] * 8);
    kernels.gemm(...all);
  };
  Object.assign(model.kernels, { run: { ...kernels, gemm: counted } });
  const [all, last, none] = [count('all'), count('last'), count('none')];
  Object.assign(model.kernels, { run: kernels });
  const { d, q, ffn, logits } = model.weights.dim;
  const afterKeys = d * q + q * d + 3 * d * ffn + d * logits;
  expect(all - last).toBe(39 * afterKeys);
  expect(last - none).toBe(afterKeys);
});

test('a copy goes on as its original would have, from its end or from any place before it', () => {
  const tokens = text('copy', 20);
  const original = model.llama.sequence(40);
  run([{ sequence: original, tokens, logits: 'none' }], 0);
  for (const [room, shared] of [[40, 20], [60, 20], [24, 17], [9, 8], [16, 1]] as const) {
    const copy = model.llama.sequence(room);
    model.llama.copy(original, copy, shared);
    expect(run([{ sequence: copy, tokens: [7], logits: 'last' }], 1)[0], `${shared} tokens into room for ${room}`).toEqual(atOnce([...tokens.slice(0, shared), 7]).at(-1));
  }
  expect(run([{ sequence: original, tokens: [7], logits: 'last' }], 1)[0]).toEqual(atOnce([...tokens, 7]).at(-1));
  model.llama.copy(original, original, 13);
  expect(run([{ sequence: original, tokens: [7], logits: 'last' }], 1)[0], 'cut short').toEqual(atOnce([...tokens.slice(0, 13), 7]).at(-1));
  run([{ sequence: original, tokens: tokens.slice(0, 6), logits: 'none' }], 0);
  const used = model.llama.sequence(40);
  model.kernels.floats(used.cache, model.llama.bytesFor(40) / 4).fill(NaN);
  model.llama.copy(original, used, 11);
  expect(run([{ sequence: used, tokens: [7], logits: 'last' }], 1)[0], 'over another').toEqual(atOnce([...tokens.slice(0, 11), 7]).at(-1));
  expect(() => model.llama.copy(original, model.llama.sequence(19), 20)).toThrow('room for 19 tokens');
  expect(() => model.llama.copy(original, model.llama.sequence(60), 22)).toThrow('has 20');
});

test('memory that was used before does not show', () => {
  const tokens = text('dirty', 30);
  const clean = atOnce(tokens);
  const mark = model.kernels.mark();
  const dirt = model.kernels.allocate(200_000);
  model.kernels.floats(dirt, 200_000).fill(NaN);
  model.kernels.release(mark);
  expect(atOnce(tokens)).toEqual(clean);
});

test('a sequence holds what it was made for, and never more than the context', async () => {
  const sequence = model.llama.sequence(5);
  expect(() => run([{ sequence, tokens: text('long', 6), logits: 'last' }], 1)).toThrow('room for 5 tokens');
  expect(() => model.llama.sequence(TINY.max_position_embeddings + 1)).toThrow('context holds 120');
  const odd = await tinyModel({ ...TINY, max_position_embeddings: 10 });
  const full = odd.llama.sequence(10);
  const out = odd.kernels.allocate(columns);
  odd.llama.run([{ sequence: full, tokens: text('full', 10), logits: 'last' }], out);
  expect(() => odd.llama.run([{ sequence: full, tokens: [1], logits: 'last' }], out)).toThrow('would grow to 11');
});

test('a token outside the vocabulary is refused', () => {
  for (const token of [-1, TINY.vocab_size, 0.5 + TINY.vocab_size, NaN, undefined as unknown as number]) {
    expect(() => run([{ sequence: model.llama.sequence(8), tokens: [token], logits: 'last' }], 1)).toThrow('There is no token');
  }
});

test('a vocabulary that does not fill its last panel is padded with impossible tokens', async () => {
  const padded = await tinyModel({ ...TINY, vocab_size: 309 });
  const out = padded.kernels.allocate(312);
  padded.llama.run([{ sequence: padded.llama.sequence(8), tokens: [3, 4], logits: 'last' }], out);
  const logits = [...padded.kernels.floats(out, 312)];
  expect(logits.slice(309)).toEqual([-Infinity, -Infinity, -Infinity]);
  expect(logits.slice(0, 309).every(Number.isFinite)).toBe(true);
});
