import { expect, test } from 'vitest';
import type { ChatCompletion } from './chat.ts';
import { parseAnswer, parseQuestion, type Answer, type Question } from './protocol.ts';

const completion: ChatCompletion = {
  object: 'chat.completion',
  model: 'tiny',
  choices: [
    { index: 0, message: { role: 'assistant', content: 'a' }, finish_reason: 'stop', logprobs: null },
    { index: 1, message: { role: 'assistant', content: 'b' }, finish_reason: 'length', logprobs: { content: [{ token: 'b', bytes: [98], logprob: -0.5, top_logprobs: [{ token: 'c', bytes: [99], logprob: -2 }] }] } },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
};

const questions: Question[] = [
  { type: 'load', id: 1, source: { folder: '/tinydesk/instructed/', model: 'tinydesk' } },
  { type: 'info', id: 2 },
  { type: 'tokenize', id: 3, text: 'ü' },
  { type: 'complete', id: 4, requests: [{ anything: 'the engine checks it' }], stream: false },
  { type: 'acknowledge', id: 4, chunk: 1 },
  { type: 'cancel', id: 4 },
  { type: 'close', id: 5 },
];

const answers: Answer[] = [
  { type: 'loaded', id: 1 },
  { type: 'info', id: 2, info: { engine: 'tinydesk', model: 'tiny', modelHash: '00', versions: { kernels: '1' }, contextTokens: 512 } },
  { type: 'tokens', id: 3, tokens: [{ id: 7, text: 'a', bytes: [97] }] },
  { type: 'progress', id: 4, chunk: 1, events: [{ type: 'text', index: 0, choice: 0, text: 'a' }, { type: 'completion', index: 0, completion }] },
  { type: 'completed', id: 4 },
  { type: 'closed', id: 5 },
  { type: 'failed', id: 4, error: { code: 'prompt-too-long', message: 'Shorten it.' } },
  { type: 'failed', id: null, error: { code: 'internal', message: 'What?' } },
];

test.each(questions)('the question $type passes', (question) => {
  expect(parseQuestion(structuredClone(question))).toEqual(question);
});

test.each(answers)('the answer $type passes', (answer) => {
  expect(parseAnswer(structuredClone(answer))).toEqual(answer);
});

test('each side refuses what only the other says', () => {
  for (const question of questions.filter(({ type }) => type !== 'info')) expect(() => parseAnswer(question)).toThrow('message.type');
  for (const answer of answers.filter(({ type }) => type !== 'info')) expect(() => parseQuestion(answer)).toThrow('message.type');
});

test.each<[unknown, string]>([
  [undefined, 'message is not an object'],
  ['load', 'message is not an object'],
  [{ type: 'constructor', id: 1 }, 'message.type'],
  [{ type: 'info' }, 'message.id'],
  [{ type: 'info', id: -1 }, 'message.id'],
  [{ type: 'info', id: '1' }, 'message.id'],
  [{ type: 'info', id: 1, extra: 2 }, 'message.extra is not known'],
  [{ type: 'load', id: 1, source: { folder: 3 } }, 'message.source.folder'],
  [{ type: 'complete', id: 1, requests: {}, stream: true }, 'message.requests'],
  [{ type: 'complete', id: 1, requests: [] }, 'message.stream'],
])('the question %j is refused', (question, reason) => {
  expect(() => parseQuestion(question)).toThrow(reason);
});

const broken = (change: (copy: Record<string, never>) => void): unknown => {
  const copy = structuredClone(completion) as unknown as Record<string, never>;
  change(copy);
  return { type: 'progress', id: 1, chunk: 1, events: [{ type: 'completion', index: 0, completion: copy }] };
};

test.each<[string, unknown, string]>([
  ['a completion without choices', broken((c) => delete c['choices']), 'events[0].completion.choices'],
  ['a choice that ended oddly', broken((c) => Object.assign(c['choices']![0]!, { finish_reason: 'tired' })), 'choices[0].finish_reason'],
  ['content that is no text', broken((c) => Object.assign(c['choices']![0]!, { message: { role: 'assistant', content: 4 } })), 'choices[0].message.content'],
  ['a probability that is none', broken((c) => Object.assign(c['choices']![1]!, { logprobs: { content: [{ token: '', bytes: [], logprob: NaN, top_logprobs: [] }] } })), 'choices[1].logprobs.content[0].logprob'],
  ['an event of another kind', { type: 'progress', id: 1, chunk: 1, events: [{ type: 'tick' }] }, 'events[0].type'],
  ['an unknown error code', { type: 'failed', id: 1, error: { code: 'oops', message: '' } }, 'message.error.code'],
  ['an unknown engine', { ...answers[1], info: { engine: 'other', model: '', modelHash: '', versions: {}, contextTokens: 1 } }, 'message.info.engine'],
])('an answer with %s is refused', (_, answer, reason) => {
  expect(() => parseAnswer(answer)).toThrow(reason);
});
