import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { recordFromJson } from '../../lab/record-json.ts';
import { falsePositives } from '../../lab/statistics/peeking.ts';
import { bestFinding, bestOf } from './best.ts';
import { wordingsIn } from './consistency.ts';
import { casesOf, graded, solutionOf, ticketsFor, told, type Case } from './exercise.ts';
import { LOOKS, OPENING_PEEK, peekFinding, peekRates } from './peek.ts';
import { nextOthers, OPENING, sizesLink, sizesSettings } from './settings.ts';
import { compared, contentWords, guessesWords, reachOf, settledFrom, SIZES, sizesFinding, sizesOf, together, verdictWords } from './sizes.ts';
import { counted, drawTen, leadWords, NONE, tenFinding } from './ten.ts';
import { sizeRows, track } from './view.ts';

const read = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));
const { document } = parseHTML('<!doctype html><html><body></body></html>');
const repeat = (pattern: string, n: number) => pattern.repeat(Math.ceil(n / pattern.length)).slice(0, n);

/** A gets nine of ten right, B seven of ten of the same. */
const [good, worse] = [repeat('1111111110', 400), repeat('1111111000', 400)];
const rows = SIZES.map((n) => compared(good, worse, n));

test('a comparison counts who alone is right, and unreadable answers are not', () => {
  expect(compared('110-', '1-11', 4)).toMatchObject({ onlyA: 1, onlyB: 2, n: 4 });
});

test('the title says from how many tickets on the verdict stands', () => {
  expect(settledFrom(rows)).toBe(50);
  expect(sizesFinding(rows)).toBe('The first 20 of these tickets cannot tell the two requests apart; the first 50 can');
  expect(sizesFinding(SIZES.map((n) => compared(repeat('1', 400), repeat('0', 400), n)))).toBe('The first 10 of these tickets tell the two requests apart');
  expect(sizesFinding(SIZES.map((n) => compared(good, good, n)))).toBe('Even 400 tickets cannot tell these two requests apart');
});

test('a verdict that does not last is told as one that seemed to be', () => {
  const lucky = `${'1'.repeat(20)}${'0'.repeat(20)}${good.slice(40)}`;
  const plain = `${'0'.repeat(20)}${'1'.repeat(20)}${good.slice(40)}`;
  expect(sizesFinding(SIZES.map((n) => compared(lucky, plain, n)))).toBe('400 tickets cannot tell these two requests apart, although 10 seemed to');
});

test('verdicts in words, and the guesses of how many more there', () => {
  expect(rows.map(verdictWords)).toEqual(expect.arrayContaining([expect.stringMatching(/^cannot tell \(p = 0\.50\), about \d+ more$/), expect.stringMatching(/^A is better \(p < 0\.001\)$/)]));
  expect(guessesWords(rows)).toMatch(/^In Figure 3 it reads \d+ and then \d+\.$/);
  expect(guessesWords(rows.slice(0, 1))).toBe('');
});

test('the scale holds every interval', () => {
  const reach = reachOf(rows);
  for (const { difference } of rows) expect(Math.max(Math.abs(difference.low), difference.high)).toBeLessThanOrEqual(reach / 100);
});

test('three comparisons judged together are no surer than alone', () => {
  const record = read('measuring');
  for (const { other, row } of together(record, ['open', 'topic', 'vague'])) expect(row.p).toBeGreaterThanOrEqual(sizesOf(record, other).at(-1)!.p);
});

test('differences of another grader are told in order, with how many are settled', () => {
  const row = (value: number, verdict: 'A' | 'cannot tell') => ({ difference: { value, low: value - 0.02, high: value + 0.02 }, verdict: { verdict } });
  expect(contentWords([row(0.1, 'A'), row(-0.01, 'cannot tell')])).toBe('10 (8 to 12) and −1 (−3 to 1) points, in that order; Holm’s p settles 1 of these differences');
  expect(contentWords([row(0, 'cannot tell'), row(0, 'cannot tell')])).toContain('settles none of these');
});

test('a live row stands beside the recorded one', () => {
  const made = sizeRows(document, rows, 60, rows.slice(0, 2), true);
  expect(made).toHaveLength(6);
  expect(made.map((row) => row.querySelectorAll('.dot').length)).toEqual([1, 1, 0, 0, 0, 0]);
  expect(made[0]!.querySelector('.live')!.textContent).toBe('here: the same');
});

test('marks stay on their scale', () => {
  const drawn = track(document, { from: 0, to: 0.4 }, { dot: { value: 0.5, low: 0.1, high: 0.6 } });
  expect(drawn.querySelector('.dot')!.getAttribute('style')).toBe('inset-inline-start:100.0%');
  expect(drawn.querySelector('.reach')!.getAttribute('style')).toBe('inset-inline:25.0% 0.0%');
});

