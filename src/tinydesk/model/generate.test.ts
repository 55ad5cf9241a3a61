import { beforeAll, expect, test, vi } from 'vitest';
import { Random } from '../random.ts';
import { encodeChat } from '../tokenizer/chat.ts';
import { TINY, tinyModel, type TinyModel } from '../testing/tiny-model.ts';
import { Constraint, oneOf } from './constraint.ts';
import { BATCH, Cancelled, generate, type Generated, type GenerateProgress, type GenerateRequest } from './generate.ts';

let model: TinyModel;
let end: number;
beforeAll(async () => {
  model = await tinyModel();
  end = model.tokenizer.special('<|end|>');
});

const ask = (text: string, options: Partial<GenerateRequest> = {}): GenerateRequest => ({
  prompt: encodeChat(model.tokenizer, [{ role: 'user', content: text }]),
  sampling: { temperature: 1, topP: 1, topK: 0 },
  seed: text, maxTokens: 20, endToken: end, stop: [], ...options,
});

const run = (requests: readonly GenerateRequest[], progress?: GenerateProgress): Promise<Generated[]> =>
  generate(model.kernels, model.llama, model.tokenizer, requests, progress);

/** Many requests of all kinds. */
function mixture(): GenerateRequest[] {
  const random = new Random('mixture');
  const constraint = new Constraint(oneOf(['billing', 'shipping', 'naïve 😀']));
  return Array.from({ length: BATCH + 13 }, (_, i) => ask(random.pick(['where is it?', 'refund', 'x'.repeat(random.int(1, 60))]), {
    seed: `${i % 40}/0`, maxTokens: random.int(0, 30),
    sampling: { temperature: random.pick([0, 0.5, 1, 2]), topP: random.pick([0.5, 1]), topK: random.pick([0, 5]) },
    stop: random.chance(0.3) ? ['e', 'zz'] : [],
    ...(random.chance(0.3) && { topLogprobs: random.int(0, 5) }),
    ...(random.chance(0.3) && { constraint }),
  }));
}

test('answers are the same whether asked together or apart', async () => {
  const requests = mixture();
  const together = await run(requests);
  for (const [i, request] of requests.entries()) expect((await run([request]))[0], `request ${i}`).toEqual(together[i]);
});

test('prompts that begin alike are answered as they are alone, and what they share is read once', async () => {
  const random = new Random('shared beginnings');
  const stem = 'the parcel that was to come on friday';
  const prompts = Array.from({ length: BATCH }, () => encodeChat(model.tokenizer, [{ role: 'user', content: stem }]).slice(0, random.int(1, 30)))
    .map((prompt) => [...prompt, ...Array.from({ length: random.int(0, 9) }, () => random.int(5, 200))]);
  const requests = prompts.map((prompt, i) => ask('', { prompt, seed: i, maxTokens: 6, topLogprobs: 1 }));
  const read = vi.spyOn(model.llama, 'run');
  const together = await run(requests);
  const tokens = read.mock.calls.flatMap(([segments]) => segments).reduce((sum, segment) => sum + segment.tokens.length, 0);
  read.mockRestore();
  const answered = together.reduce((sum, { ids }) => sum + ids.length, 0);
  expect(tokens - answered).toBeLessThan(0.6 * prompts.reduce((sum, prompt) => sum + prompt.length, 0));
  for (const [i, request] of requests.entries()) expect((await run([request]))[0], `request ${i}`).toEqual(together[i]);
});

test('a prompt that was read in one batch is not read again in the next', async () => {
  const prompts = ['where is it?', 'refund'].map((text) => ask(text).prompt);
  const read = vi.spyOn(model.llama, 'run');
  await run(Array.from({ length: 3 * BATCH }, (_, i) => ask('', { prompt: prompts[i % 2]!, seed: i, maxTokens: 1 })));
  const tokens = read.mock.calls.flatMap(([segments]) => segments).reduce((sum, segment) => sum + segment.tokens.length, 0);
  read.mockRestore();
  const shared = prompts[0]!.findIndex((token, i) => token !== prompts[1]![i]);
  expect(tokens).toBe(prompts[0]!.length + prompts[1]!.length - shared);
});

test('answers do not depend on whether log-probabilities are reported', async () => {
  const requests = mixture();
  const plain = await run(requests.map(({ topLogprobs: _, ...request }) => request));
  const scored = await run(requests.map((request) => ({ ...request, topLogprobs: 3 })));
  expect(scored.map(({ logprobs: _, ...answer }) => answer)).toEqual(plain);
  for (const { ids, logprobs } of scored) expect(logprobs!.map(({ id }) => id)).toEqual(ids);
});

