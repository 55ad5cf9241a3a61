import { expect, test } from 'vitest';
import type { ChatCompletion, ChatEngine, ChatRequest } from '../../engines/chat.ts';
import { fewShot, SHOT_COUNTS } from '../../lab/experiments/few-shot.ts';
import { itemsOf } from '../../lab/items.ts';
import { ask, messagesOf, shownPrompt } from './prompt.ts';

test('with the examples in order, the prompt is that of the recorded run, letter for letter', async () => {
  const items = await itemsOf(fewShot);
  for (const ticket of [0, 7, 49]) {
    SHOT_COUNTS.forEach((k, arm) => {
      const shown = shownPrompt({ ticket, k, order: 0 });
      expect(messagesOf(shown)).toEqual(items[ticket]!.arms[arm]!.messages);
      expect(shown.reference).toBe(items[ticket]!.arms[arm]!.reference);
    });
  }
});

test('shuffling keeps the examples and the question', () => {
  const drawn = shownPrompt({ ticket: 3, k: 5, order: 0 });
  const shuffled = shownPrompt({ ticket: 3, k: 5, order: 1 });
  expect(shuffled.shots).not.toEqual(drawn.shots);
  expect(shuffled.shots.map(({ ticket }) => ticket).toSorted()).toEqual(drawn.shots.map(({ ticket }) => ticket).toSorted());
  expect(shuffled.question).toBe(drawn.question);
});

test('a ticket of the reader’s own stands in place of the held-out one and has no known answer', () => {
  const shown = shownPrompt({ ticket: 0, k: 2, order: 0, own: ' my kettle hums ' });
  expect(messagesOf(shown).at(-1)).toEqual({ role: 'user', content: 'my kettle hums' });
  expect(shown.reference).toBeUndefined();
});

test('asking gives the answer, and each label the product of its tokens’ probabilities', async () => {
  const seen: ChatRequest[] = [];
  const completion = (content: string, logprobs: number[]): ChatCompletion => ({
    object: 'chat.completion', model: 'a model',
    choices: [{
      index: 0, message: { role: 'assistant', content }, finish_reason: 'stop',
      logprobs: { content: logprobs.map((logprob) => ({ token: '', bytes: [], logprob, top_logprobs: [] })) },
    }],
    usage: { prompt_tokens: 90, completion_tokens: 2, total_tokens: 92 },
  });
  const engine = {
    complete: (requests: readonly ChatRequest[]) => {
      seen.push(...requests);
      return Promise.resolve(requests.map((_, index) => completion(`answer ${index}`, [Math.log(0.5), Math.log(index / 10 || 1)])));
    },
  } as unknown as ChatEngine;
  const shown = shownPrompt({ ticket: 0, k: 3, order: 0 });
  const { answer, probabilities, promptTokens } = await ask(engine, shown);
  expect(answer).toBe('answer 0');
  expect(promptTokens).toBe(90);
  expect(probabilities.map((p) => p.toFixed(3))).toEqual(['0.050', '0.100', '0.150', '0.200', '0.250']);
  expect(seen[0]).toMatchObject({ temperature: 0, max_tokens: 16 });
  expect(seen.slice(1).map(({ response_format }) => response_format)).toEqual(
    Object.values(shown.labels).map((label) => ({ type: 'grammar', grammar: `root ::= "${label}"` })));
});