test('settings survive a link, and a link that makes no sense opens as at first', () => {
  const set = { other: 'topic', tickets: 400, others: 'others-3' } as const;
  expect(sizesSettings(sizesLink(set))).toEqual(set);
  expect(sizesLink(OPENING).size).toBe(0);
  expect(sizesSettings(new Map([['other', 'listed'], ['tickets', '7'], ['seed', 'measuring']]))).toEqual(OPENING);
  expect(nextOthers('others-9')).toBe('others-10');
});

test('ten different tickets a draw, the same for the same number, and every draw is counted', () => {
  expect(drawTen(good, worse, 3)).toEqual(drawTen(good, worse, 3));
  const once = repeat('1000000000', 10);
  expect(drawTen(once, once, 1).a.filter(Boolean)).toHaveLength(1);
  const so = Array.from({ length: 50 }, (_, at) => drawTen(good, worse, at)).reduce(counted, NONE);
  expect(so.scores.reduce((sum, count) => sum + count, 0)).toBe(50);
  expect(so.ahead + so.level + so.behind).toBe(50);
  expect(so.behind).toBe(0);
  expect(leadWords(so)).toContain('of 50 draws');
  expect(tenFinding(so)).toMatch(/anything from \d+ to 10 right/);
});

test('the rates of peeking are those of the lab, and grow with the looks', () => {
  const rates = peekRates();
  expect(rates[2]).toEqual(falsePositives(LOOKS[2], OPENING_PEEK.every, OPENING_PEEK.discordant));
  expect(rates.map(({ value }) => value)).toEqual(rates.map(({ value }) => value).toSorted((a, b) => a - b));
  expect(peekFinding(rates)).toMatch(/^Two equal prompts are “told apart” in \d+%/);
});

test('the best of equals promises what it does not keep; the better one keeps it', async () => {
  const halves = Array.from({ length: 12 }, (_, at) => Array.from({ length: 200 }, (_, ticket) => ((ticket * (2 * at + 3) + at) % 7 < 4 ? '1' : '0')).join(''));
  const equal = Array.from({ length: 12 }, () => repeat('1110', 200));
  const luck = await bestOf(halves, equal, 12, 20);
  expect(luck.promised.value).toBeGreaterThan(0.05);
  expect(luck.kept.value).toBe(0);
  expect(bestFinding([luck], 20)).toMatch(/^The best of 12 wordings promises \d+ points on 20 tickets and keeps 0 points$/);
  const better = [repeat('1', 200), ...Array.from({ length: 11 }, () => repeat('10', 200))];
  expect(bestFinding([await bestOf(better, better, 12, 50)], 50)).toContain('keeps what it promised');
});

test('consistent and right in all wordings are parts of what they are parts of', () => {
  const { same, allRight, sameWrong } = wordingsIn(read('measuring-wordings'));
  expect(allRight.value + sameWrong.value).toBeCloseTo(same.value, 10);
});

const case2: Case = { story: '', n: 100, onlyA: 12, onlyB: 3, tries: [] };
const case3: Case = { ...case2, tries: Array.from({ length: 9 }, () => 0.2) };

test('the same counts tell alone, and cannot tell as the best of ten', () => {
  expect(told(case2)).toMatchObject({ verdict: 'A' });
  expect(told(case3)).toMatchObject({ verdict: 'cannot tell' });
  expect(ticketsFor(case3)).toBeGreaterThan(200);
  expect(solutionOf(case2)).toBe('A is better: 12 against 3, p = 0.035.');
});

test('a number of tickets is right within a factor of two, and called for only where nothing can be told', () => {
  const needed = ticketsFor(case3);
  expect(graded(case2, { verdict: 'A', tickets: Number.NaN }).right).toBe(true);
  expect(graded(case2, { verdict: 'cannot tell', tickets: 100 }).right).toBe(false);
  expect(graded(case3, { verdict: 'cannot tell', tickets: Number.NaN }).right).toBe(false);
  for (const [tickets, right] of [[needed, true], [needed / 1.9, true], [needed * 1.9, true], [needed * 3, false]] as const) expect(graded(case3, { verdict: 'cannot tell', tickets }).right).toBe(right);
  expect(graded(case3, { verdict: '', tickets: 1 }).sentence).toContain('Not answered yet');
});

test('the recorded case is one that cannot be told, with a number of tickets to find', () => {
  const cases = casesOf(read('measuring'));
  expect(cases).toHaveLength(3);
  expect(told(cases[0]!).verdict).toBe('cannot tell');
  expect(ticketsFor(cases[0]!)).toBeLessThan(Number.POSITIVE_INFINITY);
});
