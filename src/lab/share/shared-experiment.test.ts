import { expect, test } from 'vitest';
import type { Experiment } from '../experiment.ts';
import { encodeShare } from './share.ts';
import { decodeExperiment, encodeExperiment, MOST_COMPLETIONS, type SharedExperiment } from './shared-experiment.ts';

const experiment: Experiment = {
  id: 'routing', title: 'Routing', items: { split: 'dev', count: 50, seeds: ['a', 'b'] }, samples: 1, request: { temperature: 0 }, graders: ['exact'],
  arms: [
    { id: 'word', label: 'word', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
    { id: 'own', label: 'my “own” <b>', lever: 'prompt', task: { name: 'prompted', options: { prompt: [{ role: 'user', template: 'Which?\n{{ticket}}' }], ticket: 'text', answer: 'category' } as never } },
  ],
};
const shared: SharedExperiment = { name: 'mine', experiment, engine: { engine: 'tinydesk', model: 'TinyDesk', modelHash: '00ff', versions: { kernels: '1' } } };

test('a link gives the whole experiment back, with what the model reads first', async () => {
  const only = { ...shared, experiment: { ...experiment, arms: [experiment.arms[0]!] } };
  const { first, ...rest } = await decodeExperiment(await encodeExperiment(only));
  expect(rest).toEqual(only);
  expect(first).toHaveLength(1);
  expect(first[0]!.messages.at(-1)!.content.length).toBeGreaterThan(10);
});

test('a link may ask for 20 arms of 400 items with ten answers each', async () => {
  const [arm] = experiment.arms;
  const large = { ...shared, experiment: { ...experiment, samples: 10, items: { ...experiment.items, count: 200 }, arms: Array.from({ length: 20 }, (_, at) => ({ ...arm!, id: `a${at}` })) } };
  const { first, ...rest } = await decodeExperiment(await encodeExperiment(large as SharedExperiment));
  expect(rest).toEqual(large);
  expect(first).toHaveLength(20);
});

const damaged = (change: (value: { name: unknown; engine: Record<string, unknown>; experiment: Record<string, unknown> }) => void): unknown => {
  const value = structuredClone({ ...shared, experiment: { ...experiment, arms: [experiment.arms[0]] } }) as never;
  change(value);
  return value;
};

test.each<[string, unknown, RegExp]>([
  ['a text', 'x', /no experiment/],
  ['a list', [], /no experiment/],
  ['a member too many', { ...shared, run: true }, /unknown member "run"/],
  ['no name', damaged((value) => { value.name = ' '; }), /name/],
  ['another engine', damaged(({ engine }) => { engine['engine'] = 'x'; }), /the engine "x"/],
  ['no arms', damaged((value) => { value.experiment['arms'] = []; }), /arms are missing/],
  ['a task that is none', damaged((value) => { value.experiment['arms'] = [{ id: 'a', label: 'a', lever: 'base', task: { name: 'constructor' } }]; }), /the task "constructor"/],
  ['a task set wrongly', damaged((value) => { value.experiment['arms'] = [{ id: 'a', label: 'a', lever: 'base', task: { name: 'prompted', options: { prompt: 1 } } }]; }), /cannot be asked/],
  ['too many completions', damaged((value) => { value.experiment['samples'] = 128; value.experiment['items'] = { split: 'dev', count: 1_000_000, seeds: ['a'] }; }), /128,000,000 completions, and a link may ask for 100,000/],
  ['code to run', damaged((value) => { value.experiment['graders'] = [{ kind: 'expression', source: 'while (true);' }]; }), /code from links is not run/],
])('a link with %s is refused with a sentence', async (_name, value, sentence) => {
  await expect(decodeExperiment(await encodeShare(value))).rejects.toMatchObject({ name: 'ShareError', message: expect.stringMatching(sentence) as string });
});

test('a link that was changed anywhere, or is too long, is refused', async () => {
  const link = await encodeExperiment({ ...shared, experiment: { ...experiment, arms: [experiment.arms[0]!] } });
  for (let at = 0; at < link.length; at += 7) {
    const changed = `${link.slice(0, at)}${link[at] === 'A' ? 'B' : 'A'}${link.slice(at + 1)}`;
    await expect(decodeExperiment(changed), `at ${at}`).rejects.toMatchObject({ name: 'ShareError' });
  }
  await expect(decodeExperiment('A'.repeat(40_000))).rejects.toThrow(/40000 characters, and at most 32000/);
});

test('what no link may carry is not put into one', async () => {
  const many = { ...shared, experiment: { ...experiment, items: { ...experiment.items, count: MOST_COMPLETIONS } } };
  await expect(encodeExperiment(many)).rejects.toThrow(/Export the run to a file/);
});