test('log-probabilities are those of the model, before temperature and mask', async () => {
  const [answer] = await run([ask('scores', { topLogprobs: model.tokenizer.size, sampling: { temperature: 0.3, topP: 0.5, topK: 3 }, maxTokens: 4, constraint: new Constraint(oneOf(['zzzz'])) })]);
  for (const { id, logprob, top } of answer!.logprobs!) {
    expect(top.reduce((sum, other) => sum + Math.exp(other.logprob), 0)).toBeCloseTo(1, 5);
    expect(top.find((other) => other.id === id)!.logprob).toBe(logprob);
    expect(top.map((other) => other.logprob)).toEqual(top.map((other) => other.logprob).toSorted((a, b) => b - a));
  }
});

test('streamed text is the final text, cut off where it is', async () => {
  const requests = mixture();
  const streamed = requests.map(() => '');
  const answers = await run(requests, { token: (index, text) => (streamed[index] += text) });
  expect(streamed).toEqual(answers.map(({ text }) => text));
});

test('a character whose bytes are several tokens is streamed whole', async () => {
  const wanted = 'Über 我的包裹 😀👍!';
  const pieces: string[] = [];
  const [answer] = await run([ask('bytes', { constraint: new Constraint(oneOf([wanted])), maxTokens: 60 })], { token: (_, text) => pieces.push(text) });
  expect(answer).toMatchObject({ text: wanted, finish: 'stop' });
  expect(answer!.ids.length).toBeGreaterThan(pieces.length);
  expect(pieces.join('')).toBe(wanted);
  expect(pieces.join('|')).not.toContain('\ufffd');
});

test.each([
  [['é'], 'abcd'], [['bcdé'], 'a'], [['abcdé'], ''], [['d', 'bc'], 'a'], [['x', 'y'], 'abcdéf!'], [['!'], 'abcdéf'], [['éf!g'], 'abcdéf!'],
])('the stop texts %j leave "%s" of "abcdéf!", streamed and final', async (stop, left) => {
  let streamed = '';
  const [answer] = await run([ask('stop', { stop, constraint: new Constraint(oneOf(['abcdéf!'])), topLogprobs: 1 })], { token: (_, text) => (streamed += text) });
  expect(answer!.text).toBe(left);
  expect(streamed).toBe(left);
  expect(answer!.finish).toBe('stop');
  expect(answer!.logprobs).toHaveLength(answer!.ids.length);
  expect(model.tokenizer.decode(answer!.ids).startsWith(left)).toBe(true);
});

test('an answer ends at its number of tokens, or at the end of the context', async () => {
  const never = { endToken: -1 };
  const [short, none] = await run([ask('a', { maxTokens: 7, ...never }), ask('b', { maxTokens: 0 })]);
  expect(short).toMatchObject({ finish: 'length' });
  expect(short!.ids).toHaveLength(7);
  expect(none).toEqual({ ids: [], text: '', finish: 'length' });
  const prompt = ask('c').prompt;
  const rest = TINY.max_position_embeddings - prompt.length;
  const [long] = await run([ask('c', { maxTokens: rest, ...never })]);
  expect(long!.ids).toHaveLength(rest);
});

test('equal seeds give equal answers and different seeds different ones', async () => {
  const answers = await run(Array.from({ length: 20 }, (_, i) => ask('seeds', { seed: `7/${i % 10}` })));
  expect(answers.slice(10)).toEqual(answers.slice(0, 10));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(10);
});

test('tokens without a text are never drawn, however likely', async () => {
  const padded = await tinyModel({ ...TINY, vocab_size: TINY.vocab_size + 16 });
  const embedding = padded.weights.parameter('model.embed_tokens.weight');
  embedding.fill(50, TINY.vocab_size * TINY.hidden_size);
  padded.weights.pack();
  const [answer] = await generate(padded.kernels, padded.llama, padded.tokenizer, [ask('padded', { topLogprobs: 20, maxTokens: 60, endToken: -1 })]);
  expect(answer!.ids.every((id) => id < padded.tokenizer.size)).toBe(true);
  expect(answer!.logprobs!.every(({ top }) => top.every(({ id, logprob }) => id < padded.tokenizer.size && logprob > -Infinity))).toBe(true);
});

test('a cancelled run stops at the next step and gives its memory back', async () => {
  const used = model.kernels.bytesInUse;
  const finished: number[] = [];
  let steps = 0;
  const requests = Array.from({ length: 3 * BATCH }, (_, i) => ask(`cancel ${i % 3}`, { seed: i, maxTokens: 10, endToken: -1 }));
  const running = run(requests, { done: (index) => finished.push(index), cancelled: () => ++steps > 25 });
  await expect(running).rejects.toBeInstanceOf(Cancelled);
  expect(finished.length).toBeGreaterThanOrEqual(BATCH);
  expect(finished.length).toBeLessThan(requests.length);
  expect(steps).toBe(26);
  expect(model.kernels.bytesInUse).toBe(used);
});
