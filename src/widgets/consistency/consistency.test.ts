import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { consistency, PROMPTS } from '../../lab/experiments/consistency.ts';
import { consistencyOf } from '../../lab/consistency.ts';
import { itemsOf } from '../../lab/items.ts';
import { pValue } from '../../lab/p-value.ts';
import { recordFromJson } from '../../lab/record-json.ts';
import { FORMAT, type RunRecord } from '../../lab/record.ts';
import { madeArm } from '../../lab/testing/made-arm.ts';
import { figuresOf, inForm, promptFigures } from './figures.ts';
import { AFTER, BEFORE, costOf, factorsWords, isBeyondWobble, promptIn, questions, rewordingIn, rewordingTitle, rowNamed } from './findings.ts';
import { PARTS } from './parts.ts';
import { moves, ranked, unordered } from './titles.ts';
import { cellWords, planeTitle, twinRows } from './twin.ts';

const recorded = recordFromJson(readFileSync('content/runs/consistency.json', 'utf8'));

/** A run on tickets that are about billing and returns in turn. `answer` says what an arm answers. */
function made(answer: (arm: string, item: number, sample: number) => string, count = 20): RunRecord {
  const experiment = { ...consistency, items: { ...consistency.items, count } };
  return {
    format: FORMAT, experiment, engine: { engine: 'tinydesk', model: 'made up', modelHash: '', versions: {} },
    arms: experiment.arms.map((arm) => madeArm(experiment, arm, Array.from({ length: count }, (_, item) => ({
      outcomes: Array.from({ length: experiment.samples }, (__, sample) => ({ answer: answer(arm.id, item, sample), cut: false })),
      reference: right(item), promptTokens: 100, answerTokens: 6,
    })))),
  };
}
const right = (item: number) => (item % 2 === 0 ? 'billing' : 'returns');
const code = (item: number) => (item % 2 === 0 ? 'BIL' : 'RET');
/** One prompt is right, one writes codes under one of its wordings, one is constant. */
const lab = made((arm, item) => (arm.startsWith('stuck') ? 'returns' : arm.startsWith('motley-about') ? code(item) : right(item)));

test('variants of a prompt ask about the same tickets, except where a sample was left in', async () => {
  for (const { arms } of await itemsOf({ ...consistency, items: { ...consistency.items, count: 5 } })) {
    const last = arms.map(({ messages }) => messages.at(-1)!.content);
    const ticket = last[0]!;
    consistency.arms.forEach(({ id }, at) => expect(last[at]!.includes(ticket), id).toBe(!id.startsWith('stuck')));
    expect(new Set(arms.map(({ reference }) => reference)).size).toBe(1);
    expect(new Set(arms.map(({ messages }) => JSON.stringify(messages))).size).toBe(arms.length);
  }
});

test('the constant prompt is the most consistent one, and does not look right', () => {
  const figures = figuresOf(lab);
  expect(figures.map(({ id }) => id)).toEqual(PROMPTS);
  const stuck = promptIn(figures, 'stuck');
  expect(stuck.same.value).toBe(1);
  expect(stuck.right.value).toBe(0.5);
  expect(rowNamed(stuck, 'entropy, as a share of its most').estimate.value).toBe(0);
  expect(rowNamed(stuck, 'the ticket').estimate.value).toBe(1);
  expect(planeTitle(figures)).toBe('No prompt is more consistent than the one that is right on 50%');
});

test('what was not seen to differ on any ticket has an interval all the same, and no more is said than that', () => {
  const { titles, rows } = promptIn(figuresOf(lab), 'stuck');
  expect(titles.spreads).toBe('On none of 20 tickets are levels seen to differ in right answers');
  expect(rows.spreads.filter(({ lever }) => lever === 'prompt').map(cellWords)).toEqual(Array.from({ length: 3 }, () => '0 (0 to 16), p = 1.00'));
  expect(rows.spreads.filter(({ lever }) => lever === 'base').map(cellWords)).toEqual(Array.from({ length: 3 }, () => '0 (none)'));
  for (const { name, estimate: { low, high } } of rows.sources) expect(high - low, name).toBeGreaterThan(0.01);
});

