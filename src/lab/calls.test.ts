import { expect, test } from 'vitest';
import { callAnswers } from './record.ts';
import { callsOf } from './calls.ts';
import type { Experiment } from './experiment.ts';
import { itemsOf } from './items.ts';
import { pool } from './pool.ts';
import { recordFromJson, recordToJson } from './record-json.ts';
import { partialRecord, run, type Finished } from './runner.ts';
import type { ChatRequest } from '../engines/chat.ts';
import { scriptedEngine, type Script } from './testing/scripted-engine.ts';

/** Two arms of several calls, one of which asks again where an answer cannot be, and one of a single call. */
const experiment = (seed = 'a', count = 8): Experiment => ({
  id: 'chains', title: 'Chains', items: { split: 'dev', count, seeds: [seed] }, samples: 2, request: { temperature: 1, max_tokens: 8 }, graders: ['exact'],
  arms: [
    { id: 'checked', label: 'checked', lever: 'prompt', task: { name: 'stepChain', options: { steps: 3, checked: true } } },
    { id: 'facts', label: 'facts', lever: 'prompt', task: { name: 'factChain', options: { ticket: 'full' } } },
    { id: 'one', label: 'one call', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
  ],
});
const answers: Script = ({ seed }, sample) => ['billing', 'no', '', '1. high', '3'][(seed! + sample) % 5]!;

/** The engine, and every prompt with the answer that it got. */
function heard() {
  const pairs: { readonly messages: ChatRequest['messages']; readonly answer: string }[] = [];
  const engine = scriptedEngine(answers);
  return {
    pairs,
    engine: { ...engine, complete: (requests: readonly ChatRequest[], options: Parameters<typeof engine.complete>[1]) => engine.complete(requests, {
      ...options,
      onCompletion: (index, completion) => {
        for (const { message } of completion.choices) pairs.push({ messages: requests[index]!.messages, answer: message.content });
        options?.onCompletion?.(index, completion);
      },
    }) },
  };
}

test('calls are put together from the answers, as they were asked', async () => {
  const { engine, pairs } = heard();
  const record = await run(experiment(), engine, { keepCalls: true });
  const items = await itemsOf(experiment());
  const rebuilt = record.arms.flatMap((arm, place) => arm.outcomes.flatMap((outcome, at) => {
    const item = items[Math.floor(at / 2)]!.arms[place]!;
    const calls = callsOf(item, callAnswers(arm, at) ?? [arm.answers[outcome]!]);
    expect(item.join?.(calls.map(({ answer }) => answer)) ?? calls.at(-1)!.answer).toBe(arm.answers[outcome]);
    return calls;
  }));
  const told = (calls: readonly unknown[]) => calls.map((call) => JSON.stringify(call)).toSorted();
  expect(told(rebuilt)).toEqual(told(pairs));
  // The checked chain has asked again.
  expect(record.arms[0]!.calls!.outcomes.some((calls) => calls.length > 3)).toBe(true);
  expect(record.arms[1]!.calls!.outcomes.every((calls) => calls.length === 4)).toBe(true);
});

test('answers beyond the end of the chain are left out, and those of a single call are one', async () => {
  const [, facts, one] = (await itemsOf(experiment()))[0]!.arms;
  expect(callsOf(facts!, ['a', 'b', 'c', 'd', 'e'])).toHaveLength(4);
  expect(callsOf(one!, ['a', 'b'])).toEqual([{ messages: one!.messages, answer: 'a' }]);
});

test('but for the calls the record is the same; without a chain it is the very same', async () => {
  const engine = scriptedEngine(answers);
  const [plain, kept] = [await run(experiment(), engine), await run(experiment(), engine, { keepCalls: true })];
  expect(plain.arms.map(({ calls }) => calls)).toEqual([undefined, undefined, undefined]);
  expect(recordToJson({ ...kept, arms: kept.arms.map(({ calls: _, ...arm }) => arm) })).toBe(recordToJson(plain));
  const single = { ...experiment(), arms: experiment().arms.slice(2) };
  expect(recordToJson(await run(single, engine, { keepCalls: true }))).toBe(recordToJson(await run(single, engine)));
});

test('calls survive the text, pooling and a run that is cut short', async () => {
  const engine = scriptedEngine(answers);
  const finished: Finished[] = [];
  const record = await run(experiment(), engine, { keepCalls: true, onFinished: (each) => finished.push(each) });
  expect(recordFromJson(recordToJson(record))).toEqual(record);
  const both = { ...experiment(), items: { ...experiment().items, seeds: ['a', 'b'] as [string, string] } };
  const other = await run(experiment('b'), engine, { keepCalls: true });
  expect(recordToJson(pool([record, other]))).toBe(recordToJson(await run(both, engine, { keepCalls: true })));
  expect(pool([record, await run(experiment('b'), engine)]).arms[0]!.calls).toBeUndefined();
  const part = await partialRecord(experiment(), engine, finished.filter(({ job }) => job < 9));
  expect(part!.arms[0]!.calls!.outcomes).toEqual(record.arms[0]!.calls!.outcomes.slice(0, 6));
});

test('a text with calls that are not those of its outcomes is refused', async () => {
  const record = await run(experiment(), scriptedEngine(answers), { keepCalls: true });
  const [arm, ...others] = record.arms as [(typeof record.arms)[number]];
  const { calls } = arm as Required<typeof arm>;
  for (const [change, reason] of [
    [{ ...calls, outcomes: calls.outcomes.slice(1) }, /are of 15 outcomes, and it has 16/],
    [{ ...calls, outcomes: calls.outcomes.map(() => [calls.answers.length]) }, /a call of arm "checked" is 5/],
    [{ ...calls, outcomes: calls.outcomes.map(() => []) }, /the number of calls .* is 0/],
    [{ ...calls, answers: [1] }, /an answer to a call of arm "checked" is not a text/],
    [[], /the calls of arm "checked" is not an object/],
  ] as const) expect(() => recordFromJson(recordToJson({ ...record, arms: [{ ...arm, calls: change as never }, ...others] }))).toThrow(reason);
});
