import { expect, test } from 'vitest';
import { hash32 } from '../tinydesk/random.ts';
import { CATEGORIES } from '../tinydesk/world/frames/format.ts';
import { firstDifference } from './compare.ts';
import { contrast } from './contrast.ts';
import { completionCount, type Experiment } from './experiment.ts';
import { figureOf } from './figure.ts';
import { itemsOf } from './items.ts';
import { pool } from './pool.ts';
import { tallyOf, type RunRecord } from './record.ts';
import { recordFromJson, recordToJson } from './record-json.ts';
import { run } from './runner.ts';
import { itemsForInterval } from './statistics/items-needed.ts';
import { scriptedEngine, type Script } from './testing/scripted-engine.ts';

const routing = (seed: string, samples = 1): Experiment => ({
  id: 'routing',
  title: 'Routing',
  items: { split: 'dev', count: 12, seeds: [seed] },
  samples,
  request: { temperature: samples > 1 ? 1 : 0, max_tokens: 8 },
  graders: ['exact', 'category'],
  arms: [
    { id: 'word', label: 'word', lever: 'prompt', task: { name: 'explicit', options: { convention: 'word' } } },
    { id: 'code', label: 'code', lever: 'prompt', task: { name: 'explicit', options: { convention: 'code' } } },
  ],
});
/** Answers that depend on the prompt, the seed and the sample, as a model's do. */
const guess: Script = ({ messages, seed }, sample) => CATEGORIES[(hash32(`${messages.at(-1)!.content} ${seed} ${sample}`) >>> 0) % 5]!;
const engine = scriptedEngine(guess);

test('equal runs give equal bytes, and text becomes the same record again', async () => {
  const one = recordToJson(await run(routing('a', 3), engine));
  expect(recordToJson(await run(routing('a', 3), engine))).toBe(one);
  expect(recordToJson(recordFromJson(one))).toBe(one);
});

test('the same item of two arms asks about the same ticket', async () => {
  const items = await itemsOf(routing('a'));
  expect(items).toHaveLength(12);
  const truth = (reference: string) => CATEGORIES.find((category) => category.startsWith(reference.toLowerCase()[0]!));
  for (const { arms } of items) expect(truth(arms[0]!.reference)).toBe(truth(arms[1]!.reference));
});

test('every outcome is counted once, as right, wrong or unreadable', async () => {
  const record = await run(routing('a', 3), scriptedEngine((request, sample) => (sample === 2 ? 'no idea…' : guess(request, sample))));
  for (const { id } of record.arms) {
    const { right, wrong, unreadable, agreement } = tallyOf(record, id, 'category');
    expect(right + wrong + unreadable).toBe(36);
    expect(unreadable).toBe(12);
    expect(agreement!.pairs).toBe(36);
  }
  expect(record.arms[0]!.cut).toHaveLength(12);
  expect(() => tallyOf(record, 'sentence')).toThrow(/no arm "sentence".*word, code/);
});

test('progress counts up to every request and shows each arm', async () => {
  const seen: number[] = [];
  const record = await run(routing('a'), engine, {
    onProgress: ({ done, of, arms }) => {
      seen.push(done);
      expect(of).toBe(24);
      expect(arms.reduce((sum, { outcomes }) => sum + outcomes, 0)).toBe(done);
    },
  });
  expect(seen).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
  expect(completionCount(record.experiment)).toBe(24);
});

test('a run that is cancelled rejects', async () => {
  const controller = new AbortController();
  await expect(run(routing('a'), engine, { signal: controller.signal, onProgress: ({ done }) => { if (done === 5) controller.abort(); } })).rejects.toThrow(/cancelled/);
});

test('a comparison names the first outcome that differs', async () => {
  const record = await run(routing('a', 3), engine);
  expect(firstDifference(record, await run(routing('a', 3), engine))).toBeUndefined();
  const { seed } = (await itemsOf(routing('a', 3)))[4]!;
  const other = await run(routing('a', 3), scriptedEngine((request, sample) => (request.seed === seed && sample === 1 ? 'lost' : guess(request, sample))));
  expect(firstDifference(record, other)).toMatch(/^In arm "word", item 4, sample 1: the record has "\w+", this run "lost"\.$/);
  expect(firstDifference(record, await run(routing('b', 3), engine))).toMatch(/experiment\.items\.seeds\.0 differs: the record has "a", this run "b"/);
});

test('pooling two runs gives the very record of one run over both seeds', async () => {
  const both: Experiment = { ...routing('a', 3), items: { split: 'dev', count: 12, seeds: ['a', 'b'] } };
  const pooled = pool([await run(routing('a', 3), engine), await run(routing('b', 3), engine)]);
  expect(recordToJson(pooled)).toBe(recordToJson(await run(both, engine)));
});

test('runs of different lengths give the very record of one run over both seeds, as it is written, read and drawn again', async () => {
  const both: Experiment = { ...routing('a', 3), items: { split: 'dev', count: 12, seeds: ['a', 'b'], counts: [5, 12] } };
  const pooled = pool([await run({ ...routing('a', 3), items: { split: 'dev', count: 5, seeds: ['a'] } }, engine), await run(routing('b', 3), engine)]);
  const text = recordToJson(pooled);
  expect(text).toBe(recordToJson(await run(both, engine)));
  expect(recordToJson(recordFromJson(text))).toBe(text);
  const items = await itemsOf(both);
  expect(items).toHaveLength(17);
  expect(items.slice(0, 5).map(({ seed }) => seed)).toEqual((await itemsOf(routing('a'))).slice(0, 5).map(({ seed }) => seed));
  expect(items.slice(5).map(({ seed }) => seed)).toEqual((await itemsOf(routing('b'))).map(({ seed }) => seed));
  // Whatever the order, the counts are the same.
  const other = pool([await run(routing('b', 3), engine), await run({ ...routing('a', 3), items: { split: 'dev', count: 5, seeds: ['a'] } }, engine)]);
  expect(other.arms.map(({ summary }) => summary.outcomes)).toEqual([51, 51]);
  expect(other.arms.map(({ summary }) => summary.graders.exact)).toEqual(pooled.arms.map(({ summary }) => summary.graders.exact));
});

