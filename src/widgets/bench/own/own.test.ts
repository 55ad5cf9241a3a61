import variant from '@jitl/quickjs-wasmfile-release-sync';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { Grader } from '../../../lab/grader.ts';
import { openSandbox } from '../../../lab/sandbox.ts';
import { readTable } from '../../../lab/table/read.ts';
import { benchFrom, experimentOf, linked, type Bench, type Variant } from '../bench.ts';
import { carried } from './carried.ts';
import { applies, graderFrom, triedSentence, verdictsOn, wayOf, WAYS, type WayName } from './grading.ts';
import { judge } from '../../../lab/judge.ts';
import { scriptedEngine } from '../../../lab/testing/scripted-engine.ts';
import { cellOf, type ShownItem } from '../rows.ts';
import { judgedSentences, MOST_PAIRS, pairsOf } from './judging.ts';
import { itemsFromTable } from '../../../lab/table/items.ts';
import { heldCount, heldWords, parted } from './held.ts';
import { itemsSentence } from './items.ts';
import { materialOf, materialOfRun, passedOn, receivedMaterial, standing, withMaterial } from './material.ts';
import { offeredGrader, sourceOf } from './offered.ts';
import { promptsOfTable, promptsToCsv, promptsToJsonl, variantsFrom } from './prompts.ts';
import { decodeShare } from '../../../lab/share/share.ts';

