import { expect, test } from 'vitest';
import type { ChatCompletion, ChatEngine, ChatRequest } from '../../engines/chat.ts';
import { openTinyDesk } from '../../engines/node.ts';
import { sampling } from '../../lab/experiments/sampling.ts';
import { itemsOf } from '../../lab/items.ts';
import { run } from '../../lab/runner.ts';
import { draw, read } from './ask.ts';
import { PRESETS } from './presets.ts';

const VOCABULARY = 2048;
const engine = await openTinyDesk({ inProcess: true });

test('the figure draws the very answers of the recorded experiment', async () => {
  const [item] = await itemsOf(sampling);
  const record = await run(sampling, engine);
  for (const [at, { prompt }] of PRESETS.entries()) {
    const arm = record.arms[at]!;
    const answers = await draw(engine, VOCABULARY, prompt, { temperature: 1, topP: 1, seed: item!.seed });
    expect(answers.map(({ text }) => text)).toEqual(arm.outcomes.map((place) => arm.answers[place]));
  }
});

test('an answer is its steps, and the first of them was drawn from what the reading says', async () => {
  const { prompt } = PRESETS[0];
  const { tokens, next } = await read(engine, VOCABULARY, prompt);
  expect(tokens.map(({ text }) => text).join('')).toBe(prompt);
  const [answer] = await draw(engine, VOCABULARY, prompt, { temperature: 1, topP: 1, seed: 5 });
  expect(answer!.steps.map(({ text }) => text).join('')).toBe(answer!.text);
  expect(answer!.steps[0]!.from).toEqual(next);
  for (const { probability, from } of answer!.steps) {
    expect(probability).toBeGreaterThan(0);
    expect(from.likely).toHaveLength(20);
    expect(from.others).toBe(VOCABULARY - 20);
  }
});

test.each([
  ['an empty prompt', ' \n', /is empty\. Type a request/],
  ['one beyond all measure', 'x'.repeat(20_001), /20,001 characters.*Shorten it/],
  ['one that the context does not hold', 'my lamp is late. '.repeat(300), /context holds 512/],
])('%s is refused with what to do', async (_, prompt, says) => {
  await expect(read(engine, VOCABULARY, prompt)).rejects.toThrow(says);
});

/** A model that ends every answer at once but the last of those it is asked for, or all of them. */
function curt(all: boolean): ChatEngine {
  const content = [{ token: 'a', bytes: [97], logprob: -1, top_logprobs: [{ token: 'a', bytes: [97], logprob: -1 }] }];
  const complete = (requests: readonly ChatRequest[]): Promise<ChatCompletion[]> => Promise.resolve(requests.map(({ n = 1 }) => ({
    object: 'chat.completion', model: 'curt',
    choices: Array.from({ length: n }, (_, index) => ({ index, message: { role: 'assistant', content: '' }, finish_reason: 'stop', logprobs: { content: !all && index === n - 1 ? content : [] } })),
    usage: { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 },
  })));
  return { complete, tokenize: () => Promise.resolve([]) } as unknown as ChatEngine;
}

test('a model that mostly ends at once still tells its odds, and one that always does tells none', async () => {
  expect((await read(curt(false), VOCABULARY, 'hello')).next?.likely[0]?.text).toBe('a');
  expect((await read(curt(true), VOCABULARY, 'hello')).next).toBeUndefined();
});