test('the variance is never shown without right answers, in its rows, its title and the table twin', () => {
  const figures = figuresOf(lab);
  for (const { rows, titles, right, label } of figures) {
    expect(rows.sources[0], label).toMatchObject({ name: 'right', estimate: right });
    expect(titles.sources, label).toMatch(new RegExp(`; ${Math.round(100 * right.value)}% of answers are right$`));
  }
  expect(promptIn(figures, 'stuck').titles.sources).toBe('The largest part of the variance is due to the ticket; 50% of answers are right');
  expect(twinRows(figures).filter(([name]) => name!.endsWith('right')).map(([name]) => name)).toEqual(['right', 'all 12 variants are right']);
});

test('a title does not accuse the constant prompt where it is no worse than the others', () => {
  expect(planeTitle(figuresOf(made(() => 'returns')))).toBe('Consistency and accuracy, prompt by prompt');
});

test('another notation is told from another department', () => {
  const motley = promptIn(figuresOf(lab), 'motley');
  expect(rowNamed(motley, 'two variants agree on the department').estimate.value).toBe(1);
  expect(motley.same.value).toBeLessThan(0.6);
  expect(motley.titles.measures).toBe('Variants agree on the department more often than on how to write it');
  expect(motley.titles.levels).toMatch(/^Two wordings agree less often than two draws do/);
  expect(motley.titles.spreads).toBe('Wording moves accuracy by more than chance would');
  // All tickets are alike; those that were not seen could not outweigh the wording.
  expect(motley.titles.sources).toMatch(/^The largest part of the variance is due to wording/);
  expect(inForm(lab, [AFTER]).value).toBe(0);
  expect(inForm(lab, [BEFORE, AFTER]).value).toBe(0.5);
});

test('every share and its interval stand on the scale, even where nothing varies', () => {
  for (const run of [recorded, lab, made(() => 'returns', 10), made((_, item) => right(item), 10), made((_, item, sample) => (item === 0 && sample === 0 ? 'BIL' : right(item)), 10)]) {
    for (const { rows } of figuresOf(run)) {
      for (const { name, estimate: { value, low, high } } of PARTS.flatMap((part) => rows[part])) {
        for (const share of [value, low, high]) expect(share >= 0 && share <= 1, `${name}: ${value}, ${low} to ${high}`).toBe(true);
      }
    }
  }
});

test('prompts have the same rows, so that one list can show any of them', () => {
  const [first, ...others] = figuresOf(recorded);
  const names = (figures: typeof first) => PARTS.map((part) => figures!.rows[part].map(({ name }) => name));
  for (const other of others) expect(names(other)).toEqual(names(first));
  expect(twinRows([first!, ...others]).every((row) => row.length === 1 + PROMPTS.length)).toBe(true);
});

test('flips of a rewording are set against the draws of one wording', () => {
  const found = rewordingIn(lab);
  expect([found.changed.value, found.good.value, found.bad.value, found.wobble.value]).toEqual([1, 0, 1, 0]);
  expect(isBeyondWobble(found)).toBe(true);
  expect(rewordingTitle(lab)).toBe('Between two wordings 100% of the answers differ, more than between draws of one');
  const noisy = made((_, item, sample) => (sample === item % 3 ? 'product' : right(item)));
  expect(isBeyondWobble(rewordingIn(noisy))).toBe(false);
  expect(rewordingTitle(noisy)).toMatch(/^Two wordings agree no less often than two draws of one/);
});

test('a source is called the largest where its interval lies above the next', () => {
  const drawn = made((_, item, sample) => (item > 0 && sample === item % 3 ? 'product' : right(item)));
  expect(promptIn(figuresOf(drawn), 'motley').titles.sources).toMatch(/^The largest part of the variance is due to the draw; \d+% of answers are right$/);
});

test('the cost counts calls and answers of all prompts', () => {
  expect(costOf(lab)).toEqual({ calls: 36 * 20, answers: 36 * 60, tokens: 36 * 20 * 100, variants: 12 });
});

test('the exercise takes its numbers from the run, and flips add up', () => {
  const [agreement, corrected, after] = questions(recorded);
  expect(agreement!.ask).toContain('ticket');
  expect([0, 33]).toContain(Math.floor(agreement!.answer));
  const smallest = Math.min(...consistencyOf(recorded, 'motley').across.map(({ floor }) => floor.p));
  expect(corrected!.answer).toBeCloseTo(Math.min(100, 300 * smallest));
  expect(corrected!.ask).toContain(`p ${pValue(smallest)}`);
  const { right: now } = recorded.arms.find(({ id }) => id === AFTER)!.summary.graders['label']!;
  expect(after!.answer).toBeCloseTo((100 * now) / 120);
  expect(questions(made((_, item) => right(item)))[0]!.ask).toContain('Three draws are');
});