const opening: Bench = {
  question: { answer: 'total', ticket: 'full', lines: 3, grader: 'number', request: { temperature: 0 }, samples: 1 },
  count: 100, seed: 's', variants: [{ name: 'a', prompt: [{ role: 'user', template: '{{ticket}}' }], examples: [] }],
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('items are read with their quotes and their mark, and the longest is named', () => {
  const own = itemsFromTable(readTable(bytes('\uFEFFanswer;text\r\nBIL;"paid; ""twice""\nagain"\r\nSHP;where\r\n'), { name: 'x.csv' }), { text: 'text', answer: 'answer' });
  expect(own).toEqual([{ text: 'paid; "twice"\nagain', reference: 'BIL' }, { text: 'where', reference: 'SHP' }]);
  expect(itemsSentence(own, 'x.csv')).toBe('2 items of your own from “x.csv” in place of the drawn tickets. The longest text, item 1, has 19 characters.');
});

const variants: Variant[] = [
  { name: '=terse', prompt: [{ role: 'system', template: "'quoted" }, { role: 'user', template: '- {{ticket}}\n"x"' }], examples: [0, 1, 2] },
  { name: 'plain', prompt: [{ role: 'user', template: "'{{ticket}}'" }], examples: [] },
];

test('prompts that are saved come back as they were, and no cell can pass for a formula', async () => {
  const csv = promptsToCsv(variants);
  expect(csv).not.toMatch(/(^|,|\r\n)"?[=+@-]/);
  expect(await promptsOfTable(bytes(csv), 'x.csv')).toEqual(variants);
  expect(await promptsOfTable(promptsToJsonl(variants), 'x.jsonl')).toEqual(variants);
});

test('a table that someone wrote is taken as it stands', async () => {
  expect(await promptsOfTable("user,name\n'{{ticket}}' is what?,'tis\n", 'x.csv')).toEqual([{ name: "'tis", prompt: [{ role: 'user', template: "'{{ticket}}' is what?" }], examples: [] }]);
});

test.each([
  ['name,user,examples\na,{{ticket}},9\n', /^Row 2, column 3 \("examples"\).*0 to 8.*"9"/],
  ['name,user\na,total?\n', /^Row 2, column 2 \("user"\).*nowhere/],
  [`name,user\n${'n'.repeat(41)},{{ticket}}\n`, /^Row 2, column 1 \("name"\).*at most 40/],
  [`name,user\na,{{ticket}}${'x'.repeat(2000)}\n`, /^Row 2, column 2 \("user"\).*at most 2000/],
  ['name,user\na,{{ticket}}\na,{{ticket}}\n', /^Row 3, column 1 \("name"\)/],
  [`name,user\n${'x,{{ticket}}\n'.repeat(7)}`, /7 prompts, and the bench holds 6/],
  ['name\na\n', /no column "user"/],
])('prompts that the bench cannot hold are refused by row and column: %j', (text, reason) => {
  expect(() => variantsFrom(readTable(text, { name: 'x.csv' }))).toThrow(reason);
});

test('a prompt with turns of its own is not saved as less than it is', () => {
  const turns: Variant = { name: 'turns', prompt: [{ role: 'user', template: 'a' }, { role: 'assistant', template: 'b' }, { role: 'user', template: '{{ticket}}' }], examples: [] };
  expect(() => promptsToCsv([turns])).toThrow(/"turns".*link/);
});

test('every way of grading with its example gives a grader, which gives the way back', async () => {
  const sandbox = await openSandbox(variant);
  const pairs = [{ answer: '{"team":"billing"}', reference: '{"team":"billing"}' }];
  for (const [name, way] of Object.entries(WAYS) as [WayName, (typeof WAYS)[WayName]][]) {
    const setting = 'setting' in way ? way.setting.example : '';
    const grader = graderFrom(name, setting, 'number');
    expect(wayOf(grader, 'number')).toEqual({ way: name, setting });
    expect(await verdictsOn(grader, pairs, sandbox)).toHaveLength(1);
    if (setting) expect(() => graderFrom(name, ' ', 'number')).toThrow(/\.$/);
  }
  expect(graderFrom('pattern', '^a/b$', 'exact')).toEqual({ kind: 'pattern', pattern: '^a/b$', flags: '' });
  expect(graderFrom('pattern', '/a\\/b/gi', 'exact')).toEqual({ kind: 'pattern', pattern: 'a\\/b', flags: 'gi' });
  expect(wayOf('department', 'number')).toBeUndefined();
  for (const bad of ['-1', 'x', 'Infinity']) expect(() => graderFrom('within', bad, 'exact')).toThrow(/number from 0/);
  expect(() => graderFrom('schema', '{"$ref":"#"}', 'exact')).toThrow(/without end/);
  expect(triedSentence(['1', '1', '0', '-'])).toBe('Of the first 4 answers listed below, it finds 2 right, 1 wrong and 1 unreadable.');
});

test('what was brought is put on the recorded bench and read off it again', () => {
  const material = { own: [{ text: 't', reference: 'r' }], grader: { kind: 'within', tolerance: 1 } as Grader };
  const mine = withMaterial(opening, material);
  expect(materialOf(mine, opening)).toEqual(material);
  expect(materialOf(withMaterial(mine, {}), opening)).toEqual({ grader: material.grader });
  expect(materialOf(opening, opening)).toEqual({});
  expect(standing(material)).toBe('1 item of your own; graded by: within 1');
  expect(standing({})).toBe('');
});

const sixty = Array.from({ length: 60 }, (_, n) => ({ text: `ticket ${n}`, reference: `${n}` }));

test('a share of one’s own items is held back: the same ones in any order, of a half all of the third, and never all', () => {
  const { dev, test: sealed } = parted(sixty, 3, 's');
  expect([dev.length, sealed.length]).toEqual([40, 20]);
  expect([...dev, ...sealed].sort((a, b) => Number(a.reference) - Number(b.reference))).toEqual(sixty);
  expect(new Set(parted([...sixty].reverse(), 3, 's').test)).toEqual(new Set(sealed));
  expect(parted(sixty, 2, 's').test).toEqual(expect.arrayContaining([...sealed]));
  expect(parted(sixty, 3, 't').test).not.toEqual(sealed);
  for (const [count, third, half] of [[1, 0, 0], [2, 1, 1], [3, 1, 1], [5, 1, 2], [10_000, 3333, 5000]] as const) expect([heldCount(count, 3), heldCount(count, 2), heldCount(count, undefined)]).toEqual([third, half, 0]);
  expect([heldWords(sixty, 3), heldWords(sixty, undefined), heldWords(sixty.slice(0, 1), 2)]).toEqual(['40 to look at, 20 sealed', '', '']);
});

test('a run asks only the items that are not held back, the final comparison only those that are, and a link keeps them apart', async () => {
  const material = { own: sixty, hold: 3 } as const;
  const bench = withMaterial(opening, material);
  const { dev, test: sealed } = parted(sixty, 3, opening.seed);
  expect(experimentOf(bench).items).toMatchObject({ split: 'dev', count: 40, given: dev });
  expect(experimentOf(bench, 'test').items).toMatchObject({ split: 'test', count: 20, given: sealed });
  expect(materialOf(bench, opening)).toEqual(material);
  expect(withMaterial(bench, {})).toEqual(opening);
  expect(standing(material)).toBe('60 items of your own: 40 to look at, 20 sealed');
  // The same text is the draft of a reload.
  const received = await decodeShare((await carried(bench, opening)).text!, (json) => benchFrom(json, opening));
  expect(receivedMaterial(received, opening)).toEqual(material);
  expect(linked(bench, opening, 'prompts')).not.toHaveProperty('hold');
  for (const bad of [{ hold: 1 }, { hold: 'a half' }, { hold: 3, own: undefined }]) expect(() => benchFrom({ ...(linked(bench, opening) as object), ...bad }, opening)).toThrow(/held back/);
});

test('a run that is gone on with leaves sealed items sealed', () => {
  const material = { own: sixty, hold: 2 } as const;
  const bench = withMaterial(opening, material);
  for (const split of ['dev', 'test'] as const) expect(materialOfRun(experimentOf(bench, split), material, opening)).toEqual(material);
  const last = sixty.slice(20);
  expect(materialOfRun(experimentOf(bench), { own: last, hold: 2 }, opening)).toEqual({ own: parted(sixty, 2, opening.seed).dev });
  expect(materialOfRun(experimentOf(bench, 'test'), { own: last }, opening)).toEqual({ own: last });
  expect(materialOfRun(experimentOf(bench, 'test'), {}, opening)).toEqual({});
  expect(materialOfRun(experimentOf(opening), material, opening)).toEqual({});
});

test('code that comes with a link grades nothing before the reader says so, and goes along in the link until then', async () => {
  const open = async (bench: Bench) => decodeShare((await carried(bench, opening)).text!, (json) => benchFrom(json, opening));
  for (const grader of [{ kind: 'expression', source: 'answer === "1"' }, { kind: 'pattern', pattern: '^1', flags: 'i' }] as const) {
    const received = await open(withMaterial(opening, { grader, own: [{ text: 't', reference: 'r' }] }));
    const material = receivedMaterial(received, opening);
    expect(material).toEqual({ own: [{ text: 't', reference: 'r' }], offered: grader });
    const bench = withMaterial(opening, material);
    expect(bench.question.grader).toBe('number');
    expect(standing(material)).toBe('1 item of your own');
    expect(await open(passedOn(bench, material))).toEqual(received);
    expect(passedOn(bench, { grader: 'label' })).toBe(bench);
  }
  expect(receivedMaterial(withMaterial(opening, { grader: 'label' }), opening)).toEqual({ grader: 'label' });
  expect(receivedMaterial(opening, opening)).toEqual({});
});

test('such code is shown in full, with what could hide in it, and the reader decides', () => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const decided: boolean[] = [];
  const source = `answer === reference // <img>\n${'x'.repeat(5000)}`;
  const shown = offeredGrader(document, { kind: 'expression', source }, (use) => decided.push(use));
  expect(shown.querySelector('pre')!.textContent).toBe(source);
  expect(shown.querySelector('img')).toBeNull();
  for (const button of shown.querySelectorAll('button')) button.click();
  expect(decided).toEqual([true, false]);
  expect(sourceOf({ kind: 'expression', source: 'a\u202Eb\u200B\tc\u2028' })).toBe('a\\u{202e}b\\u{200b}\tc\\u{2028}');
  expect(sourceOf({ kind: 'pattern', pattern: '^a\u2066', flags: 'i' })).toBe('/^a\\u{2066}/i');
});

test('the desk’s own ways of grading are offered where they can read what is right', () => {
  expect(['label', 'category', 'register', 'route'].map((way) => applies(way as WayName, ['answer 10', 'BIL']))).toEqual([true, true, false, true]);
  expect(applies('register', ['Pirate'])).toBe(true);
  expect(applies('category', ['answer 10'])).toBe(false);
});

test('a link carries few items, and of many it says that it does not', async () => {
  const of = (count: number) => withMaterial(opening, { own: Array.from({ length: count }, (_, n) => ({ text: `ticket ${n * 7919} of ${n ** 3}`, reference: `${n}` })), grader: 'label' });
  const open = async (text: string | undefined) => decodeShare(text!, (json) => benchFrom(json, opening));
  expect(await carried(opening, opening)).toEqual({ words: 'Link to these prompts' });
  const few = await carried(of(3), opening);
  expect(few.words).toBe('Link to these prompts and items');
  expect(await open(few.text)).toEqual(of(3));
  for (const count of [1000, 10_000]) {
    const many = await carried(of(count), opening);
    expect(many.words).toMatch(/prompts alone/);
    expect(await open(many.text)).toEqual(withMaterial(opening, { grader: 'label' }));
  }
});

/** A run of two prompts: item by item, the answers, and whether each is right. */
function shownRun(answers: readonly (readonly [string, boolean])[][]) {
  const cell = ([answer, right]: readonly [string, boolean]) => cellOf([{ answer, verdict: right ? '1' : '0' }]);
  const item = (n: number): ShownItem => ({ references: ['', ''], next: [undefined, undefined], prompts: [0, 1].map((prompt) => [{ role: 'user' as const, content: `ticket ${n}, prompt ${prompt}` }]) });
  return { rows: answers.map((cells, n) => ({ item: n, cells: cells.map(cell) })), items: answers.map((_, n) => item(n)) };
}

test('a judge sees the answers that differ, and the grader knows the better one where one alone is right', () => {
  const run = shownRun([[['a', true], ['b', false]], [['same', true], ['same ', true]], [['a', false], ['b', true]], [['a', false], ['b', false]]]);
  expect(pairsOf(run, 0, 1)).toEqual([
    { question: 'ticket 0, prompt 0', a: 'a', b: 'b', better: 'a' }, { question: 'ticket 2, prompt 0', a: 'a', b: 'b', better: 'b' }, { question: 'ticket 3, prompt 0', a: 'a', b: 'b' },
  ]);
  expect(pairsOf(run, 1, 0)[0]).toMatchObject({ a: 'b', b: 'a', better: 'b' });
  expect(pairsOf(shownRun(Array.from({ length: 99 }, () => [['a', true], ['b', false]])), 0, 1)).toHaveLength(MOST_PAIRS);
});

test('what a judge decided stands behind how wrong it is and how far the order decided', async () => {
  const pairs = pairsOf(shownRun(Array.from({ length: 20 }, () => [['good', true], ['bad', false]])), 0, 1);
  const favouringBad = scriptedEngine(({ messages }) => (/First answer:\n> bad/.test(messages[1]!.content) ? 'first' : 'second'));
  expect(judgedSentences(await judge(favouringBad, pairs), 'one', 'two')).toEqual([
    'Its error rate, where the grader knows the better answer and it settled on one: 100%, 95% interval 84 to 100, n = 20.',
    'The order decided in its place: 0%, 95% interval 0 to 16, n = 20 pairs that it read. Of all places it named, 50% were the first.',
    'Of 20 pairs of different answers it settled on “one” in 0 and on “two” in 20; 0 changed with the order, and 0 could not be read.',
  ]);
  const [unknown, swayed] = judgedSentences(await judge(scriptedEngine(() => 'first'), pairs), 'one', 'two');
  expect(unknown).toContain('cannot be told');
  expect(swayed).toContain('100%, 95% interval');
  expect(judgedSentences(await judge(scriptedEngine(() => 'BIL'), pairs), 'one', 'two')[1]).toBe('It named no place in any pair.');
});
