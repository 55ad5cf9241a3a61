/** What every way of opening TinyDesk must do alike. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChatCompletion, ChatEngine, ChatRequest, EngineErrorCode } from './chat.ts';
import { WorkerEngine } from './client.ts';
import { openTinyDesk } from './node.ts';
import { serve } from './server.ts';
import { memoryLink } from './testing/memory-link.ts';
import { folderOf, openTiny, tinyFiles, withHashes } from './testing/tiny-repository.ts';

const overPort = (): ChatEngine => new WorkerEngine(() => {
  const { page, worker } = memoryLink();
  serve(worker, () => openTiny());
  return page;
}, {});

const ways: [string, () => ChatEngine | Promise<ChatEngine>][] = [
  ['in this thread', () => openTiny()],
  ['over a port', overPort],
  ['in a worker thread', () => openTinyDesk({ folder: folderOf(withHashes(tinyFiles())) })],
];

const user = (content: string, options: Partial<ChatRequest> = {}): ChatRequest => ({ messages: [{ role: 'user', content }], max_tokens: 12, ...options });
const texts = (completion: ChatCompletion): string[] => completion.choices.map(({ message }) => message.content);
const schema = { type: 'json_object', schema: JSON.stringify({ type: 'object', properties: { category: { enum: ['billing', 'shipping'] }, urgent: { type: 'boolean' } } }) } as const;

const circular: Record<string, unknown> = { type: 'json_object' };
circular['self'] = circular;

/** Requests whose answers every way must give with the same bits. */
const SAMPLE: ChatRequest[] = [
  user('where is my parcel?', { n: 5, seed: 3, logprobs: true, top_logprobs: 4 }),
  user('refund', { temperature: 0 }),
  user('refund', { temperature: 1.7, top_p: 0.8, top_k: 40, n: 2 }),
  { messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }, { role: 'user', content: 'c' }] },
  user('json', { response_format: schema, max_tokens: 60, n: 3 }),
];
let firstAnswers: unknown;