test('a small p that correction does not leave below 0.05 is said to be suspicious, with both', () => {
  const chatty = made((arm, item) => (arm.startsWith('motley') && arm.includes('-chat-') && item < 6 ? 'product' : right(item)));
  const { titles, rows } = promptFigures(chatty, 'motley');
  const [first] = moves(consistencyOf(chatty, 'motley'));
  expect(first!.p).toBeLessThan(0.05);
  expect(first!.corrected).toBeCloseTo(3 * first!.p);
  expect(titles.spreads).toMatch(/^Layouts lie 30 points apart \(p = 0\.0\d+; 0\.\d+ corrected for 3 factors\): suspicious, not settled on 20 tickets$/);
  expect(cellWords(rows.spreads.find(({ name }) => name === 'layout')!)).toMatch(/^30 \(\d+ to \d+\), p = 0\.0\d+$/);
});

test('text and title say the same of the factor that comes nearest to standing out', () => {
  const words = (run: RunRecord) => factorsWords(consistencyOf(run, 'motley'), 20);
  const chatty = (tickets: number) => made((arm, item) => (arm.startsWith('motley') && arm.includes('-chat-') && item < tickets ? 'product' : right(item)));
  expect(words(chatty(6))).toMatch(/^Nearest to standing out comes layout: 100% right with all in one message, 70% with the examples as turns\. .*: 0\.\d+, suspicious, and not settled on 20 tickets\.$/);
  expect(words(chatty(6))).not.toContain('stands out');
  expect(words(chatty(12))).toMatch(/^Layout stands out: .* more than chance would show\.$/);
  expect(promptFigures(chatty(12), 'motley').titles.spreads).toBe('Layout moves accuracy by more than chance would');
  expect(words(chatty(2))).toMatch(/^None of the 3 factors is seen to move accuracy/);
  expect(promptFigures(chatty(2), 'motley').titles.spreads).toMatch(/^No factor is seen to move accuracy/);
});

test('sources are named from the largest down, and neighbours whose intervals overlap are told', () => {
  const order = ranked(consistencyOf(recorded, 'motley'));
  expect(order.parts.map(({ share }) => share.value)).toEqual(order.parts.map(({ share }) => share.value).toSorted((a, b) => b - a));
  const [a, b, c] = [{ name: 'a', share: { value: 0.5, low: 0.4, high: 0.6 } }, { name: 'b', share: { value: 0.3, low: 0.2, high: 0.39 } }, { name: 'c', share: { value: 0.2, low: 0.1, high: 0.3 } }];
  expect(unordered({ parts: [a!, b!, c!], settled: true })).toEqual([['b', 'c']]);
});

test('captions speak of the prompt that is shown, by rule from its figures', () => {
  const [clean, motley, stuck] = figuresOf(lab);
  expect(clean!.notes.measures).toBe('With one notation, two variants agree on 100% of tickets, and 100% of answers are right.');
  expect(clean!.notes.sources).toBe('With one notation, nothing is seen to vary.');
  expect(motley!.notes.levels).toBe('With three notations, two wordings agree on 33%.');
  expect(motley!.notes.spreads).toMatch(/^Wordings lie 100 points apart in right answers, .*: more than chance, corrected for 3 factors\.$/);
  expect(stuck!.notes.measures).toBe('With a sample left in, two variants agree on 100% of tickets, and 50% of answers are right.');
  expect(stuck!.notes.spreads).toBe('None of 20 tickets tells levels apart in right answers, which leaves room for 16 points.');
});

test('an estimate cut off at zero is written as one', () => {
  const noisy = made((_, item, sample) => (sample === item % 3 ? 'product' : right(item)));
  const cut = consistencyOf(noisy, 'motley').sources.filter(({ truncated }) => truncated);
  expect(cut.length).toBeGreaterThan(0);
  expect(promptFigures(noisy, 'motley').rows.sources.map(cellWords).filter((words) => words.startsWith('≤ 0% ('))).toHaveLength(cut.length);
});
