import { expect, test } from 'vitest';
import type { Experiment } from '../../lab/experiment.ts';
import { run } from '../../lab/runner.ts';
import { scriptedEngine } from '../../lab/testing/scripted-engine.ts';
import { benchFrom, benchOf, duplicate, edit, experimentOf, faultIn, firstExamples, isRunOf, linked, MOST_VARIANTS, nameOf, remove, type Bench } from './bench.ts';
import { difference } from './difference.ts';
import { finding } from './findings.ts';
import { filtered, itemsShown, rowsOf } from './rows.ts';
import { UnderWay } from './under-way.ts';

const experiment: Experiment = {
  id: 'totals', title: 'Totals', items: { split: 'dev', count: 20, seeds: ['t'] }, samples: 1, request: { temperature: 0, max_tokens: 9 }, graders: ['number'],
  arms: [['direct', 'total? answer only.'], ['worked', 'total? think step by step.']].map(([label, request]) => ({
    id: label!, label: label!, lever: 'prompt', task: { name: 'prompted', options: { prompt: [{ role: 'user', template: `{{ticket}}\n${request!}` }], ticket: 'full', answer: 'total', lines: 2 } },
  })),
};
const bench = benchOf(experiment);

test('the bench of a recorded experiment asks the recorded questions again', async () => {
  const again = experimentOf(bench);
  expect(again.arms.map(({ task }) => task)).toEqual(experiment.arms.map(({ task }) => task));
  expect(await itemsShown(again)).toEqual(await itemsShown(experiment));
  expect(experimentOf(bench, 'test').items.split).toBe('test');
  expect(() => benchOf({ ...experiment, arms: [{ ...experiment.arms[0]!, task: { name: 'vague' } }] })).toThrow(/no written prompt \(vague\)/);
});

test('a run of the bench gives its prompts back, and asks the same again', () => {
  for (const split of ['dev', 'test'] as const) {
    const own = experimentOf(edit(duplicate(bench, 0), 1, { name: 'mine', examples: [1, 2] }), split);
    expect(experimentOf(benchOf(own), split)).toEqual(own);
    expect(isRunOf(bench, own)).toBe(true);
    const graded = experimentOf({ ...bench, own: [{ text: 'a', reference: 'b' }], question: { ...bench.question, grader: { kind: 'within', tolerance: 1 } } }, split);
    expect(experimentOf(benchOf(graded), split)).toEqual({ ...graded, items: { ...graded.items, count: 1 } });
    expect(isRunOf(bench, graded)).toBe(true);
  }
  expect(isRunOf(bench, experiment)).toBe(false);
  expect(isRunOf({ ...bench, question: { ...bench.question, ticket: 'short' } }, experimentOf(bench))).toBe(false);
});

test('a run is called by its prompts in the notebook', () => {
  expect(nameOf(experimentOf(bench))).toBe('Bench: direct, worked');
  expect(nameOf(experimentOf(bench, 'test'))).toBe('Final comparison: direct, worked');
});

test('a variant is duplicated, edited, renamed and removed, and no two share a name', () => {
  const three = duplicate(bench, 0);
  expect(three.variants.map(({ name }) => name)).toEqual(['direct', 'direct 2', 'worked']);
  expect(duplicate(three, 1).variants.map(({ name }) => name)).toEqual(['direct', 'direct 2', 'direct 3', 'worked']);
  expect(edit(three, 1, { name: 'worked' }).variants[1]!.name).toBe('worked 2');
  expect(edit(three, 1, { name: '  ' }).variants[1]!.name).toBe('prompt');
  expect(edit(three, 1, { examples: firstExamples(3) }).variants[1]).toMatchObject({ name: 'direct 2', examples: [0, 1, 2] });
  expect(remove(three, 0).variants.map(({ name }) => name)).toEqual(['direct 2', 'worked']);
  expect(remove(remove(bench, 0), 0).variants).toHaveLength(1);
  let full: Bench = bench;
  for (let n = 0; n < 9; n++) full = duplicate(full, 0);
  expect(full.variants).toHaveLength(MOST_VARIANTS);
});

test('a prompt that cannot be asked says why', () => {
  const said = (template: string) => faultIn({ name: 'x', prompt: [{ role: 'user', template }], examples: [] });
  expect(said('{{ticket}}?')).toBeUndefined();
  expect(said('{{tikcet}}')).toMatch(/tikcet.*ticket/s);
  expect(said('total?')).toMatch(/nowhere/);
});

