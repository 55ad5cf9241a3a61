import { afterEach, expect, test, vi } from 'vitest';
import type { ChatRequest } from './chat.ts';
import { WorkerEngine, type WorkerLink } from './client.ts';
import { macrotask } from './macrotask.ts';
import { threadLink } from './node.ts';
import { serve } from './server.ts';
import { memoryLink, type MemoryLink } from './testing/memory-link.ts';
import { folderOf, openTiny, tinyFiles } from './testing/tiny-repository.ts';

afterEach(() => vi.useRealTimers());

const ask = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }], max_tokens: 30, n: 4, temperature: 2 });
const many = Array.from({ length: 60 }, (_, i) => ask(`${i}`));

/** An engine over links within this thread, and every link that it has opened. */
function engineWithLinks(serving = true): { engine: WorkerEngine; links: MemoryLink[] } {
  const links: MemoryLink[] = [];
  const engine = new WorkerEngine(() => {
    const link = memoryLink();
    links.push(link);
    if (serving) serve(link.worker, () => openTiny());
    return link.page;
  }, { folder: 'here' });
  return { engine, links };
}

const said = (link: MemoryLink, type: string): unknown[] =>
  link.sent.filter(({ by, message }) => by === 'page' && (message as { type: string }).type === type).map(({ message }) => message);

async function until(fits: () => boolean): Promise<void> {
  while (!fits()) await macrotask();
}

test('nothing is started before the first call, and one worker serves them all', async () => {
  const { engine, links } = engineWithLinks();
  expect(links).toHaveLength(0);
  await Promise.all([engine.info(), engine.tokenize('a'), engine.complete([ask('a')])]);
  expect(links).toHaveLength(1);
  expect(said(links[0]!, 'load')).toEqual([{ type: 'load', id: 1, source: { folder: 'here' } }]);
});

test('a worker that dies in the middle fails its run; the next run starts another and is whole', async () => {
  const { engine, links } = engineWithLinks();
  const whole = await engine.complete(many);
  const finished: number[] = [];
  const dying = engine.complete(many, { onCompletion: (index) => finished.push(index) });
  const waiting = engine.complete([many[0]!]);
  await until(() => finished.length > 0);
  links[0]!.die('out of luck');
  await expect(dying).rejects.toMatchObject({ code: 'worker-died' });
  await expect(dying).rejects.toThrow('out of luck');
  expect(await waiting).toEqual([whole[0]]);
  expect(links).toHaveLength(2);
  expect(await engine.complete(many)).toEqual(whole);
  expect(finished.length).toBeLessThan(many.length);
});

test('a worker thread that ends itself in the middle is replaced', async () => {
  const threads: WorkerLink[] = [];
  const engine = new WorkerEngine(() => {
    threads.push(threadLink(new URL('./testing/fragile-thread.ts', import.meta.url)));
    return threads.at(-1)!;
  }, { folder: folderOf(tinyFiles()), model: 'tiny' });
  try {
    const before = await engine.complete([ask('a')]);
    const dying = engine.complete([ask('die')], { onToken: () => undefined });
    await expect(dying).rejects.toMatchObject({ code: 'worker-died' });
    await expect(dying).rejects.toThrow('exit code 7');
    expect(await engine.complete([ask('a')])).toEqual(before);
    expect(threads).toHaveLength(2);
  } finally {
    await engine.close();
  }
});

test('a worker that dies while idle is replaced without a word', async () => {
  const { engine, links } = engineWithLinks();
  await engine.info();
  links[0]!.die('idle');
  expect(await engine.tokenize('a')).toHaveLength(1);
  expect(links).toHaveLength(2);
});

test('a worker that cannot be started says so, and is tried again with the next call', async () => {
  let tries = 0;
  const engine = new WorkerEngine(() => {
    tries += 1;
    throw new Error('workers are not allowed here');
  }, {});
  await expect(engine.info()).rejects.toMatchObject({ code: 'worker-died' });
  await expect(engine.complete([])).rejects.toThrow('workers are not allowed here');
  expect(tries).toBe(2);
});

test('a thread whose script is missing dies with its reason', async () => {
  const engine = new WorkerEngine(() => threadLink(new URL('./testing/no-such-file.ts', import.meta.url)), {});
  await expect(engine.info()).rejects.toMatchObject({ code: 'worker-died' });
});

