import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recordFromJson } from '../../lab/record-json.ts';
import { armOf } from '../../lab/record.ts';
import { ASKED, askedFinding, breaking, byAsked, byPlace, decidedIn, ends, placeFinding, rightBy, ruleLabel, type Decided } from './findings.ts';

const read = (id: string) => recordFromJson(readFileSync(`content/runs/${id}.json`, 'utf8'));
const places = read('conditional-places');

/** Tickets in turn at each place, about each thing; `right` says which come out right. */
const made = (right: (place: number, asks: Decided['asks'], round: number) => boolean): Decided[] =>
  Array.from({ length: 600 }, (_, at) => {
    const [place, round] = [at % 7, Math.floor(at / 28)];
    const asks = place === 6 ? ASKED[4] : ASKED[Math.floor(at / 7) % 4]!;
    return { place, asks, right: Number(right(place, asks, round)) };
  });

test('every ticket of the run is decided by one place, and only the default asks nothing', async () => {
  const decided = await decidedIn(places);
  expect(decided).toHaveLength(places.experiment.items.count);
  for (const { place, asks } of decided) expect(asks === ASKED[4]).toBe(place === 6);
  const shares = rightBy(decided, byPlace, 7);
  expect(shares.reduce((sum, { n }) => sum + n, 0)).toBe(decided.length);
  expect(rightBy(decided, byAsked, ASKED.length).reduce((sum, { n, value }) => sum + n * value, 0)).toBeCloseTo(armOf(places, 'prompt-6').summary.graders['exact']!.right);
});

test('a fall along the list is found, and so is what a rule asks', () => {
  const falling = breaking(made((place, _, round) => round % 10 >= place));
  expect(placeFinding(falling)).toMatch(/^The later a rule stands, the sooner it breaks: about \d+ points a place$/);
  const items = made((_, asks, round) => asks !== 'an item' || round % 2 === 0);
  const found = breaking(items);
  const shares = rightBy(items, byAsked, ASKED.length);
  expect(placeFinding(found)).toMatch(/^No trend along the list is seen/);
  expect(ends(shares).low.name).toBe('an item');
  expect(askedFinding(found, shares)).toMatch(/^Rules about an item are kept on 5\d% of their tickets, the default on 100%$/);
});

test('the default is named as what it is', () => {
  const items = made((place, _, round) => place < 6 || round % 2 === 0);
  expect(askedFinding(breaking(items), rightBy(items, byAsked, ASKED.length))).toMatch(/^The default is kept on 5\d% of its tickets, rules about/);
});

test('where nothing differs, neither title says that something does', () => {
  const items = made((_, __, round) => round % 4 !== 0);
  const found = breaking(items);
  expect(placeFinding(found)).toMatch(/^No trend/);
  expect(askedFinding(found, rightBy(items, byAsked, ASKED.length))).toBe('Nor does it show in what a rule asks of the ticket');
});

test('the chart in words begins with its finding and leaves out no line', () => {
  const label = ruleLabel(read('conditional'), [{ name: 'always one', lever: 'base', points: [{ x: 1, y: { value: 0.5, low: 0.4, high: 0.6, n: 9 } }] }]);
  expect(label).toMatch(/^(?:In the prompt right answers|From one rule to six) .* Rules in code: .* Rules in the prompt: .* Always one: 1 50%\.$/);
});