describe.each(ways)('TinyDesk %s', (_, open) => {
  let engine: ChatEngine;
  beforeAll(async () => {
    engine = await open();
  }, 60_000);
  afterAll(() => engine.close());

  const complete = async (request: ChatRequest): Promise<ChatCompletion> => (await engine.complete([request]))[0]!;

  test('tells what it is', async () => {
    const info = await engine.info();
    expect(info).toMatchObject({ engine: 'tinydesk', contextTokens: 120 });
    expect(info.modelHash).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(info.versions).sort()).toEqual(['config', 'kernels', 'tokenizer']);
  });

  test('shows a text as its tokens', async () => {
    const tokens = await engine.tokenize('Où est 10482 ? 😀');
    expect(new TextDecoder().decode(Uint8Array.from(tokens.flatMap(({ bytes }) => bytes)))).toBe('Où est 10482 ? 😀');
    expect(tokens.filter(({ text }) => /^\d$/.test(text))).toHaveLength(5);
  });

  test('gives the same bits as every other way', async () => {
    const answers = (await engine.complete(SAMPLE)).map(({ model: _model, ...completion }) => completion);
    firstAnswers ??= answers;
    expect(answers).toEqual(firstAnswers);
  });

  test('answers are the same whether asked together or apart, with and without log-probabilities', async () => {
    const together = await engine.complete(SAMPLE);
    for (const [i, request] of SAMPLE.entries()) expect(await complete(request)).toEqual(together[i]);
    const plain = await engine.complete(SAMPLE.map(({ logprobs: _l, top_logprobs: _t, ...request }) => request));
    expect(plain.map(texts)).toEqual(together.map(texts));
  });

  test('answer i of n is that of its seed, however many are asked for', async () => {
    const many = texts(await complete(user('n', { n: 40, seed: 11 })));
    expect(texts(await complete(user('n', { n: 3, seed: 11 })))).toEqual(many.slice(0, 3));
    expect(new Set(many).size).toBeGreaterThan(30);
    expect(texts(await complete(user('n', { n: 3, seed: 12 })))).not.toEqual(many.slice(0, 3));
    expect(texts(await complete(user('n', { n: 3 })))).toEqual(texts(await complete(user('n', { n: 3, seed: 0 }))));
  });

  test('greedy, top_k 1 and a tiny top_p agree', async () => {
    const [greedy, one, nucleus] = await engine.complete([user('g', { temperature: 0 }), user('g', { top_k: 1 }), user('g', { top_p: 1e-9 })]);
    expect([texts(one!), texts(nucleus!)]).toEqual([texts(greedy!), texts(greedy!)]);
  });

  test('usage counts the prompt once and every answer', async () => {
    const { usage, choices } = await complete(user('count', { n: 4, logprobs: true }));
    const prompt = 2 + (await engine.tokenize('count')).length;
    const answers = choices.reduce((sum, { logprobs }) => sum + logprobs!.content.length, 0);
    expect(usage).toEqual({ prompt_tokens: prompt, completion_tokens: answers, total_tokens: prompt + answers });
  });

  test('log-probabilities name tokens, their bytes and the likeliest others', async () => {
    const { choices } = await complete(user('scores', { temperature: 0, logprobs: true, top_logprobs: 20 }));
    const { content } = choices[0]!.logprobs!;
    for (const { token, logprob, top_logprobs } of content) {
      expect(top_logprobs).toHaveLength(20);
      expect(top_logprobs[0]).toMatchObject({ token, logprob });
      expect(top_logprobs.reduce((sum, other) => sum + Math.exp(other.logprob), 0)).toBeLessThanOrEqual(1.0001);
    }
    expect(new TextDecoder().decode(Uint8Array.from(content.flatMap(({ bytes }) => bytes)))).toBe(choices[0]!.message.content);
  });

  test('a stop text ends the answer and is not part of it', async () => {
    const [full] = texts(await complete(user('stop', { temperature: 0, max_tokens: 30 })));
    const at = Math.floor(full!.length / 2);
    const stop = full!.slice(at, at + 3);
    const cut = await complete(user('stop', { temperature: 0, max_tokens: 30, stop }));
    expect(cut.choices[0]).toMatchObject({ finish_reason: 'stop', message: { content: full!.slice(0, full!.indexOf(stop)) } });
    expect(texts(await complete(user('stop', { temperature: 0, max_tokens: 30, stop: ['not in it', stop] })))).toEqual(texts(cut));
  });

  test('constrained answers parse and enumerations hold', async () => {
    const json = await complete(user('shape', { n: 20, temperature: 2, response_format: schema, max_tokens: 80 }));
    for (const { message, finish_reason } of json.choices) {
      expect(finish_reason).toBe('stop');
      expect(['billing', 'shipping']).toContain((JSON.parse(message.content) as { category: string }).category);
    }
    const routed = await complete(user('route', { n: 20, temperature: 2, max_tokens: 40, response_format: { type: 'grammar', grammar: 'root ::= "billing" | "shipping \\"now\\""' } }));
    for (const text of texts(routed)) expect(['billing', 'shipping "now"']).toContain(text);
    expect(texts(await complete(user('t', { response_format: { type: 'text' } })))).toEqual(texts(await complete(user('t'))));
  });

  test('max_tokens is kept, and is at most what the context leaves', async () => {
    const long = await complete(user('x'.repeat(80), { temperature: 2, max_tokens: 1_000_000, n: 20 }));
    const { prompt_tokens } = long.usage;
    const cut = long.choices.filter(({ finish_reason }) => finish_reason === 'length');
    expect(cut.length).toBeGreaterThan(0);
    expect(long.usage.completion_tokens).toBeLessThanOrEqual(20 * (120 - prompt_tokens));
    expect((await complete(user('y', { max_tokens: 1 }))).usage.completion_tokens).toBeLessThanOrEqual(1);
  });

  test('streamed text, completions and progress add up to the result', async () => {
    const streamed = SAMPLE.map(({ n = 1 }) => new Array<string>(n).fill(''));
    const seen: ChatCompletion[] = [];
    const progress: number[] = [];
    const result = await engine.complete(SAMPLE, {
      onToken: (index, choice, text) => (streamed[index]![choice]! += text),
      onCompletion: (index, completion) => {
        expect(streamed[index]).toEqual(texts(completion));
        seen[index] = completion;
      },
      onProgress: (done, of) => progress.push(done, of),
    });
    expect(seen).toEqual(result);
    expect(progress).toEqual(SAMPLE.flatMap((_request, i) => [i + 1, SAMPLE.length]));
  });

  test('no requests are no completions', async () => {
    expect(await engine.complete([])).toEqual([]);
  });

  test.each<[string, unknown, EngineErrorCode, string]>([
    ['an unknown option', user('a', { frequency_penalty: 1 } as never), 'unknown-option', '"frequency_penalty"'],
    ['two unknown options', user('a', { stream: true, tools: [] } as never), 'unknown-option', '"stream", "tools"'],
    ['an unknown part of a message', { messages: [{ role: 'user', content: 'a', name: 'b' }] }, 'unknown-option', 'Message 1 has "name"'],
    ['no object', 'hello', 'bad-option', 'A request is "hello"'],
    ['no messages', {}, 'bad-option', 'messages is undefined'],
    ['an empty list of messages', { messages: [] }, 'bad-option', 'at least one'],
    ['an unknown role', { messages: [{ role: 'tool', content: 'a' }] }, 'bad-option', 'role of message 1 is "tool"'],
    ['content that is not text', { messages: [{ role: 'user', content: ['a'] }] }, 'bad-option', 'content of message 1'],
    ['n of 0', user('a', { n: 0 }), 'bad-option', 'n is 0, and it must be a whole number from 1 to 128'],
    ['n of 129', user('a', { n: 129 }), 'bad-option', 'n is 129'],
    ['n of 1.5', user('a', { n: 1.5 }), 'bad-option', 'n is 1.5'],
    ['n as text', user('a', { n: '2' as never }), 'bad-option', 'n is "2"'],
    ['a negative temperature', user('a', { temperature: -0.1 }), 'bad-option', 'temperature is -0.1'],
    ['a temperature above 2', user('a', { temperature: 2.1 }), 'bad-option', 'from 0 to 2'],
    ['a temperature that is no number', user('a', { temperature: NaN }), 'bad-option', 'temperature is NaN'],
    ['an n that is too large a number', user('a', { n: 5n as never }), 'bad-option', 'n is 5n'],
    ['top_p of 0', user('a', { top_p: 0 }), 'bad-option', 'above 0'],
    ['top_p above 1', user('a', { top_p: 1.01 }), 'bad-option', 'top_p is 1.01'],
    ['a negative top_k', user('a', { top_k: -1 }), 'bad-option', 'top_k is -1'],
    ['a seed that is not whole', user('a', { seed: 0.5 }), 'bad-option', 'seed is 0.5, and it must be a whole number.'],
    ['max_tokens of 0', user('a', { max_tokens: 0 }), 'bad-option', 'max_tokens is 0, and it must be a whole number of at least 1'],
    ['an empty stop text', user('a', { stop: ['x', ''] }), 'bad-option', 'stop'],
    ['too many stop texts', user('a', { stop: Array.from({ length: 17 }, String) }), 'bad-option', 'up to 16'],
    ['logprobs that is a number', user('a', { logprobs: 5 as never }), 'bad-option', 'logprobs is 5'],
    ['21 top_logprobs', user('a', { logprobs: true, top_logprobs: 21 }), 'bad-option', 'from 0 to 20'],
    ['top_logprobs alone', user('a', { top_logprobs: 2 }), 'bad-option', 'needs logprobs'],
    ['an unknown format', user('a', { response_format: { type: 'structural_tag' } as never }), 'bad-option', '"structural_tag"'],
    ['a format that is text', user('a', { response_format: 'json' as never }), 'bad-option', 'response_format is "json"'],
    ['a format of a type that is no text', user('a', { response_format: { type: 5n } as never }), 'bad-option', 'has the type 5n'],
    ['a format that holds itself', user('a', { response_format: circular as never }), 'unknown-option', '"self"'],
    ['a stop text that holds itself', user('a', { stop: circular as never }), 'bad-option', 'stop is {"type":"json_object"'],
    ['a type deeper than calls go', user('a', { response_format: { type: 'json_object', schema: `{"type":${'['.repeat(9000)}${']'.repeat(9000)}}` } }), 'bad-option', 'type [[['],
    ['an endless number in a schema', user('a', { response_format: { type: 'json_object', schema: '{"enum":[1e400]}' } }), 'bad-option', 'a number too large'],
    ['an unknown part of a format', user('a', { response_format: { type: 'text', schema: '{}' } as never }), 'unknown-option', '"schema"'],
    ['JSON without a schema', user('a', { response_format: { type: 'json_object' } }), 'bad-option', 'without a schema'],
    ['a schema that is not JSON', user('a', { response_format: { type: 'json_object', schema: '{' } }), 'bad-option', 'not JSON'],
    ['a schema that is not understood', user('a', { response_format: { type: 'json_object', schema: '{"type":"string","pattern":"a"}' } }), 'bad-option', 'the keyword "pattern"'],
    ['a schema beyond measure', user('a', { response_format: { type: 'json_object', schema: ' '.repeat(20_001) } }), 'bad-option', '20001 characters'],
    ['a grammar that is not understood', user('a', { response_format: { type: 'grammar', grammar: 'root ::= "a" b' } }), 'bad-option', 'at character 13'],
    ['a prompt longer than the context', user('12 '.repeat(60)), 'prompt-too-long', 'The prompt has 182 tokens and the context holds 120, the answer\'s included. Shorten it by 63'],
    ['a prompt as long as the context', user('1'.repeat(118)), 'prompt-too-long', 'Shorten it by 1:'],
    ['a prompt of a million characters', user('a'.repeat(1_000_000)), 'prompt-too-long', 'at least'],
  ])('%s is refused', async (_name, request, code, reason) => {
    const outcome = engine.complete([request as ChatRequest]);
    await expect(outcome).rejects.toMatchObject({ name: 'EngineError', code });
    await expect(outcome).rejects.toThrow(reason);
  });

  test('what is no list of requests, and no text to cut, is refused, and the engine goes on', async () => {
    for (const [given, shown] of [[null, 'null'], ['abc', '"abc"'], [{ messages: [] }, '{"messages":[]}']] as const) {
      const outcome = engine.complete(given as never);
      await expect(outcome).rejects.toMatchObject({ name: 'EngineError', code: 'bad-option' });
      await expect(outcome).rejects.toThrow(`The requests are ${shown}, and they must be a list`);
    }
    await expect(engine.tokenize(5 as never)).rejects.toThrow('is 5, and it must be text');
    await expect(engine.tokenize('a'.repeat(100_001))).rejects.toMatchObject({ code: 'bad-option' });
    expect(await engine.tokenize('a')).toHaveLength(1);
  });

  test('a text of 19,000 characters may be asked for', async () => {
    const [text] = texts(await complete(user('a', { max_tokens: 3, response_format: { type: 'grammar', grammar: `root ::= "${'ab'.repeat(9_500)}"` } })));
    expect('ab'.repeat(9_500).startsWith(text!)).toBe(true);
  });

  test('a bad request among good ones is named before any is run', async () => {
    const finished: number[] = [];
    const outcome = engine.complete([user('a'), user('b', { n: 500 }), user('c')], { onCompletion: (index) => finished.push(index) });
    await expect(outcome).rejects.toThrow('Request 2 of 3: The option n is 500');
    expect(finished).toEqual([]);
  });

  test('a run is cancelled in the middle, and the next one is whole', async () => {
    const requests = Array.from({ length: 400 }, (_value, i) => user(`ticket ${i}`, { n: 8, max_tokens: 60, temperature: 2 }));
    const controller = new AbortController();
    const finished: number[] = [];
    const outcome = engine.complete(requests, {
      signal: controller.signal,
      onCompletion: (index) => {
        finished.push(index);
        if (finished.length === 5) setTimeout(() => controller.abort());
      },
    });
    await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
    const atAbort = finished.length;
    expect(atAbort).toBeLessThan(400);
    expect(await complete(SAMPLE[0]!)).toEqual((await engine.complete(SAMPLE))[0]);
    expect(finished).toHaveLength(atAbort);
  });

  test('a signal that was aborted before never starts a run', async () => {
    await expect(engine.complete([user('a')], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('runs asked for at once take turns and do not mix', async () => {
    const [one, two, three] = await Promise.all([engine.complete(SAMPLE), engine.complete([...SAMPLE].reverse()), engine.complete(SAMPLE)]);
    expect(three).toEqual(one);
    expect([...two].reverse()).toEqual(one);
  });

  test('an abort while waiting rejects at once and leaves the others alone', async () => {
    const controller = new AbortController();
    const first = engine.complete(SAMPLE);
    const waiting = engine.complete(SAMPLE, { signal: controller.signal });
    const third = engine.complete(SAMPLE);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(await third).toEqual(await first);
  });

  test('a reader that is not ready holds the run back', async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let finished = false;
    const requests = Array.from({ length: 80 }, (_value, i) => user(`held ${i}`, { n: 4, max_tokens: 30, temperature: 2 }));
    const outcome = engine.complete(requests, { ready: () => gate, onToken: () => undefined }).then((result) => {
      finished = true;
      return result;
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(finished).toBe(false);
    open();
    expect(await outcome).toHaveLength(80);
  });
});

