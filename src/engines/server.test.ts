import { afterEach, expect, test, vi } from 'vitest';
import { EngineError, type ChatCompletion, type ChatEngine, type RunOptions } from './chat.ts';
import { macrotask } from './macrotask.ts';
import { WINDOW, type Answer, type Question } from './protocol.ts';
import { serve, type Opener } from './server.ts';
import { memoryLink } from './testing/memory-link.ts';

afterEach(() => vi.restoreAllMocks());

const completion = (content: string): ChatCompletion => ({
  object: 'chat.completion', model: 'stub',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop', logprobs: null }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** An engine whose every step finishes 50 completions, up to `total`. */
function stub(total: number, steps = { taken: 0 }): ChatEngine {
  return {
    info: () => Promise.resolve({ engine: 'tinydesk', model: 'stub', modelHash: '', versions: {}, contextTokens: 1 }),
    tokenize: (text) => Promise.resolve([{ id: 0, text, bytes: [] }]),
    close: () => Promise.resolve(),
    async complete(_requests, { signal, onCompletion, ready }: RunOptions = {}) {
      for (let done = 0; done < total; steps.taken++) {
        await macrotask();
        await ready?.();
        if (signal?.aborted) throw new EngineError('cancelled', 'The run was cancelled.');
        for (let i = 0; i < 50 && done < total; i++, done++) onCompletion?.(done, completion(`${done}`));
      }
      return [];
    },
  };
}

/** Speaks with a server by hand. */
function conversation(open: Opener) {
  const link = memoryLink();
  const heard: Answer[] = [];
  serve(link.worker, open);
  link.page.listen((message) => heard.push(message as Answer));
  const until = async (fits: (answer: Answer) => boolean): Promise<Answer> => {
    for (;;) {
      const found = heard.find(fits);
      if (found) return found;
      await macrotask();
    }
  };
  return { heard, until, say: (question: Question | object) => link.page.post(question), settle: async () => { for (let i = 0; i < 200; i++) await macrotask(); } };
}

const load: Question = { type: 'load', id: 1, source: {} };
const run: Question = { type: 'complete', id: 2, requests: [], stream: false };

/** Every look at the clock finds it `step` ms later. */
function clock(step: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += step));
}

test.each([['fast', 0], ['slow', 1000]])('on a %s machine, the worker runs ahead of the page by a bounded number of chunks', async (_, step) => {
  clock(step);
  const steps = { taken: 0 };
  const { say, heard, settle, until } = conversation(() => Promise.resolve(stub(100_000, steps)));
  const chunks = () => heard.filter((answer) => answer.type === 'progress');
  say(load);
  say(run);
  await until(() => chunks().length === WINDOW);
  await settle();
  expect(chunks()).toHaveLength(WINDOW);
  const held = steps.taken;
  await settle();
  expect(steps.taken).toBe(held);
  say({ type: 'acknowledge', id: 2, chunk: 2 });
  await until(() => chunks().length === WINDOW + 2);
  await settle();
  expect(chunks()).toHaveLength(WINDOW + 2);
  say({ type: 'cancel', id: 2 });
  expect(await until(({ id, type }) => id === 2 && type !== 'progress')).toMatchObject({ type: 'failed', error: { code: 'cancelled' } });
});

test('a run whose page is behind at its end waits for it, until it is cancelled', async () => {
  clock(1000);
  const impatient: ChatEngine = {
    ...stub(0),
    complete: (_requests, { onCompletion, ready } = {}) => {
      for (let done = 0; done <= WINDOW; done++) {
        onCompletion?.(done, completion(`${done}`));
        if (done < WINDOW) void ready?.();
      }
      return Promise.resolve([]);
    },
  };
  const { say, heard, settle, until } = conversation(() => Promise.resolve(impatient));
  say(load);
  for (const id of [2, 3]) say({ ...run, id });
  await settle();
  expect(heard.map(({ type }) => type)).toEqual(['loaded', ...Array.from({ length: 2 * WINDOW }, () => 'progress')]);
  say({ type: 'acknowledge', id: 2, chunk: 1 });
  say({ type: 'cancel', id: 3 });
  expect(await until(({ id, type }) => id === 3 && type !== 'progress')).toMatchObject({ type: 'failed', error: { code: 'cancelled' } });
  await until(({ id, type }) => id === 2 && type === 'completed');
  expect(heard.filter(({ id, type }) => id === 2 && type === 'progress')).toHaveLength(WINDOW + 1);
});

test('everything arrives once, in order, and the run ends after it', async () => {
  const { say, heard, until } = conversation(() => Promise.resolve(stub(1234)));
  say(load);
  say(run);
  for (let chunk = 1; !heard.some(({ type }) => type === 'completed'); chunk++) {
    await until((answer) => answer.type === 'completed' || (answer.type === 'progress' && answer.chunk === chunk));
    say({ type: 'acknowledge', id: 2, chunk });
  }
  const events = heard.flatMap((answer) => (answer.type === 'progress' ? answer.events : []));
  expect(events.map(({ index }) => index)).toEqual(Array.from({ length: 1234 }, (_, i) => i));
  expect(heard.at(-1)).toEqual({ type: 'completed', id: 2 });
});

test('questions are answered while a run waits', async () => {
  const { say, until, settle } = conversation(() => Promise.resolve(stub(100_000)));
  say(load);
  say(run);
  await settle();
  say({ type: 'tokenize', id: 3, text: 'a' });
  say({ type: 'info', id: 4 });
  expect(await until(({ id }) => id === 3)).toMatchObject({ type: 'tokens', tokens: [{ text: 'a' }] });
  expect(await until(({ id }) => id === 4)).toMatchObject({ type: 'info', info: { model: 'stub' } });
  say({ type: 'close', id: 5 });
  expect(await until(({ id }) => id === 2)).toBeDefined();
  expect(await until(({ id }) => id === 5)).toEqual({ type: 'closed', id: 5 });
});

test('a question before the model is loaded fails, and so does one that cannot be read', async () => {
  const { say, until } = conversation(() => Promise.resolve(stub(1)));
  say({ type: 'info', id: 1 });
  expect(await until(({ id }) => id === 1)).toMatchObject({ type: 'failed', error: { code: 'internal' } });
  say({ type: 'sing', id: 2 });
  expect(await until(({ id }) => id === null)).toMatchObject({ type: 'failed', error: { message: expect.stringContaining('message.type') as string } });
});

test('a model that cannot be opened fails with its reason, and may be loaded later', async () => {
  let works = false;
  const { say, until } = conversation(() => (works ? Promise.resolve(stub(1)) : Promise.reject(new EngineError('model-missing', 'There is no file.'))));
  say(load);
  expect(await until(({ id }) => id === 1)).toMatchObject({ type: 'failed', error: { code: 'model-missing', message: 'There is no file.' } });
  works = true;
  say({ ...load, id: 6 });
  expect(await until(({ id }) => id === 6)).toEqual({ type: 'loaded', id: 6 });
});

test('an error that is not the engine\'s own is internal', async () => {
  const { say, until } = conversation(() => Promise.resolve({ ...stub(1), tokenize: () => Promise.reject(new TypeError('x is not a function')) }));
  say(load);
  say({ type: 'tokenize', id: 2, text: '' });
  expect(await until(({ id }) => id === 2)).toMatchObject({ type: 'failed', error: { code: 'internal', message: 'x is not a function' } });
});
