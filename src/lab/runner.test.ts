import variant from '@jitl/quickjs-wasmfile-release-sync';
import { expect, test } from 'vitest';
import { hash32 } from '../tinydesk/random.ts';
import { CATEGORIES } from '../tinydesk/world/frames/format.ts';
import type { ChatEngine, ChatRequest } from '../engines/chat.ts';
import type { Experiment } from './experiment.ts';
import { itemsOf } from './items.ts';
import { pool } from './pool.ts';
import { tallyOf } from './record.ts';
import { recordFromJson, recordToJson } from './record-json.ts';
import { partialRecord, run, type Finished } from './runner.ts';
import { openSandbox } from './sandbox.ts';
import { scriptedEngine, type Script } from './testing/scripted-engine.ts';

const routing = (count: number, more: Partial<Experiment> = {}): Experiment => ({
  id: 'routing', title: 'Routing', items: { split: 'dev', count, seeds: ['a'] }, samples: 2, request: { temperature: 1, max_tokens: 8 }, graders: ['exact', 'category'],
  arms: [
    { id: 'word', label: 'word', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
    { id: 'code', label: 'code', lever: 'prompt', task: { name: 'explicit', options: { convention: 'code' } } },
  ],
  ...more,
});
const guess: Script = ({ messages, seed }, sample) => CATEGORIES[(hash32(`${messages.at(-1)!.content} ${seed} ${sample}`) >>> 0) % 5]!;

/** An engine that counts what it is asked, and fails once it has been asked so much. */
function counting(most = Number.POSITIVE_INFINITY): ChatEngine & { asked: ChatRequest[] } {
  const engine = scriptedEngine(guess);
  const asked: ChatRequest[] = [];
  return {
    ...engine, asked,
    complete: (requests, options) => {
      const controller = new AbortController();
      return engine.complete(requests, {
        ...options, signal: controller.signal,
        onCompletion: (index, completion) => {
          asked.push(requests[index]!);
          options?.onCompletion?.(index, completion);
          if (asked.length >= most) controller.abort();
        },
      });
    },
  };
}

test('a run goes on from what was finished, asks nothing twice, and leaves the same record', async () => {
  const experiment = routing(200);
  const whole = recordToJson(await run(experiment, counting()));
  const finished: Finished[] = [];
  await expect(run(experiment, counting(301), { onFinished: (each) => finished.push(each) })).rejects.toThrow(/cancelled/);
  expect(finished).toHaveLength(301);
  const rest = counting();
  const seen: number[] = [];
  const kept = JSON.parse(JSON.stringify(finished)) as Finished[];
  expect(recordToJson(await run(experiment, rest, { finished: kept, onProgress: ({ done }) => seen.push(done) }))).toBe(whole);
  expect(rest.asked).toHaveLength(99);
  expect(seen[0]).toBe(302);
});

test('a run that was ended early leaves the record of its first items, marked', async () => {
  const experiment = routing(50);
  const finished: Finished[] = [];
  await expect(run(experiment, counting(31), { onFinished: (each) => finished.push(each) })).rejects.toThrow();
  const part = (await partialRecord(experiment, counting(), finished))!;
  expect(part.planned).toBe(50);
  expect(part.experiment.items.count).toBe(15);
  const { planned: _, ...bare } = part;
  expect(recordToJson(bare)).toBe(recordToJson(await run(routing(15), counting())));
  expect(recordToJson(recordFromJson(recordToJson(part)))).toBe(recordToJson(part));
  expect(await partialRecord(experiment, counting(), finished.slice(0, 1))).toBeUndefined();
});

test('of a run over two seeds, a part keeps what was finished of each', async () => {
  const experiment = routing(10, { items: { split: 'dev', count: 10, seeds: ['a', 'b'] } });
  const finished: Finished[] = [];
  await expect(run(experiment, counting(27), { onFinished: (each) => finished.push(each) })).rejects.toThrow();
  const part = (await partialRecord(experiment, counting(), finished))!;
  expect(part.experiment.items).toEqual({ split: 'dev', count: 10, seeds: ['a', 'b'], counts: [10, 3] });
  const { planned, ...bare } = part;
  expect(planned).toBe(20);
  expect(recordToJson(bare)).toBe(recordToJson(await run(part.experiment, counting())));
  const other = await run(routing(5, { items: { split: 'dev', count: 5, seeds: ['c'] } }), counting());
  expect(pool([part, other])).toMatchObject({ planned: 25, experiment: { items: { count: 10, seeds: ['a', 'b', 'c'], counts: [10, 3, 5] } } });
});

test('a part of a run on items of the reader’s own has as many of them as were finished', async () => {
  const given = Array.from({ length: 10 }, (_, n) => ({ text: `My parcel ${n} is late.`, reference: 'shipping' }));
  const experiment = routing(10, { items: { split: 'dev', count: 10, seeds: ['a'], given } });
  const finished: Finished[] = [];
  await expect(run(experiment, counting(9), { onFinished: (each) => finished.push(each) })).rejects.toThrow();
  const part = (await partialRecord(experiment, counting(), finished))!;
  expect(part.experiment.items.given).toEqual(given.slice(0, 4));
  expect(recordToJson(recordFromJson(recordToJson(part)))).toBe(recordToJson(part));
});

test('what was kept of another, longer run does no harm', async () => {
  const finished: Finished[] = [];
  await run(routing(30), counting(), { onFinished: (each) => finished.push(each) });
  expect(recordToJson(await run(routing(10), counting(), { finished }))).toBe(recordToJson(await run(routing(10), counting())));
});

test('code that someone wrote grades a run in the sandbox, and needs one', async () => {
  const experiment = routing(20, { graders: [{ kind: 'expression', source: 'answer === reference' }, { kind: 'pattern', pattern: '^[a-z]+$', flags: '' }, 'exact'] });
  const record = await run(experiment, counting(), { sandbox: await openSandbox(variant) });
  expect(record.arms[0]!.verdicts['expression answer === reference']).toBe(record.arms[0]!.verdicts['exact']);
  expect(tallyOf(record, 'word', 'pattern /^[a-z]+$/')).toMatchObject({ right: 40, wrong: 0, unreadable: 0 });
  expect(recordToJson(recordFromJson(recordToJson(record)))).toBe(recordToJson(record));
  await expect(run(experiment, counting())).rejects.toThrow(/no sandbox/);
});

test('arms share an item’s random numbers, unless the experiment gives each its own', async () => {
  const seeds = async (more: Partial<Experiment>) => {
    const engine = counting();
    const record = await run(routing(5, more), engine);
    expect(recordToJson(recordFromJson(recordToJson(record)))).toBe(recordToJson(record));
    return new Set(engine.asked.map(({ seed }) => seed)).size;
  };
  expect(await seeds({})).toBe(5);
  expect(await seeds({ draws: 'own' })).toBe(10);
});

test('a chain asks on with the answers so far, each sample on its own', async () => {
  const experiment = routing(6, { arms: [{ id: 'chain', label: 'chain', lever: 'prompt', task: { name: 'stepChain', options: { steps: 3, checked: false } } }], graders: ['exact'] });
  const engine = counting();
  const record = await run(experiment, engine);
  const items = await itemsOf(experiment);
  expect(engine.asked).toHaveLength(6 + 6 * 2 * 2);
  expect(record.arms[0]!.answers[record.arms[0]!.outcomes[0]!]!.split('\n')).toHaveLength(3);
  expect(new Set(engine.asked.map(({ seed }) => seed)).size).toBe(engine.asked.length);
  expect(record.arms[0]!.promptTokens[0]).toBeGreaterThan(items[0]!.arms[0]!.messages[0]!.content.length);
});
