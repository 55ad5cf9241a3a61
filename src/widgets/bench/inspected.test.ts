import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { callAnswers } from '../../lab/record.ts';
import type { Experiment } from '../../lab/experiment.ts';
import { run } from '../../lab/runner.ts';
import { scriptedEngine } from '../../lab/testing/scripted-engine.ts';
import { itemsShown, rowsOf } from './rows.ts';
import { inspected } from './view.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const experiment = (samples: number): Experiment => ({
  id: 'chains', title: 'Chains', items: { split: 'dev', count: 2, seeds: ['a'] }, samples, request: { temperature: 1, max_tokens: 8 }, graders: ['exact'],
  arms: [
    { id: 'facts', label: 'four calls', lever: 'prompt', task: { name: 'factChain', options: { ticket: 'short' } } },
    { id: 'one', label: 'one call', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
  ],
});

/** What stands in an item's sections: headings, terms and what they say. */
async function sections(samples: number, keepCalls: boolean) {
  const record = await run(experiment(samples), scriptedEngine(({ seed }, sample) => `<b>${seed! % 100}</b> ${sample}`), { keepCalls });
  const items = await itemsShown(experiment(samples));
  const [, ...shown] = inspected(document, ['four calls', 'one call'], rowsOf(record)[1]!, items[1]!);
  const lines = shown.map((section) => [...section.querySelectorAll('h4, dt, .unkept')].map(({ textContent }) => textContent));
  return { record, items, shown, lines };
}

test('of a chain every call is shown, with its prompt and its answer, and then what they make together', async () => {
  const { record, shown, lines } = await sections(1, true);
  const call = (n: number) => [`Call ${n} of 4`, 'user', 'answer'];
  expect(lines).toEqual([[...call(1), ...call(2), ...call(3), ...call(4), 'right', 'answer, put together from all calls'], ['user', 'right', 'answer']]);
  const answers = callAnswers(record.arms[0]!, 1)!;
  const said = [...shown[0]!.querySelectorAll('dl')].slice(0, 4).map((list) => [...list.querySelectorAll('dd')].at(-1)!.textContent);
  expect(said).toEqual(answers);
  // What a model wrote is text.
  expect(shown[0]!.querySelector('b')).toBeNull();
  const prompts = [...shown[0]!.querySelectorAll('h4 + dl dd:first-of-type')].map(({ textContent }) => textContent);
  expect(new Set(prompts).size).toBe(4);
});

test('each of several samples has its calls and its answer', async () => {
  const { lines } = await sections(2, true);
  expect(lines[0]!.filter((line) => line!.startsWith('Call'))).toEqual([1, 2].flatMap((sample) => [1, 2, 3, 4].map((call) => `Call ${call} of 4, sample ${sample} of 2`)));
  expect(lines[1]).toEqual(['user', 'right', 'answer, sample 1 of 2', 'answer, sample 2 of 2']);
});

test('where the calls were not kept, it says so and shows what is known', async () => {
  const { lines } = await sections(1, false);
  expect(lines[0]).toEqual(['First call', 'user', 'More calls followed. This run kept only the answer that they make together; a run made here keeps every call.', 'right', 'answer, put together from all calls']);
});