test('runs that share items, ask differently or asked another model are not pooled', async () => {
  const record = await run(routing('a'), engine);
  expect(() => pool([record, record])).toThrow('Runs of "routing" cannot be pooled: they have 12 items of the seed “a” in common, which would count twice. Leave one of them out.');
  const longer = { ...record, experiment: { ...record.experiment, samples: 2, items: { ...record.experiment.items, seeds: ['c'] as const } } };
  expect(() => pool([record, longer])).toThrow(/not the same experiment/);
  const elsewhere = { ...(await run(routing('b'), engine)), engine: { ...record.engine, modelHash: '11' } };
  expect(() => pool([record, elsewhere])).toThrow(/Compare them instead/);
});

const damages: [string, (record: Record<string, unknown>, raw: RunRecord) => void, RegExp][] = [
  ['another format', (record) => { record['format'] = 9; }, /format is 9/],
  ['an unknown member', (record) => { record['note'] = 'x'; }, /unknown member "note"/],
  ['an outcome that points nowhere', (_, { arms }) => { (arms[0]!.outcomes as number[])[3] = 99; }, /outcomes of arm "word" is 99/],
  ['missing outcomes', (_, { arms }) => { (arms[0]!.outcomes as number[]).pop(); }, /has 11 entries where 12 belong/],
  ['a flattering summary', (_, { arms }) => { (arms[1]!.summary.graders.exact as { right: number }).right += 1; }, /summary of arm "code" does not follow/],
  ['strange verdicts', (_, { arms }) => { (arms[1]!.verdicts as { exact: string }).exact = '2'.repeat(12); }, /not 12 of 1, 0 and -/],
  ['an unknown grader', (_, { experiment }) => { (experiment.graders as unknown as string[])[0] = 'vibes'; }, /grader "vibes"/],
  ['an unknown task', (_, { experiment }) => { (experiment.arms[0]!.task as { name: string }).name = 'magic'; }, /task "magic"/],
  ['an arm too few', (_, { arms }) => { (arms as unknown[]).pop(); }, /1 arms, and its experiment 2/],
  ['numbers of items for a seed it has not', (_, { experiment }) => { (experiment.items as unknown as { counts: number[] }).counts = [12, 3]; }, /do not say of each seed/],
  ['numbers of items that are all its count', (_, { experiment }) => { (experiment.items as unknown as { counts: number[] }).counts = [12]; }, /do not say of each seed/],
  ['a seed with more items than its count', (_, { experiment }) => { (experiment.items as unknown as { counts: number[] }).counts = [13]; }, /counts is 13/],
  ['a bad id', (_, { experiment }) => { (experiment as { id: string }).id = '../x'; }, /lower-case words/],
];
test.each(damages)('a record with %s is refused with the reason', async (_name, damage, reason) => {
  const copy = JSON.parse(recordToJson(await run(routing('a'), engine))) as RunRecord;
  damage(copy as unknown as Record<string, unknown>, copy);
  expect(() => recordFromJson(JSON.stringify(copy))).toThrow(reason);
});

test('text that is no record is refused', () => {
  for (const text of ['', 'x', '[]', 'null', '{}']) expect(() => recordFromJson(text)).toThrow(/not a run record/);
});

test('a contrast pairs the items of two arms', async () => {
  const words = new Map((await itemsOf(routing('a'))).map(({ arms }) => [JSON.stringify(arms[0]!.messages), arms[0]!.reference]));
  const record = await run(routing('a'), scriptedEngine(({ messages }) => words.get(JSON.stringify(messages)) ?? 'lost'));
  const won = contrast(record, 'word', 'code');
  expect(won).toMatchObject({ n: 12, settled: true });
  expect(won.difference.value).toBe(1);
  expect(won.p).toBeCloseTo(2 / 2 ** 12);
  const even = contrast(record, 'word', 'word');
  expect(even.settled).toBe(false);
  expect(even.moreItems).toBeUndefined();
});

test('with several samples an item, what it takes follows from the interval of resampled items', async () => {
  const { difference, n, p, settled, moreItems } = contrast(await run(routing('a', 3), engine), 'word', 'code', 'category');
  expect([p, settled]).toEqual([undefined, false]);
  expect(moreItems).toBe(itemsForInterval(difference, n) - n);
  expect(moreItems).toBeGreaterThan(0);
});

test('figures read as prose', async () => {
  const references = new Map((await itemsOf(routing('a'))).flatMap(({ arms }) => arms.map(({ messages, reference }) => [JSON.stringify(messages), reference] as const)));
  const record = await run(routing('a'), scriptedEngine(({ messages }) => references.get(JSON.stringify(messages))!));
  expect(figureOf(record, 'word', 'measured')).toBe('100%, 95% interval 76 to 100, n = 12');
  expect(figureOf(record, 'word', 'right')).toBe('12');
  expect(() => figureOf(record, 'word', 'agreement')).toThrow(/one answer an item/);
  expect(() => figureOf(record, 'team', 'n')).toThrow(/no arm "team"/);
});