test('a model that cannot be loaded fails every call with its reason, each with a worker of its own', async () => {
  const closed: boolean[] = [];
  const engine = new WorkerEngine(() => {
    const { page, worker } = memoryLink();
    serve(worker, () => openTiny(new Map()));
    return { ...page, close: () => void closed.push(true) };
  }, {});
  await expect(engine.info()).rejects.toMatchObject({ code: 'model-missing' });
  await expect(engine.complete([ask('a')])).rejects.toMatchObject({ code: 'model-missing' });
  expect(closed).toHaveLength(2);
});

test('a worker that speaks another language is ended', async () => {
  const { engine, links } = engineWithLinks(false);
  const info = engine.info();
  links[0]!.worker.post({ type: 'hello', id: 1 });
  await expect(info).rejects.toMatchObject({ code: 'internal' });
  await expect(info).rejects.toThrow('not as agreed');
});

test('an answer of the wrong kind, or too few of them, is an error', async () => {
  const { engine, links } = engineWithLinks(false);
  const answerWith = (type: string, extra: object): void => {
    links[0]!.worker.listen((message) => {
      const { id, type: asked } = message as { id: number; type: string };
      links[0]!.worker.post(asked === 'load' ? { type: 'loaded', id } : { type, id, ...extra });
    });
  };
  const info = engine.info();
  answerWith('tokens', { tokens: [] });
  await expect(info).rejects.toThrow('answered with tokens where info belongs');
  answerWith('completed', {});
  await expect(engine.complete([ask('a')])).rejects.toThrow('without an answer to request 1');
});

test('an abort in the middle reaches the worker, and its turn passes on', async () => {
  const { engine, links } = engineWithLinks();
  const controller = new AbortController();
  let afterAbort = 0;
  const outcome = engine.complete(many, {
    signal: controller.signal,
    onCompletion: () => {
      if (controller.signal.aborted) afterAbort += 1;
      controller.abort();
    },
  });
  await expect(outcome).rejects.toMatchObject({ code: 'cancelled' });
  expect(said(links[0]!, 'cancel')).toHaveLength(1);
  await engine.complete([ask('a')]);
  expect(afterAbort).toBe(0);
  expect(links).toHaveLength(1);
});

test('text is only sent to those who want it', async () => {
  const { engine, links } = engineWithLinks();
  const streamed = () => links[0]!.sent.filter(({ message }) => JSON.stringify(message).includes('"type":"text"')).length;
  await engine.complete([ask('a')]);
  expect(streamed()).toBe(0);
  await engine.complete([ask('a')], { onToken: () => undefined });
  expect(streamed()).toBeGreaterThan(0);
});

test('an error in a callback ends that run and no other', async () => {
  const { engine } = engineWithLinks();
  const outcome = engine.complete(many, { onCompletion: () => { throw new Error('the chart broke'); } });
  await expect(outcome).rejects.toThrow('the chart broke');
  expect(await engine.complete([ask('a')])).toHaveLength(1);
});

test('what no worker could read is refused before it is sent, and nothing else is lost', async () => {
  const { engine, links } = engineWithLinks();
  const running = engine.complete(many);
  await expect(engine.tokenize(5 as never)).rejects.toMatchObject({ code: 'bad-option' });
  await expect(engine.complete(null as never)).rejects.toMatchObject({ code: 'bad-option' });
  expect(await running).toHaveLength(many.length);
  expect(links).toHaveLength(1);
});

test('a request that cannot be sent is refused', async () => {
  const { engine } = engineWithLinks();
  await expect(engine.complete([{ ...ask('a'), stop: (() => 'x') as never }])).rejects.toMatchObject({ code: 'bad-option' });
});

test('closing cancels what runs and waits, frees the worker, and the next call starts afresh', async () => {
  const { engine, links } = engineWithLinks();
  const outcomes = [engine.complete(many), engine.complete(many)].map((outcome) => expect(outcome).rejects.toMatchObject({ code: 'cancelled' }));
  await until(() => links[0]?.sent.some(({ message }) => (message as { type: string }).type === 'progress') === true);
  await engine.close();
  await Promise.all(outcomes);
  await engine.close();
  expect(await engine.tokenize('a')).toHaveLength(1);
  expect(links).toHaveLength(2);
});

test('a worker that does not answer a farewell is ended all the same', async () => {
  const link = memoryLink();
  let ended = false;
  const engine = new WorkerEngine(() => {
    link.worker.listen((message) => {
      const { id, type } = message as { id: number; type: string };
      if (type === 'load') link.worker.post({ type: 'loaded', id });
    });
    return { ...link.page, close: () => void (ended = true) };
  }, {});
  void engine.info().catch(() => undefined);
  await macrotask();
  await macrotask();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closing = engine.close();
  await vi.advanceTimersByTimeAsync(1000);
  await closing;
  expect(ended).toBe(true);
});