test('a link brings the same bench, and nothing that is no bench', () => {
  const one = edit(bench, 0, { examples: [2, 0] });
  const sent = (from: Bench, carries?: 'items' | 'prompts') => benchFrom(JSON.parse(JSON.stringify(linked(from, bench, carries))), bench);
  expect(sent(one)).toEqual(one);
  expect(linked(one, bench)).not.toHaveProperty('grader');
  const mine: Bench = { ...one, own: [{ text: 'a, "b"', reference: 'c' }], question: { ...one.question, grader: { kind: 'expression', source: 'answer === reference' } } };
  expect(sent(mine)).toEqual(mine);
  expect(sent(mine, 'prompts')).toEqual({ ...one, question: mine.question });
  for (const [bad, reason] of [
    [null, /not an object/], [{ count: 20, seed: 's', variants: [] }, /1 to 6/], [{ ...(linked(one, bench) as object), count: 7 }, /20, 50/],
    [{ ...(linked(one, bench) as object), variants: [{ name: 'a', prompt: [{ role: 'tool', template: '' }], examples: [] }] }, /role/],
    [{ ...(linked(one, bench) as object), variants: [{ name: 'a', prompt: [{ role: 'user', template: 'x' }], examples: [99] }] }, /places in the pool/],
    [{ ...(linked(one, bench) as object), seed: '' }, /seed/], [{ ...(linked(one, bench) as object), own: [] }, /1 to 10000/], [{ ...(linked(one, bench) as object), own: [{ text: 'x', reference: 'y' }, { text: 'x', reference: ' ' }] }, /Item 2/],
    [{ ...(linked(one, bench) as object), grader: { kind: 'within', tolerance: -1 } }, /number from 0/], [{ ...(linked(one, bench) as object), grader: 'vibes' }, /grader "vibes"/],
  ] as const) expect(() => benchFrom(bad, bench)).toThrow(reason);
});

test('rows stand item by item, and filters find where prompts part', async () => {
  const engine = scriptedEngine(({ messages, seed }) => (messages[0]!.content.includes('step') ? 'answer 1' : `answer ${seed! % 2}`));
  const record = await run(experimentOf({ ...bench, own: Array.from({ length: 20 }, (_, n) => ({ text: `bill ${n}`, reference: 'answer 1' })) }), engine);
  const rows = rowsOf(record);
  expect(rows).toHaveLength(20);
  const wrong = rows.filter(({ cells }) => cells[0]!.verdict === '0');
  expect(wrong.length).toBeGreaterThan(2);
  expect(filtered(rows, 'differ')).toEqual(wrong);
  expect(filtered(rows, 'wrong-0')).toEqual(wrong);
  expect(filtered(rows, 'wrong-1')).toEqual([]);
  expect(filtered(rows, 'wrong')).toEqual([]);
  expect(filtered(rows, 'all')).toHaveLength(20);
});

test('a run under way lists the items that are finished with all prompts, as the whole run will list them', async () => {
  const underWay = new UnderWay(2);
  const seen: number[] = [];
  const record = await run({ ...experimentOf(bench), samples: 3 }, scriptedEngine(({ seed }, sample) => `answer ${(seed! + sample) % 2}`), {
    onFinished: (each) => {
      underWay.add(each);
      seen.push(underWay.rows().length);
    },
  });
  expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => Math.floor((n + 1) / 2)));
  expect(underWay.rows()).toEqual(rowsOf(record));
  const backwards = new UnderWay(2);
  for (const job of [5, 1, 4, 0]) backwards.add({ job, outcomes: [{ answer: `${job}`, cut: false }], verdicts: { exact: '1' }, promptTokens: 1, answerTokens: 1 });
  expect(backwards.rows().map(({ item, cells }) => [item, cells.map(({ answer }) => answer)])).toEqual([[0, ['0', '1']], [2, ['4', '5']]]);
});

test('two prompts differ where their words differ', () => {
  const pieces = difference(bench.variants[1]!, bench.variants[0]!);
  expect(pieces.filter(({ kind }) => kind === 'added').map(({ text }) => text).join('')).toContain('step');
  expect(pieces.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('')).toBe('user: {{ticket}}\ntotal? think step by step.');
  expect(difference(bench.variants[0]!, bench.variants[0]!).every(({ kind }) => kind === 'same')).toBe(true);
});

test('the finding names the prompts that the best one cannot be told from', async () => {
  // For each ticket, the arms are right on the first so many of 20.
  const found = async (...right: number[]) => {
    const three = right.slice(2).reduce<Bench>((all) => duplicate(all, 0), bench);
    const asked = experimentOf(three.variants.reduce<Bench>((all, { prompt }, at) => edit(all, at, { name: `p${at}`, prompt: [{ role: 'user', template: `${prompt[0]!.template.split('\n')[0]!}\np${at}` }] }), three));
    const references = new Map((await itemsShown(asked)).flatMap(({ prompts, references: each }, item) => prompts.map((messages, arm): [string, string] => [messages.at(-1)!.content, item < right[arm]! ? each[arm]! : 'none'])));
    return finding(await run(asked, scriptedEngine(({ messages }) => references.get(messages.at(-1)!.content)!)));
  };
  expect(await found(10, 5)).toBe('Nothing beats “p0” here.');
  expect(await found(0, 2)).toBe('“p1” is ahead, by less than these items can tell.');
  expect(await found(0, 20)).toBe('“p1” beats “p0”.');
  expect(await found(0, 20, 19)).toBe('“p1” beats “p0”, and cannot be told from “p2”.');
  expect(await found(0, 20, 19, 18)).toBe('“p1” beats “p0”, and cannot be told from “p2” or “p3”.');
});
